"""What a user sees: the command line, the terminal, and the export formats."""
