"""What the principles share to say a finding: keys, names, places in the source.

Sentences are written here with ordinary spaces; `look_at` prints them with the spaces of French.
"""

from collections.abc import Iterable, Sequence
from zlib import crc32

from intermetiers.web.french import join_words, write_count
from meetings.domain.dossier import Dossier, Information, Participant
from meetings.domain.kinds import MeetingKind, PupilPlace
from meetings.domain.viewpoints import has_spoken

# Places in « Du travail en partenariat au métier de l’intermétiers », Centre Alain Savary.
INCLUSIVE_SCHOOL = "Intermétiers et école inclusive"
PARTNERSHIP = "La situation de partenariat d’acteurs"
HISTORY = "La situation de partenariat d’acteurs · L’histoire des organisations"
USAGES = "La situation de partenariat d’acteurs · Les usages"
CONTRACT = "La situation de partenariat d’acteurs · Le contrat de collaboration"
TENSIONS = "La situation d’intermétiers · Les sources de tensions"
INDIRECT = "Principes d’action · Agir indirectement"
DIRECT = "Principes d’action · Agir directement"

MOST_ACTS = 3
MOST_NAMES = 4
LONGEST_TAIL = 48

_FAMILY_KINDS = frozenset(
    {MeetingKind.ESS, MeetingKind.EQUIPE_EDUCATIVE, MeetingKind.COMMISSION_EDUCATIVE}
)


def key_of(principle: str, what: str, *facts: int | str) -> str:
    """The name of a finding: the same while its facts are, at most 80 characters.

    Give ids sorted (`ids_of`) and texts through `digest`, so that order never changes a key.
    """
    tail = "-".join(str(fact) for fact in facts if fact != "")
    if len(tail) > LONGEST_TAIL:
        tail = digest(tail)
    return ".".join(part for part in (principle, what, tail) if part)


def digest(text: str) -> str:
    """A short fingerprint of a text, the same on every machine."""
    return f"{crc32(text.encode()):08x}"


def ids_of(things: Iterable[Participant | Information]) -> list[int]:
    """Their ids, sorted."""
    return sorted(thing.id for thing in things)


def name_all(people: Sequence[Participant]) -> str:
    """« la mère de Yanis et l’AESH »; beyond four names, « … et trois autres personnes »."""
    if len(people) <= MOST_NAMES:
        return join_words([person.called for person in people])
    rest = len(people) - MOST_NAMES + 1
    named = [person.called for person in people[: MOST_NAMES - 1]]
    return join_words([*named, write_count(rest, "autre personne", "autres personnes")])


def name_family(dossier: Dossier) -> str:
    """The relatives invited, else « la famille »."""
    return name_all(dossier.guardians) or "la famille"


def quote(text: str) -> str:
    """The text between French quotation marks, cut at a word when it is long."""
    text = " ".join(text.split())
    if len(text) > 120:
        text = text[:120].rsplit(" ", 1)[0] + "…"
    return f"« {text} »"


def agree(count: int, singular: str, plural: str) -> str:
    """The form that goes with the count."""
    return singular if count < 2 else plural


def count_feminine(count: int, noun: str) -> str:
    """« une personne », « trois personnes »."""
    return f"une {noun}" if count == 1 else write_count(count, noun)


def concerns_family(dossier: Dossier) -> bool:
    """The family has a place in this meeting: by its kind, or because a relative is invited."""
    return dossier.kind in _FAMILY_KINDS or bool(dossier.guardians)


def pupil_comes(dossier: Dossier) -> bool:
    """The pupil will be there, for the whole meeting or a part of it."""
    return dossier.pupil_place in {PupilPlace.WHOLE, PupilPlace.PART}


def pupil_has_spoken(dossier: Dossier) -> bool:
    """The pupil spoke of the situation; a wish about the meeting is something else."""
    seat = dossier.pupil_seat
    return seat is not None and has_spoken(seat, dossier)


def is_given(information: Information) -> bool:
    """An information is given once it holds a text or a file."""
    return bool(information.text.strip() or information.file_name)
