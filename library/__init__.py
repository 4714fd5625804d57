"""Governing documents with their versions, resources, and consultations."""
