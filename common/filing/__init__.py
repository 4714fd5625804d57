"""Files that people send: which are taken, and how they are kept and swept."""
