"""Questions to the database that are more than one model's."""
