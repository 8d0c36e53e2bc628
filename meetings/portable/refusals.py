"""Why a file somebody brought is not taken."""


class FileRefusedError(Exception):
    """This file is not taken, and nothing of it was written; the text is French, for who sent it."""
