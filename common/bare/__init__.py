"""Files of strangers: counted, and stored without what they tell of who made them, where and when."""
