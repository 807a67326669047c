"""What ifolge knows of each language: tables that people read and extend, and their loader."""
