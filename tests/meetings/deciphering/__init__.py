"""Tests: The steps by which past minutes are read."""
