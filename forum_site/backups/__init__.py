"""Backups: made whole and sealed, kept by a rule, and tried by restoring them."""
