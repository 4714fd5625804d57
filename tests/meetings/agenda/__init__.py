"""The agenda, tested."""
