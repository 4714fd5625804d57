"""What the Forum owes people about their data: notices, complaints, retention, erasure."""
