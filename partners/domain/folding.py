"""Words compared as a reader compares them."""

import unicodedata


def fold(text: str) -> str:
    """Without case nor accents: « Élève » and « eleve » are the same word. Length may change (œ)."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded.replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
