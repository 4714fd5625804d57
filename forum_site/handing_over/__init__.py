"""The whole record in one file for whoever takes over: made, opened with nothing installed, and read in again."""
