"""What text editors are told about data files: JSON Schemas with Vietnamese hover texts."""
