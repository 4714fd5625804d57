"""The minutes, tested."""
