"""Pages about meetings, split by who uses them: readers, those who take part, and who keeps the record."""
