"""The desk of who keeps the record, tested."""
