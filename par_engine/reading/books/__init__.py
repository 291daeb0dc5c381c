"""Filled workbooks (xlsx, xls, ods) as cells: values as typed, formulas apart, nothing run and nothing followed."""
