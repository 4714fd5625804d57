"""Words that somebody reported, what is made of that, and the rules of the exchange."""
