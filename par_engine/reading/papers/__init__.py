"""Papers: the tables and lines of a document that people wrote, each cell with its place. One module per format."""
