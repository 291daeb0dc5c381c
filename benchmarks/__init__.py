"""Speed and memory, measured against the bars the project set itself. Run by `make bench`, never by the tests."""
