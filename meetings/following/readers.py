"""What a link to the fiche shows to whoever holds it, as things stand: the draft to re-read, the
version they were given, or that there is nothing to read yet."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from meetings.domain.dossier import Dossier, Participant
from meetings.domain.excerpt import excerpt_of
from meetings.domain.fiche import Fiche
from meetings.domain.kinds import Paper
from meetings.domain.rereading import Part, State, Term, Word, parts_of, readers_of
from meetings.domain.versions import papers_opened_by
from meetings.dossier import read_dossier
from meetings.following.documents import draft_of
from meetings.following.rereadings import term_of, words_of
from meetings.following.versions import fiche_of_version, last_given
from meetings.models import FicheSending, FicheVersion, PrivateLink


@dataclass(frozen=True, slots=True)
class Reading:
    """`draft` is there while this person re-reads, `given` once they were given a version; with
    neither, `waits` says that one is to come."""

    dossier: Dossier
    person: Participant
    term: Term | None
    draft: Fiche | None
    words: tuple[Word, ...]
    given: FicheSending | None
    newer: int | None
    waits: bool

    @property
    def is_nothing(self) -> bool:
        """This link never led anywhere: nothing is told of why."""
        return self.draft is None and self.given is None and not self.waits

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.draft) if self.draft else ()

    @property
    def version(self) -> FicheVersion | None:
        return self.given.version if self.given else None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The files this person may open of what they were given."""
        return papers_opened_by(Paper(self.given.paper)) if self.given else ()

    @property
    def shown(self) -> Fiche | None:
        """The fiche to show on the page: of an extract, what concerns this person."""
        if self.draft is not None or self.given is None:
            return self.draft
        fiche = fiche_of_version(self.given.version)
        if self.given.paper == Paper.EXCERPT:
            return excerpt_of(fiche, self.person.id)
        return fiche


def read_for(link: PrivateLink, now: datetime) -> Reading | None:
    """For whoever holds this link; None once they have no seat any more."""
    meeting = link.participant.meeting
    dossier = read_dossier(meeting)
    person = dossier.by_id.get(link.participant_id)
    if person is None:
        return None
    term, given = term_of(meeting), last_given(link.participant)
    rereads = person in readers_of(dossier)
    is_open = rereads and _is_open(term, dossier, timezone.localdate(now))
    words = [word for word in words_of(meeting) if word.person == person.id] if rereads else []
    return Reading(
        dossier=dossier,
        person=person,
        term=term,
        draft=draft_of(dossier, meeting, now) if is_open else None,
        words=tuple(words),
        given=given,
        newer=_newer(given),
        waits=rereads and term is not None,
    )


def _is_open(term: Term | None, dossier: Dossier, today: date) -> bool:
    """Nobody re-reads while the notes are being corrected."""
    closed = dossier.closed_on is not None
    return closed and term is not None and term.state(today) is State.OPEN


def _newer(given: FicheSending | None) -> int | None:
    """The number of a version made since the one this person was given."""
    if given is None:
        return None
    versions = FicheVersion.objects.filter(meeting=given.version.meeting_id)
    number = versions.order_by("number").values_list("number", flat=True).last()
    return number if number and number > given.version.number else None
