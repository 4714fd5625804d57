"""What runs the site, tested."""
