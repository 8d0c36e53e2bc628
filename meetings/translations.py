"""The translations a team typed for one meeting, read from the database."""

from meetings.domain.languages import Language
from meetings.models import Meeting, Translation


def translations_of(meeting: Meeting, language: Language) -> dict[str, str]:
    """By fingerprint of the French; in French there is nothing to translate, nor to ask."""
    if language.is_french:
        return {}
    rows = Translation.objects.filter(meeting=meeting, language=language.value)
    return dict(rows.values_list("fingerprint", "text"))
