"""Taking in past minutes, from text or Word, step by step to a meeting with its record."""
