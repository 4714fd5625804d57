"""Networks and initiatives, tested."""
