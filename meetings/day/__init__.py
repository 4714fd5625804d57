"""The day itself: the register, who says they were there, how the time went, what people thought of it."""
