"""The agenda: its items in order, what puts itself on it, what was proposed, and how it is read."""
