"""Reports as files for other people and programs: one module per format, one registry."""
