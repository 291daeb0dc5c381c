"""Results as plain data, HTML and (later) Word, PDF and Excel. Prints what the engine recorded; computes nothing."""
