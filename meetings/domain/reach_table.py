"""The table of who has what, and why a decision is « à instruire », in words. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import (
    NBSP,
    join_words,
    start_sentence,
    typeset,
    write_count,
    write_day,
)
from meetings.domain.dossier import Dossier, Information, Participant
from meetings.domain.kinds import HandedBy, Role, Source
from meetings.domain.principles.prepared_work import READING_DAYS
from meetings.domain.principles.saying import is_given
from meetings.domain.reach import (
    Cell,
    Decision,
    Reach,
    State,
    cell_of,
    deadline,
    decisions,
    readers,
)
from meetings.domain.readers import receives_nothing
from meetings.domain.slot_reasons import call

WORDS = {
    State.AWAITED: "attendu",
    State.HELD_BACK: "pas encore",
    State.OWN: "l’a",
    State.UNCLEAR: "pas compris",
    State.READ: "lu",
    State.OPENED: "ouvert",
    State.GIVEN: "donné",
    State.LEAVES: "va partir",
    State.FAILED: "pas arrivé",
    State.NOT_GIVEN: "pas donné",
}
LEGEND = (
    (State.READ, "la personne a dit « j’ai lu »."),
    (State.UNCLEAR, "la personne a dit « je n’ai pas compris »."),
    (State.OPENED, "la personne a ouvert sa page elle-même. Aucune image cachée ne la suit."),
    (State.GIVEN, "son brief est parti ou lui a été remis. On ne sait pas si la personne l’a lu."),
    (State.OWN, "c’est la personne qui donne cette information, ou qui réunit."),
    (State.LEAVES, "le courriel attend dans la boîte d’envoi."),
    (State.FAILED, "le courriel est revenu : vérifiez l’adresse, ou donnez la lettre."),
    (State.NOT_GIVEN, "son brief ne lui a pas encore été donné."),
    (State.HELD_BACK, "l’information est arrivée après les briefs : personne ne l’a encore."),
    (State.AWAITED, "l’information n’est pas encore arrivée."),
)
_WAYS = {
    HandedBy.MAIL: "par courriel",
    HandedBy.LETTER: "par la lettre",
    HandedBy.HAND: "en main propre",
    HandedBy.LINK: "par un lien",
}
_SOURCES = {
    Source.PHONE: "dit au téléphone",
    Source.PAPER: "écrit sur papier",
    Source.TYPED: "noté ici",
}
_MISSING = frozenset({State.NOT_GIVEN, State.LEAVES, State.FAILED})


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: a word, the facts under it, and what the person wrote."""

    state: str
    word: str
    facts: str
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person and a cell for each column."""

    person: int
    name: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One information; a decision that has none has one column with no title."""

    title: str
    known: str  # « 3 sur 10 l’ont »


