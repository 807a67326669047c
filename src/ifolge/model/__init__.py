"""The types everything else speaks in. Imports nothing from the rest of ifolge."""
