"""Governing documents as they are read and cited: clauses with addresses of their own, rules, review, and paper."""
