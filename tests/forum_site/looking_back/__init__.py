"""Looking back at the Forum's years, tested."""
