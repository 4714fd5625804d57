"""British and Welsh formats, in place of the American ones that Django has for English."""
