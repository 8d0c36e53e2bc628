"""From what was written in a meeting to what a paper says of it: each note once, in order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from intermetiers.web.french import (
    NBSP,
    join_words,
    of,
    start_sentence,
    typeset,
    write_day,
)
from meetings.domain.dossier import Dossier
from meetings.domain.held_parts import Decision, HeldPoint, Later, Line, Tension, Versions, Word
from meetings.domain.live.room import OPENING, REREADING, Person, everybody, points_of
from meetings.domain.live.state import Entry, Head, Live, Position, Settled
from meetings.domain.live.wording import DILEMMA_LABELS, FOUR_QUESTIONS

Part = TypeVar("Part")

ELSEWHERE = ""  # where a note stands whose point is no longer on the agenda
_TITLES = {
    OPENING: "En arrivant",
    REREADING: "En relisant ensemble",
    ELSEWHERE: "Hors de l’ordre du jour",
} | {f"q{number}": typeset(words) for number, words in enumerate(FOUR_QUESTIONS, start=1)}
_SOURCES = {
    "territory": "Elle vient des territoires et des décisions de chacun.",
    "time": "Elle vient des temps de chacun.",
}
_POSITIONS = (("disagree", "Désaccord"), ("reserve", "Réserve"))


def in_order(dossier: Dossier, live: Live) -> list[Entry]:
    """Every note, point after point, and in each as it was written."""
    ranks = {item: rank for rank, (item, _, _) in enumerate(_items(dossier, live))}
    last = ranks.get(ELSEWHERE, len(ranks))
    return sorted(live.entries, key=lambda e: (ranks.get(e.head.item, last), e.born_at, e.id))


def decisions_of(dossier: Dossier, live: Live) -> tuple[Decision, ...]:
    """Numbered over the whole meeting."""
    people = everybody(dossier, live)
    entries = [entry for entry in in_order(dossier, live) if entry.head.note == "decision"]
    return tuple(
        _decision(number, entry, live.positions.get(entry.id, {}), people)
        for number, entry in enumerate(entries, start=1)
    )


def notes_by_point(
    dossier: Dossier, live: Live, decisions: Sequence[Decision]
) -> tuple[HeldPoint, ...]:
    """What was said on each point; words explained and what is put off stand apart."""
    people, entries = everybody(dossier, live), in_order(dossier, live)
    numbers = {decision.entry: decision.number for decision in decisions}
    items = _items(dossier, live)
    known = {item for item, _, _ in items}
    order = [item for item, is_point, _ in items if is_point]
    openers = {str(one.id): one.opener for one in dossier.agenda}
    found = []
    for item, is_point, kind in items:
        here = [e for e in entries if (e.head.item if e.head.item in known else "") == item]
        found.append(
            HeldPoint(
                item=item,
                number=order.index(item) + 1 if is_point else None,
                title=_title(item, dossier),
                kind=kind,
                settled=_settled(live.settled.get(item)),
                quotes=_all("words", here, lambda e: _quote(e, people)),
                agreements=_all("agreement", here, lambda e: _line(e)),
                disagreements=_all("disagreement", here, lambda e: _disagreement(e, people)),
                tensions=_all("tension", here, lambda e: _tension(e, people)),
                decisions=tuple(numbers[e.id] for e in here if e.id in numbers),
                opener=openers.get(item),
            )
        )
    return tuple(found)


def words_of(dossier: Dossier, live: Live) -> tuple[Word, ...]:
    """The words explained in the room."""
    entries = in_order(dossier, live)
    return _all(
        "word",
        entries,
        lambda e: Word(
            e.id, _text(e.head), typeset(str(e.head.get("meaning")).strip()), _versions(e)
        ),
    )


def later_of(dossier: Dossier, live: Live) -> tuple[Later, ...]:
    """What is put off: the points postponed, then what was noted to take up later."""
    postponed = tuple(
        Later(item, _title(item, dossier), _until(live.settled[item].until), is_point=True)
        for item, _, _ in _items(dossier, live)
        if item in live.settled and live.settled[item].way == "postpone"
    )
    noted = _all(
        "later",
        in_order(dossier, live),
        lambda e: Later(e.id, _text(e.head), _until(e.head.get("until")), versions=_versions(e)),
    )
    return postponed + noted


def dilemmas_of(live: Live) -> tuple[Tension, ...]:
    """The tensions made a common dilemma or that led to an invention, in the order they were
    written and with no name: for whoever reads them years later."""
    told = (_tension(entry, {}) for entry in live.of("tension"))
    return tuple(one for one in told if one.is_dilemma or one.invention)


def write_iso(day: str, *, weekday: bool = False) -> str:
    """« 19 mars 2027 » of « 2027-03-19 »; nothing of nothing."""
    return write_day(date.fromisoformat(day), weekday=weekday) if day else ""


# --- Where notes stand -------------------------------------------------------------------------


def _items(dossier: Dossier, live: Live) -> list[tuple[str, bool, str]]:
    """The points one goes through, whether each counts as one, what each is for; then those that
    hold a note although they left the agenda."""
    points = points_of(dossier)
    found = [
        (p.item, p.kind not in {"welcome", "reread"}, p.kind_label)
        for p in points
        if p.item != REREADING
    ]
    known = {item for item, _, _ in found} | {REREADING}
    noted = {entry.head.item for entry in live.entries} | set(live.settled)
    moved = [str(item.id) for item in dossier.agenda if str(item.id) in noted - known]
    moved += sorted(item for item in noted - known if item in _TITLES)
    found += [(item, False, "") for item in moved]
    return [*found, (ELSEWHERE, False, ""), (REREADING, False, "")]


def _title(item: str, dossier: Dossier) -> str:
    if item in _TITLES:
        return _TITLES[item]
    return next(typeset(one.title) for one in dossier.agenda if str(one.id) == item)


def _settled(settled: Settled | None) -> str:
    """What was done of a point not everybody had the information of."""
    if settled is None:
        return ""
    said = typeset(settled.text.strip())
    head = {
        "together": "Nous avons pris le temps de lire ensemble avant de décider",
        "part": "Nous n’avons décidé qu’une partie",
        "postpone": f"Nous avons reporté ce point {_until(settled.until)}".rstrip(),
    }[settled.way]
    return typeset(f"{head} : {said}" if said else f"{head}.")


def _until(day: str) -> str:
    """« au 3 mars 2027 »."""
    return f"au {write_iso(day)}" if day else ""


def _all(note: str, entries: Iterable[Entry], make: Callable[[Entry], Part]) -> tuple[Part, ...]:
    return tuple(make(entry) for entry in entries if entry.head.note == note)


# --- One note ----------------------------------------------------------------------------------


def _text(head: Head) -> str:
    return typeset(head.text.strip())


def _versions(entry: Entry) -> Versions:
    """What the same note also says, written elsewhere at the same time, while nobody chose."""
    texts = (_text(head) for head in entry.heads if head is not entry.head and not head.gone)
    return tuple(dict.fromkeys(text for text in texts if text and text != _text(entry.head)))


def _line(entry: Entry, who: str = "") -> Line:
    return Line(entry.id, _text(entry.head), who, _versions(entry))


def _disagreement(entry: Entry, people: Mapping[str, Person]) -> Line:
    """Who holds it is said with their consent only, and so is that it is the family."""
    holder = people.get(str(entry.head.get("who"))) if entry.head.get("consent", False) else None
    line = _line(entry, holder.name if holder else "")
    return Line(entry.id, line.text, line.who, line.versions, holder is not None and holder.family)


def _quote(entry: Entry, people: Mapping[str, Person]) -> Line:
    speaker = people.get(str(entry.head.get("who")))
    words = _text(entry.head).strip(f' «»"“”{NBSP}\n')
    line = _line(entry, start_sentence(speaker.name) if speaker else "")
    is_family = speaker is not None and speaker.family
    return Line(entry.id, f"«{NBSP}{words}{NBSP}»", line.who, line.versions, is_family)


def _tension(entry: Entry, people: Mapping[str, Person]) -> Tension:
    head = entry.head
    between = _called(head.get("between", ()), people)
    holds: Mapping[str, Any] = head.get("holds", {})
    return Tension(
        entry=entry.id,
        text=_text(head),
        between=f"Entre {join_words(between)}" if len(between) > 1 else "",
        source=_SOURCES.get(str(head.get("source")), ""),
        holds=tuple(
            (start_sentence(person.name), typeset(str(holds[who]).strip()))
            for who, person in people.items()
            if who in holds
        ),
        dilemma=start_sentence(_dilemma(head)),
        question=_question(head),
        invention=typeset(str(head.get("invention")).strip()),
        trial=_trial(head, people),
        versions=_versions(entry),
    )


def _dilemma(head: Head) -> str:
    code = str(head.get("dilemma"))
    return DILEMMA_LABELS.get(code) or typeset(str(head.get("own_dilemma")).strip())


def _question(head: Head) -> str:
    """« Comment garder l’aide tout en restant avec la classe ? »"""
    how, meanwhile = (str(head.get(name)).strip(" .?\u202f") for name in ("how", "while"))
    sides = (
        f"comment {_bare(how, 'comment')}" if how else "",
        f"tout en {_bare(meanwhile, 'tout en')}" if meanwhile else "",
    )
    said = " ".join(side for side in sides if side)
    return typeset(f"{start_sentence(said)} ?") if said else ""


def _bare(text: str, opening: str) -> str:
    """The text without the words the sentence already opens with, when somebody typed them."""
    return text[len(opening) :].strip() if text.casefold().startswith(f"{opening} ") else text


def _trial(head: Head, people: Mapping[str, Person]) -> str:
    """« Jusqu’au 4 mars 2027. Regardent : la mère et le professeur. »"""
    until, looks = str(head.get("try_until")), _called(head.get("looks", ()), people)
    said = [f"Nous essayons jusqu’au {write_iso(until)}."] if until else []
    if looks:
        said.append(f"{'Regarde' if len(looks) == 1 else 'Regardent'} : {join_words(looks)}.")
    return typeset(" ".join(said))


def _decision(
    number: int, entry: Entry, said: Mapping[str, Position], people: Mapping[str, Person]
) -> Decision:
    head = entry.head
    by = str(head.get("by"))
    return Decision(
        entry=entry.id,
        number=number,
        text=_text(head),
        who=join_words(_called(head.get("people", ()), people)),
        by=write_iso(by),
        by_iso=by,
        seen=typeset(str(head.get("seen")).strip()),
        positions=_positions(said, people),
        versions=_versions(entry),
        holders=_planned(head.get("people", ()), people),
    )


def _planned(whos: Iterable[str], people: Mapping[str, Person]) -> tuple[int, ...]:
    """The keys of those of them who were planned at the table: « p12 »."""
    return tuple(int(who[1:]) for who in whos if who in people and who.startswith("p"))


def _positions(said: Mapping[str, Position], people: Mapping[str, Person]) -> tuple[str, ...]:
    """Disagreements and reserves, each with its reason, then who said they agree."""
    lines = []
    for say, label in _POSITIONS:
        for who, person in people.items():
            if who in said and said[who].say == say:
                reason = said[who].reason.strip()
                head = f"{label} {of(person.called)}"
                lines.append(typeset(f"{head} : {reason}" if reason else f"{head}."))
    agree = [who for who in people if who in said and said[who].say == "agree"]
    if agree:
        lines.append(typeset(f"D’accord : {join_words(_called(agree, people))}."))
    return tuple(lines)


def _called(whos: Iterable[str], people: Mapping[str, Person]) -> list[str]:
    return [people[who].called for who in whos if who in people]
