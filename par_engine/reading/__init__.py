"""Strict reading of data files: text to plain values with places, plain values to models, all problems at once."""