@dataclass(frozen=True, slots=True)
class Group:
    """One decision, the columns under it and why it is « à instruire » (nothing when it is not)."""

    item: int
    title: str
    columns: tuple[Column, ...]
    reasons: tuple[str, ...]
    kept_reason: str

    @property
    def is_ready(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the page draws."""

    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str, str], ...]  # a state, its word, what it says
    rule: str
    apart: tuple[str, ...]


def make_table(dossier: Dossier, reach: Reach, today: date) -> Table:
    """People in the order of the table, decisions in the order of the agenda."""
    found = decisions(dossier, reach)
    lines = tuple(_line(person, found, dossier) for person in readers(dossier))
    used = {cell.state for line in lines for cell in line.cells}
    return Table(
        groups=tuple(_group(one, dossier) for one in found),
        lines=lines,
        legend=tuple(
            (state.value, WORDS[state], typeset(said))
            for state, said in LEGEND
            if state.value in used
        ),
        rule=_rule(dossier, today),
        apart=tuple(typeset(said) for said in _apart(dossier)),
    )


def who_lacks(info: Information, dossier: Dossier, reach: Reach) -> tuple[Participant, ...]:
    """Those no brief with this information reached yet, in the order of the table."""
    return tuple(
        person
        for person in readers(dossier)
        if cell_of(person, info, dossier, reach).state in {State.NOT_GIVEN, State.FAILED}
    )


def _line(person: Participant, found: Iterable[Decision], dossier: Dossier) -> Line:
    cells: list[Shown] = []
    for decision in found:
        cells += [_shown(decision.of(person.id, info.id)) for info in decision.informations]
        if not decision.informations:
            cells.append(Shown("none", "–", "", ""))
    return Line(person.id, start_sentence(call(person, dossier)), tuple(cells))


def _shown(cell: Cell) -> Shown:
    facts = []
    if cell.on is not None:
        day = write_day(cell.on, year=False, weekday=False)
        way = f" {_WAYS[cell.way]}" if cell.way else ""
        facts.append(f"le {day}{way}")
    if cell.mark and cell.mark.source in _SOURCES:
        facts.append(_SOURCES[cell.mark.source])
    if cell.failure:
        facts.append(cell.failure)
    note = typeset(cell.mark.note) if cell.mark else ""
    return Shown(cell.state.value, WORDS[cell.state], typeset(", ".join(facts)), note)


def _group(decision: Decision, dossier: Dossier) -> Group:
    return Group(
        item=decision.item.id,
        title=typeset(decision.item.title),
        columns=tuple(_columns(decision)) or (Column("", ""),),
        reasons=tuple(typeset(said) for said in reasons(decision, dossier)),
        kept_reason=typeset(decision.item.kept_reason),
    )


def _columns(decision: Decision) -> Iterable[Column]:
    for info in decision.informations:
        cells = [one for one in decision.cells if one.information == info.id]
        have = sum(one.since is not None or one.state is State.OWN for one in cells)
        yield Column(typeset(info.title), f"{have} sur {len(cells)}")


def reasons(decision: Decision, dossier: Dossier) -> tuple[str, ...]:
    """Why this decision is « à instruire », a sentence each; nothing when it is ready."""
    if not decision.informations:
        return ("Rien n’est prévu à lire avant cette décision.",)
    return tuple(
        said for info in decision.informations for said in _reasons_of(info, decision, dossier)
    )


def _reasons_of(info: Information, decision: Decision, dossier: Dossier) -> tuple[str, ...]:
    what = f"« {info.title} »"
    if not is_given(info):
        return (f"{what} : pas encore arrivé.",)
    lacking = [one for one in decision.lacking if one.information == info.id]
    if not dossier.is_released(info):
        day = f" le {_day(info.given_at.date())}" if info.given_at else ""
        return (f"{what} : reçu{day}, personne ne l’a encore.",) if lacking else ()
    missing = [one for one in lacking if one.since is None]
    everybody = len(missing) == len([one for one in decision.cells if one.information == info.id])
    said = _missing(missing, dossier, everybody=everybody)
    tardy = [one for one in lacking if one.since is not None]
    lines = (said, _too_late(tardy, dossier))
    return tuple(f"{what} : {line}" for line in lines if line)


def _missing(cells: Sequence[Cell], dossier: Dossier, *, everybody: bool) -> str:
    """« le père et l’AESH ne l’ont pas encore reçu. »"""
    if not cells:
        return ""
    others = any(one.state is State.OWN for one in cells)
    if everybody and not others and len(cells) > 1:
        return "personne ne l’a encore reçu."
    names = join_words([call(dossier.by_id[one.person], dossier) for one in cells])
    verb = "ne l’a pas encore reçu" if len(cells) == 1 else "ne l’ont pas encore reçu"
    returned = [one for one in cells if one.state is State.FAILED]
    why = ""
    if returned:
        which = join_words([call(dossier.by_id[one.person], dossier) for one in returned])
        why = f" Courriel revenu : {which}."
    return f"{names} {verb}.{why}"


def _too_late(cells: Sequence[Cell], dossier: Dossier) -> str:
    """« le père l’a eu le 18 janvier, moins de sept jours avant. »"""
    if not cells:
        return ""
    names = join_words([call(dossier.by_id[one.person], dossier) for one in cells])
    last = max(one.since for one in cells if one.since)
    verb = "l’a" if len(cells) == 1 else "l’ont"
    when = (
        f"le {_day(last)}"
        if len({one.since for one in cells}) == 1
        else f"après le {_limit(dossier)}"
    )
    days = write_count(READING_DAYS, "jour")
    return f"{names} {verb} eu {when}, moins de {days} avant la réunion."


def _limit(dossier: Dossier) -> str:
    last = deadline(dossier)
    return _day(last) if last else ""


def _day(day: date) -> str:
    return write_day(day, year=False, weekday=False)


def _rule(dossier: Dossier, today: date) -> str:
    """What « in time » means here: ours, no text gives any number of days."""
    days = write_count(READING_DAYS, "jour")
    last = deadline(dossier)
    head = (
        f"Une décision est instruite quand chacun a tout ce qu’il faut lire, {days} avant la "
        "réunion au plus tard."
    )
    if last is None:
        return typeset(f"{head} La date n’est pas encore choisie.")
    ends = "c’était le" if last < today else "jusqu’au"
    return typeset(f"{head} Ici{NBSP}: {ends} {write_day(last, year=False)}.")


def _apart(dossier: Dossier) -> Iterable[str]:
    """Who is not in the table, and why, for whoever prepares."""
    for person in dossier.participants:
        name = start_sentence(call(person, dossier))
        if receives_nothing(person):
            yield f"{name} n’est pas dans le tableau : une décision de justice l’interdit."
        elif person.role is Role.INTERPRETER:
            yield f"{name} reçoit la date, le lieu et les mots, pas les textes à lire."
        elif person not in readers(dossier):
            yield f"{name} ne prend pas part à la réunion, comme convenu."
