"""Bringing in a table that already exists: its columns, its lines, and what they would change.

Pure: a table is lines of texts, the book is what is known of it, and the answer is a plan that
says for each line what would be written. Nothing here writes.
"""
