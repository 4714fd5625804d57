"""People, organisations, their standing and offices: who someone is."""
