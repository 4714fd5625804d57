"""The report of a group: written, due, and brought to a meeting."""
