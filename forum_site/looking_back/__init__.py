"""The Forum's years: the annual summary drafted from the record, and the Forum in numbers."""
