"""Telling people and hearing from them, tested."""
