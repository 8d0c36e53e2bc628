"""Acts on the rights of those a file is about."""

from meetings.rights.actions.copies import give_copy

__all__ = ["give_copy"]
