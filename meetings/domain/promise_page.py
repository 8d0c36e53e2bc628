"""A decision and what became of it, as whoever convenes reads it: each sentence, without a query."""

from dataclasses import dataclass
from datetime import date, datetime

from intermetiers.web.french import start_sentence, typeset, write_day
from meetings.domain.before import SAID_LABELS
from meetings.domain.kinds import Said, Source
from meetings.domain.promises import Promise, Report, Standing

PILLS = {
    Said.TO_DO: "todo",
    Said.DONE: "done",
    Said.NOT_YET: "soon",
    Said.HELP: "look",
    Said.CHANGED: "soon",
    Said.GIVEN_UP: "plain",
}
LATE = ("late", "en retard")
THIS_WEEK = ("soon", "cette semaine")
BY_WAY = {
    Source.LINK: "par son lien",
    Source.PAPER: "sur papier",
    Source.PHONE: "au téléphone",
    Source.ROOM: "en réunion",
}
NOBODY = "Personne ne tient cette décision."
BY_WORD = (
    "Tenue par quelqu’un qui n’était pas sur la liste des invités : aucun lien, prenez des "
    "nouvelles de vive voix."
)
TAKEN_UP = "reprise"

Pill = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """`text` and `by` are those that stand; `first_text` what was decided first, when it changed.
    `history` says what was said of it, the latest first."""

    id: int
    number: int
    text: str
    first_text: str
    who: str
    held: str
    by: str
    seen: str
    pills: tuple[Pill, ...]
    said: Said
    is_open: bool
    history: tuple[str, ...]

    @property
    def about(self) -> str:
        """« Le professeur des écoles, pour le 15 février 2027 »."""
        who = self.who or "Personne ne la tient"
        return typeset(f"{who}, pour le {self.by}" if self.by else who)


def promise_row(promise: Promise, now: datetime) -> PromiseRow:
    """As it stands at `now`, an aware moment in the zone of the team."""
    standing = promise.at(now)
    return PromiseRow(
        id=promise.id,
        number=promise.number,
        text=typeset(standing.text),
        first_text=typeset(promise.text) if standing.text != promise.text else "",
        who=start_sentence(promise.who),
        held=say_holding(promise),
        by=write_day(standing.by_on, weekday=False) if standing.by_on else "",
        seen=typeset(promise.seen),
        pills=pills_of(standing, now.date()),
        said=standing.said,
        is_open=standing.is_open,
        history=tuple(say_report(report) for report in reversed(promise.reports)),
    )


def pills_of(standing: Standing, today: date) -> tuple[Pill, ...]:
    """« en retard » beside what was said last; alone while nothing was."""
    said = (PILLS[standing.said], SAID_LABELS[standing.said])
    if not standing.is_late(today):
        return (said,)
    return (LATE,) if standing.said is Said.TO_DO else (LATE, said)


def say_holding(promise: Promise) -> str:
    """What to know of who holds it; "" when each holder may be given a link."""
    if promise.holders:
        return ""
    return typeset(BY_WORD if promise.who else NOBODY)


def say_report(report: Report) -> str:
    """« Le 5 février 2027, la mère, par son lien : pas encore. « La clé n’est pas prête. » »"""
    who = (report.who, BY_WAY.get(report.source, "")) if report.who else (_way(report),)
    head = ", ".join(part for part in (f"Le {_day(report)}", *who) if part)
    label = TAKEN_UP if report.said is Said.TO_DO else SAID_LABELS[report.said]
    said = [f"{head} : {label}."]
    if report.new_text:
        said.append(f"À la place : « {report.new_text} ».")
    if report.new_by_on:
        said.append(f"Pour le {write_day(report.new_by_on, weekday=False)}.")
    if report.note:
        said.append(f"« {report.note} »")
    return typeset(" ".join(said))


def _way(report: Report) -> str:
    """How it came, when nobody is named: « en réunion »."""
    return BY_WAY.get(report.source, "") if report.source is not Source.LINK else ""


def _day(report: Report) -> str:
    return write_day(report.said_at.date(), weekday=False)
