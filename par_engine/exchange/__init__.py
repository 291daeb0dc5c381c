"""Bundles: one file that carries a submission, its papers and its score sheet, to be recomputed where it arrives."""
