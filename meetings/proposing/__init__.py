"""What people ask to have on an agenda, and the answers they get."""
