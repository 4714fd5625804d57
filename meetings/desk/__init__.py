"""The desk of who keeps the record: how far a meeting has come, what is next, and who is coming."""
