"""The brief as it is read aloud, or written without a page: sentence after sentence, in order.

Each sentence goes with the tag of its language, since a voice reads one language at a time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from meetings.domain.brief_parts import Brief, Moment, Point, Reading, Rule, Where
from meetings.domain.languages import Language
from meetings.domain.plain import Plain

_END = re.compile(r"(?<=[.!?؟…])\s+|\n+")


def spoken(brief: Brief) -> tuple[tuple[str, str], ...]:
    """(tag, sentence) for everything the page says, but for pictures, articles and links."""
    return tuple(
        (tag, sentence)
        for tag, text in _Voice(brief).lines()
        for part in _END.split(text)
        if (sentence := part.strip())
    )


class _Voice:
    """Says one brief. Headings are those of the page."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._tag = brief.language.html
        self._t = brief.texts

    def lines(self) -> Iterator[tuple[str, str]]:
        yield from self._opening()
        yield from self._content()
        yield from self._people()
        yield from self._closing()

    def _opening(self) -> Iterator[tuple[str, str]]:
        brief, t = self._brief, self._t
        yield from self._ours(brief.for_whom, brief.title, brief.notice, brief.changed)
        yield from self._ours(brief.day or t["when"]["no_date"], brief.hours)
        yield from self._where(brief.where)
        yield from self._ours(brief.change)
        heading = t["interpreter"]["how"] if brief.is_for_interpreter else t["why"]["title"]
        if not brief.is_for_interpreter:
            yield from self._ours(heading)
        yield from self._plain(brief.why)
        yield from self._ours(brief.together, brief.no_judgement, brief.nobody_marks)
        yield from self._plain(brief.kind)
        if brief.asked or brief.asked_rules:
            yield from self._ours(heading if brief.is_for_interpreter else t["asked"]["title"])
        for asked in brief.asked:
            yield from self._ours(asked.said)
            yield from self._plain(asked.what)
        yield from self._ours(*brief.asked_rules)

    def _where(self, where: Where | None) -> Iterator[tuple[str, str]]:
        if where is None:
            yield from self._ours(self._t["when"]["no_place"])
            return
        yield from self._plain(where.name)
        yield from self._plain(where.address)
        yield from self._ours(where.access)
        yield from self._plain(where.transport)
        yield from self._ours(where.welcome)
        if where.waiting.text:
            yield from self._ours(self._t["when"]["waiting"])
            yield from self._plain(where.waiting)

    def _content(self) -> Iterator[tuple[str, str]]:
        if not self._brief.is_for_interpreter:
            yield from self._decided()
            yield from self._voices()

    def _decided(self) -> Iterator[tuple[str, str]]:
        brief, t = self._brief, self._t
        yield from self._ours(self._heading("pupil.decide", "decide.title"))
        for point in brief.decisions:
            yield from self._point(point)
        if not brief.points:
            yield from self._ours(self._heading("pupil.unknown", "decide.unknown"))
        elif not brief.decisions:
            yield from self._ours(t["decide"]["nothing"])
        yield from self._ours(brief.not_alone)
        if brief.standing:
            yield from self._rule(brief.standing)
        if brief.not_here:
            yield from self._ours(t["decide"]["elsewhere"])
        for said in brief.not_here:
            yield from self._plain(said)

    def _voices(self) -> Iterator[tuple[str, str]]:
        brief = self._brief
        if brief.voices or brief.voices_later:
            yield from self._ours(self._t["said"]["title"], brief.voices_later)
        for voice in brief.voices:
            yield from self._ours(voice.who)
            for question, answer in voice.answers:
                yield from self._ours(question)
                yield from self._plain(answer)

    def _people(self) -> Iterator[tuple[str, str]]:
        brief = self._brief
        yield from self._ours(brief.who_title)
        for person in brief.people:
            yield from self._plain(person.name)
            yield from self._ours(person.manner)
            yield from self._plain(person.does)
        yield from self._ours(*brief.absent)
        yield from self._plain(brief.pupil_place)
        if brief.speaks:
            yield from self._ours(self._t["interpreter"]["languages"], *brief.speaks)

    def _closing(self) -> Iterator[tuple[str, str]]:
        brief, t = self._brief, self._t
        if brief.times:
            yield from self._ours(brief.times_title)
        for moment in brief.times:
            yield from self._moment(moment)
        yield from self._rights()
        for gloss in brief.glossary:
            yield Language.FR.html, gloss.word
            yield from self._ours(gloss.meaning)
        if brief.bring:
            yield from self._ours(t["bring"]["title"], *brief.bring)
        yield from self._ours(self._heading("pupil.call", "call.title"))
        yield from self._ours(brief.contact.name, brief.contact.phone)
        if brief.costs:
            yield from self._ours(t["costs"]["title"], *brief.costs)

    def _rights(self) -> Iterator[tuple[str, str]]:
        brief, t = self._brief, self._t
        if brief.may or brief.companion:
            yield from self._ours(self._heading("pupil.may", "may.title"))
        if brief.companion:
            yield from self._rule(brief.companion)
        for said in brief.may:
            yield from self._plain(said)
        if brief.rules:
            yield from self._ours(t["rules"]["title"])
        for rule in brief.rules:
            yield from self._rule(rule)
        if brief.glossary:
            yield from self._ours(t["interpreter"]["words"])

    def _heading(self, to_pupil: str, usual: str) -> str:
        section, _, key = (to_pupil if self._brief.is_for_pupil else usual).partition(".")
        return self._t[section][key]

    def _moment(self, moment: Moment) -> Iterator[tuple[str, str]]:
        yield from self._ours(moment.at or moment.time, moment.what)
        if moment.point:
            title = moment.point.title
            if moment.point.decides:  # explained with the decisions, above
                title = replace(title, words=(), french_words=())
            yield from self._plain(title)
            yield from self._ours(moment.point.purpose, moment.point.opens)
            if not moment.point.decides:
                yield from self._readings(moment.point.readings)

    def _point(self, point: Point) -> Iterator[tuple[str, str]]:
        yield from self._plain(point.title)
        yield from self._readings(point.readings)

    def _readings(self, readings: Iterable[Reading]) -> Iterator[tuple[str, str]]:
        for reading in readings:
            yield from self._ours(self._t["reading"]["before"])
            yield from self._plain(reading.title)
            yield from self._ours(reading.time, reading.waiting)

    def _rule(self, rule: Rule) -> Iterator[tuple[str, str]]:
        yield from self._plain(rule.said)

    def _plain(self, said: Plain) -> Iterator[tuple[str, str]]:
        """A translation where somebody wrote one, and each word with its meaning."""
        if said.text:
            is_french = said.typed and not said.translation
            yield Language.FR.html if is_french else self._tag, said.translation or said.text
        for word, meaning in said.words:
            yield self._tag, f"{word}. {meaning}"
        for word, meaning in said.french_words:
            yield Language.FR.html, f"{word}. {meaning}"

    def _ours(self, *texts: str) -> Iterator[tuple[str, str]]:
        for text in texts:
            if text:
                yield self._tag, text
