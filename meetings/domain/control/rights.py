"""Rights that a text states wrongly, each with what the text of the law says and its article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.domain.control.lines import Line, Said, quote
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import MeetingKind
from meetings.domain.legal import facts_of, is_without_text
from meetings.domain.legal_texts import Rule

_MDPH, _CDAPH, _COMPANION = "not_here.mdph_by_parents", "not_here.rights_by_cdaph", ""
_SCHOOL = (
    r"(?:l[’']école|l[’']établissement|l[’']équipe|l[’']ESS|l[’']enseignante?(?:\s+référente?)?)"
)
_RIGHTS = r"(?:l[’']orientation|(?:les|des|du nombre d[’'])\s*heures d[’']AESH|l[’']aide humaine)"


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is written wrongly, and the key of the rule that says it right."""

    pattern: re.Pattern[str]
    key: str


def _wrong(pattern: str, key: str) -> _Wrong:
    return _Wrong(re.compile(pattern, re.IGNORECASE), key)


_WRONG = (
    _wrong(r"présence(?:\s+des\s+parents)?\s+(?:est\s+)?obligatoire", _COMPANION),
    _wrong(r"ne\s+pouvez\s+pas\s+(?:être|venir)\s+accompagnée?s?", _COMPANION),
    _wrong(rf"{_SCHOOL}\s+(?:demande(?:ra)?|saisit|saisira)\s+(?:à\s+)?la\s+MDPH", _MDPH),
    _wrong(rf"MDPH\s+(?:est|sera)\s+(?:demandée|saisie|faite)\s+par\s+{_SCHOOL}", _MDPH),
    _wrong(rf"{_SCHOOL}\s+(?:décide(?:ra)?|fixe(?:ra)?)\s+(?:de\s+)?{_RIGHTS}", _CDAPH),
)


def wrong_rights(said: Said, dossier: Dossier) -> Iterator[Line]:
    """What is against a rule of this kind of meeting; nothing where no article says it."""
    for wrong in _WRONG:
        rule, found = _rule(wrong.key, dossier), wrong.pattern.search(said.text)
        if rule is not None and found is not None:
            yield Line(
                f"Le texte de loi dit autre chose, {said.where}.",
                f"{rule.text} ({rule.source})",
                said.act,
                quote(found[0]),
            )


def _rule(key: str, dossier: Dossier) -> Rule | None:
    if key == _COMPANION:
        told = dossier.kind in {MeetingKind.ESS, MeetingKind.EQUIPE_EDUCATIVE}
        known = told and not is_without_text(dossier)
        return facts_of(dossier.kind).companion_right if known else None
    rules = facts_of(MeetingKind.OTHER).cannot_decide
    return next(rule for rule in rules if rule.key == key)
