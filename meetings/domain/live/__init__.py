"""A meeting being held: acts, and the meeting they make."""
