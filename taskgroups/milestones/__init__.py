"""What a group wants to have done by which day, and the picture that shows it with all groups."""
