"""par-engine: the yardstick of public administration reform (PAR INDEX), made executable."""

__version__ = "0.1.0"
