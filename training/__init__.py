"""How the shipped model is made: see training/README.md."""
