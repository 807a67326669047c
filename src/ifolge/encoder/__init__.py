"""The shipped model and how it is run."""
