"""The numbered clauses of governing documents: read from the text, followed from version to version, kept."""
