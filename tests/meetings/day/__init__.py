"""The day itself, tested."""
