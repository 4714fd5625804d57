"""Standing and offices, tested."""
