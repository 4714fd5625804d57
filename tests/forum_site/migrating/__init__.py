"""How migrations run, tested."""
