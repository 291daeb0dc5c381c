"""The form that agencies fill in: laid out from a criteria set, written as a workbook, read back as a submission.

`layout` is what both ways share; `form` lays out, `filling` puts a submission in, `writing` makes the file, `reading`
turns a filled file into the same plain data that a YAML file gives.
"""
