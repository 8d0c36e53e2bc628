"""Bringing in a table: one page per step."""
