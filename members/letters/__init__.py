"""Letters: the ledger, promotional letters, and which of them people want."""
