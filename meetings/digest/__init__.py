"""The digest: what is new for who chose it, on the cycle of the meetings."""
