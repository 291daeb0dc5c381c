"""Figures of lower units and shorter periods summed up to an agency's year, each with where it came from."""
