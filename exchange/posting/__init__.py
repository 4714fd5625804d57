"""Posts written, changed, removed and put back, and asked for at a meeting."""
