"""The room under all others: what knows no person and no meeting."""
