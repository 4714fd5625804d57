"""Ways through the site from start to end, as the people it is for go them, in a real browser."""
