"""Text to copy into the GEVA-Sco, or its page of the LPI, section by section.

The form itself is never rebuilt here. Each text is made of the words of the meeting, and says what
is missing for its section (sections 8 to 11 of the GEVA-Sco of a réexamen, arrêté du 6 février
2015). The last word is that of whoever copies it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from intermetiers.web.french import join_words, typeset
from meetings.domain.fiche import Fiche
from meetings.domain.held_parts import Decision, Held, Line

LINES_OF_THE_FORM = 14


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form. `text` may be empty; `missing` are sentences."""

    key: str
    title: str
    text: str
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many lines show it whole, about: those of its text, a line of 90 signs each."""
        return max(3, sum(1 + len(line) // 90 for line in self.text.splitlines()) + 1)


def sections_of(fiche: Fiche) -> tuple[Section, ...]:
    """The sections, in the order of the form; none before the meeting is opened."""
    held = fiche.held
    if held is None:
        return ()
    return (
        _past(fiche, held),
        _perspectives(held),
        _family(fiche, held),
        _professionals(fiche, held),
        _people(held),
    )


def _past(fiche: Fiche, held: Held) -> Section:
    """What was decided before and what became of it, then what the room agrees on."""
    became = [_sentence(f"{one.text} ({_state(one.said_label, one.note)})") for one in fiche.before]
    agreed = [line.text for point in held.points for line in point.agreements]
    missing = (
        *([] if became else ["Ce qui avait été décidé la dernière fois n’est pas connu ici."]),
        *([] if agreed else ["Aucun accord n’est noté sur ce qui s’est passé."]),
        "Les aménagements, les dispositifs, ce que fait l’aide humaine et les soins ont chacun leur "
        "case : répartissez ces lignes.",
    )
    return _section("bilan", "Bilan de la période écoulée", [*became, *agreed], missing)


def _state(label: str, note: str) -> str:
    return f"{label} : {note}" if note else label


def _perspectives(held: Held) -> Section:
    decided = [_decided(decision) for decision in held.decisions]
    tried = [
        _sentence(f"À l’essai : {tension.invention} {tension.trial}")
        for point in held.points
        for tension in point.tensions
        if tension.invention
    ]
    later = [f"À reprendre : {one.text}" for one in held.later]
    unsigned = [
        _sentence(f"Nous ne sommes pas d’accord sur ceci : {line.text}")
        for point in held.points
        for line in point.disagreements
        if not line.who
    ]
    lacks = [
        f"Décision {d.number} : il manque {join_words(lacking)}."
        for d in held.decisions
        if (lacking := [word for word, said in (("qui", d.who), ("pour quand", d.by)) if not said])
    ]
    missing = lacks if decided else ["Aucune décision n’est écrite."]
    title = "Perspectives : objectifs et axes à travailler"
    return _section("perspectives", title, [*decided, *tried, *unsigned, *later], missing)


def _decided(decision: Decision) -> str:
    about = [decision.who, f"pour le {decision.by}" if decision.by else ""]
    said = ", ".join(part for part in about if part)
    seen = f" Ce qu’on verra : {decision.seen}" if decision.seen else ""
    return _sentence(f"{decision.text.rstrip('.')}{f' ({said})' if said else ''}.{seen}")


def _family(fiche: Fiche, held: Held) -> Section:
    """Their words as they said them, before, during and after; never rephrased."""
    before = [f"{said.who}, avant la réunion : {said.words}" for said in fiche.said if said.family]
    during = [_quoted(line) for line in _quotes(held) if line.family]
    after = [f"{one.who}, en relisant : {one.text}" for one in fiche.said_after if one.text.strip()]
    lines = [*before, *during, *_against(held, family=True), *after]
    missing = [] if lines else ["Les mots de l’élève et de ses parents ne sont pas notés."]
    return _section("famille", "Remarques de l’élève et de ses parents", lines, missing)


def _professionals(fiche: Fiche, held: Held) -> Section:
    before = [f"{said.who} : {said.words}" for said in fiche.said if not said.family]
    during = [_quoted(line) for line in _quotes(held) if not line.family]
    lines = [*before, *during, *_against(held, family=False)]
    missing = [] if lines else ["Les mots des professionnels ne sont pas notés."]
    return _section("professionnels", "Remarques des professionnels", lines, missing)


def _against(held: Held, *, family: bool) -> list[str]:
    """The disagreements of those who agreed to be named."""
    return [
        f"Désaccord ({line.who}) : {line.text}"
        for point in held.points
        for line in point.disagreements
        if line.who and line.family == family
    ]


def _quotes(held: Held) -> Iterable[Line]:
    return (line for point in held.points for line in point.quotes)


def _quoted(line: Line) -> str:
    return f"{line.who} : {line.text}" if line.who else line.text


def _people(held: Held) -> Section:
    """Who took part; the form has fourteen lines."""
    missing = []
    if len(held.signers) > LINES_OF_THE_FORM:
        missing.append(
            f"Le formulaire a {LINES_OF_THE_FORM} lignes : il y a {len(held.signers)} personnes."
        )
    if not held.signers:
        missing.append("Personne n’est noté présent.")
    return _section("participants", "Participants", list(held.signers), missing)


def _section(key: str, title: str, lines: list[str], missing: Iterable[str]) -> Section:
    text = "\n".join(typeset(line) for line in lines)
    return Section(key, typeset(title), text, tuple(typeset(said) for said in missing))


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…", "»")) else f"{text}."
