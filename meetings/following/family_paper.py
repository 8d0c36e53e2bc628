"""What the template of the family’s paper is given, for a page and for a file alike."""

from typing import Any

from meetings.domain.family_fiche import compose_family_fiche
from meetings.domain.fiche import Fiche
from meetings.domain.languages import Language
from meetings.languages import SCRIPTS


def family_context(fiche: Fiche, language: Language) -> dict[str, Any]:
    """The fiche in short parts (`family`), its sentences (`t`), the sheet of its letters."""
    family = compose_family_fiche(fiche, language)
    script = SCRIPTS.get(language, "")
    return {"family": family, "t": family.texts, "language": language, "script_sheet": script}
