"""Tests of handing the record over."""
