"""Enquiries from people who think of a social co-operative near them: received, routed, answered, closed."""
