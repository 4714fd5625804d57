"""Letters, tested."""
