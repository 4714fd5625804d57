"""One's account, tested."""
