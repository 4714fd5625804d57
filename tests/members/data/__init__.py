"""What the Forum owes people about their data, tested."""
