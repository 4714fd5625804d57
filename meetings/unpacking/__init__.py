"""A Word document as lines of text: its paragraphs with what they look like, its numbers written out, its tables."""
