"""Answers gathered by another date poll: reading what it exported, and finding whose they are."""
