"""People and organisations as others find them: the directory, one's own details, contacts."""
