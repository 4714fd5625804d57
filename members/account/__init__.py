"""One's account: logging in, sessions, second factors, and writing kept over a login that timed out."""
