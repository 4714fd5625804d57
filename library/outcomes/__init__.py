"""Social value: the register of what changed through the Forum's work, and the fields of its own framework."""
