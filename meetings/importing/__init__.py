"""Taking in past minutes: what was read is checked on a page, then made into a meeting with its record."""
