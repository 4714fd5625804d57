"""Files of strangers: counted, and stored without what they tell of who made them, where and when."""

LOCKED = b"locked"  # instead of a file that only a password opens
PICTURES = {".png", ".jpg", ".jpeg"}
