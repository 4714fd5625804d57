"""What this app hands upward."""
