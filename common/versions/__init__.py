"""Two people and one row: what each has seen, what clashes, whose save was whose, both texts side by side."""
