"""Declarations of interest: who declared what at which item, and whether they stayed."""
