"""The fiche de réunion: before the meeting the sheet one takes into the room, then what it leaves.

Before, everything prepared stands on it, then ruled space to write by hand; once the meeting was
opened, what was written there. Everybody at the table may read it: it carries no contact but the
convener's, no hours, no label, and says of each person only what the others may know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import (
    NBSP,
    start_sentence,
    typeset,
    write_day,
    write_minutes,
    write_slot,
)
from meetings.domain.attendance import (
    PUPIL_AWAY,
    Manner,
    by_manner,
    called,
    guest_table,
    in_family,
)
from meetings.domain.before import Before
from meetings.domain.dossier import ConvenerContact, Dossier, Participant
from meetings.domain.fiche_empty import Empty, empty_of
from meetings.domain.fiche_points import FichePoint, opener_of, point_of
from meetings.domain.held_parts import Group, Held
from meetings.domain.held_people import listed
from meetings.domain.kinds import Role
from meetings.domain.legal import cite, facts_of
from meetings.domain.live.room import is_short
from meetings.domain.plain import Teller
from meetings.domain.round_table import RoundTable
from meetings.domain.viewpoints import is_for_all, said_by
from meetings.domain.voices import heard_at, say_voice
from partners.domain.catalogue import Catalogue
from partners.domain.folding import fold

FEWEST_DECISIONS, MOST_DECISIONS = 4, 8
LONGEST_FIRST_NAME = 40
SHEET, ACCORD = "fiche de réunion", "accord"

DILEMMAS = (
    "protection – participation",
    "continuité – discontinuité",
    "explicite – implicite",
    "mettre en commun – séparer",
)
_FAMILY_FIRST = "La famille et l’élève parlent en premier, ou quand ils le souhaitent."
_EACH_IN_TURN = "Chacun parle à son tour, sans être coupé."
_WORDS = "Un mot n’est pas clair ? On s’arrête et on l’explique."
_BOTH = "On écrit les accords et les désaccords. Une décision a un nom et une date."
_REREAD = "On relit ensemble avant de se quitter ; rien ne part sans cette relecture."
_FAMILY_REREADS = (
    "On relit ensemble avant de se quitter ; la famille relit la première, avant tout envoi."
)


@dataclass(frozen=True, slots=True)
class Said:
    """One person's words, as they were said; `family` for the pupil’s and the family’s."""

    who: str
    words: str
    family: bool = False


@dataclass(frozen=True, slots=True)
class SaidAfter:
    """What somebody of the family said on re-reading: « La mère », « j’ajoute », about « Décision
    2 » or "" for the whole, in their own words, which may be empty."""

    who: str
    said: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A rule and the article it stands on, short: « D351-7 »."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Fiche:
    """The sheet, in the order it is read. `rows` is how many decisions there is room for; `held`
    is what was written, None until the meeting is opened; `noun` is what it is then called."""

    reference: str
    kicker: str
    title: str
    when: str
    where: str
    groups: tuple[Group, ...]
    convener: str
    contact: ConvenerContact
    table: RoundTable
    has_family: bool
    problem: str
    said: tuple[Said, ...]
    voices: tuple[str, ...]
    points: tuple[FichePoint, ...]
    times: str
    can: tuple[Cited, ...]
    cannot: tuple[Cited, ...]
    codes: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    dilemmas: tuple[str, ...]
    rows: range
    empty: tuple[Empty, ...]
    version: str
    file_name: str
    noun: str = SHEET
    held: Held | None = None
    before: tuple[Before, ...] = ()
    said_after: tuple[SaidAfter, ...] = ()
    notes: tuple[str, ...] = ()  # what a version says of itself: what changes, why it left early

    @property
    def document_title(self) -> str:
        return f"{self.title} – {self.noun}"

    @property
    def gathered_by(self) -> str:
        """« l’enseignante référente, 04 00 00 00 00, faure@example.org »; a number stays whole."""
        phone = self.contact.phone.strip().replace(" ", NBSP)
        return ", ".join(part for part in (self.convener, phone, self.contact.email) if part)

    @property
    def footer(self) -> str:
        """« Fiche de réunion · 7KQ2M · état du 4 janvier 2027 »: what is written now, and no version that was given."""
        return f"{self.heading} · état du {self.version}"

    @property
    def heading(self) -> str:
        """« Fiche de réunion · 7KQ2M »."""
        return f"{start_sentence(self.noun)} · {self.reference}"


def compose_fiche(
    dossier: Dossier,
    today: date,
    held: Held | None = None,
    before: tuple[Before, ...] = (),
    said_after: tuple[SaidAfter, ...] = (),
) -> Fiche:
    """The sheet to take into the room, as the meeting stands on the day `today`; with `held`, the
    sheet that says what was written there. `before` is what earlier meetings left to do,
    `said_after` what the family said on re-reading."""
    has_family = bool(dossier.guardians)
    said = _said(dossier)
    facts = facts_of(dossier.kind)
    points = tuple(
        point_of(number, item, dossier) for number, item in enumerate(dossier.kept_items, start=1)
    )
    cannot = tuple(Cited(rule.text, rule.article) for rule in facts.cannot_decide)
    can = tuple(Cited(rule.text, rule.article) for rule in facts.can_decide)
    groups = held.groups if held else _groups(dossier)
    voices = _voices(dossier)
    texts = (*_texts(dossier, groups, points, (*can, *cannot)), *voices)
    noun = ACCORD if held and is_short(dossier) else SHEET
    if held:
        texts = (*_texts(dossier, groups, (), ()), *held.texts)
    texts = (*texts, *(f"{one.text}. {one.note}" for one in before))
    texts = (*texts, *(one.text for one in said_after))
    return Fiche(
        reference=dossier.reference,
        kicker=_kicker(dossier),
        title=typeset(dossier.title),
        when=held.when if held else _when(dossier),
        where=_where(dossier, is_held=held is not None),
        groups=groups,
        convener=_convener(dossier),
        contact=dossier.convener,
        table=held.table if held else guest_table(dossier),
        has_family=has_family,
        problem=typeset(dossier.problem.strip()),
        said=said,
        voices=voices,
        points=points,
        times=_times(dossier),
        can=can,
        cannot=cannot,
        codes=codes_of(dossier),
        words=_words_beside(held, texts, dossier.catalogue),
        dilemmas=DILEMMAS,
        rows=range(min(MOST_DECISIONS, max(FEWEST_DECISIONS, len(dossier.items_to_decide) + 1))),
        empty=() if held else empty_of(dossier),
        version=write_day(today, weekday=False),
        file_name=file_name(dossier, noun),
        noun=noun,
        held=held,
        before=before,
        said_after=said_after,
    )


def file_name(dossier: Dossier, noun: str) -> str:
    """« 2027-01-21 ESS Yanis – fiche de réunion.pdf »: sorted by date, found by first name."""
    slot = dossier.chosen_slot
    day = slot.starts_at.date().isoformat() if slot else ""
    first_name = dossier.pupil.first_name[:LONGEST_FIRST_NAME]
    head = " ".join(part for part in (day, facts_of(dossier.kind).short, first_name) if part)
    return f"{head} – {noun}.pdf"


# --- The head ----------------------------------------------------------------------------------


def _kicker(dossier: Dossier) -> str:
    """« Équipe de suivi de la scolarisation · École élémentaire Jean-Moulin, CE2 »."""
    school = ", ".join(part for part in (dossier.pupil.school, dossier.pupil.class_name) if part)
    return " · ".join(part for part in (start_sentence(dossier.kind_label), school) if part)


def _when(dossier: Dossier) -> str:
    slot = dossier.chosen_slot
    return write_slot(slot.starts_at, slot.ends_at) if slot else "La date n’est pas encore choisie."


def _where(dossier: Dossier, *, is_held: bool) -> str:
    place = dossier.chosen_place
    if place is None:
        return "Le lieu n’est pas noté." if is_held else "Le lieu n’est pas encore choisi."
    return typeset(", ".join(part for part in (place.name, place.address) if part))


def _groups(dossier: Dossier) -> tuple[Group, ...]:
    """Who comes and as what, by how each takes part."""
    groups = (
        ("Attendus", (Manner.HERE,)),
        ("Au téléphone", (Manner.PHONE,)),
        ("En visio", (Manner.VIDEO,)),
        ("Au téléphone ou en visio", (Manner.REMOTE,)),
        ("Par écrit", (Manner.WRITTEN,)),
        ("Excusés", (Manner.AWAY,)),
    )
    people = dossier.participants
    if dossier.pupil_place in PUPIL_AWAY:  # as agreed, so not « excusé »
        people = tuple(p for p in people if p.role is not Role.PUPIL)
    found = (
        (label, [p for manner in manners for p in by_manner(people, dossier, manner)])
        for label, manners in groups
    )
    return tuple(
        Group(label, "\u202f; ".join(listed(person, dossier) for person in people))
        for label, people in found
        if people
    )


def _convener(dossier: Dossier) -> str:
    seat = dossier.convener_seat
    return called(seat) if seat else dossier.convener.name


# --- What was prepared -------------------------------------------------------------------------


def _said(dossier: Dossier) -> tuple[Said, ...]:
    """The pupil, the family, then the others: what each wrote for all to read, else what whoever
    prepares noted of them; a written contribution counts as words said."""
    lines = []
    for person in sorted(dossier.participants, key=lambda p: not p.is_family):
        words = _understands(person, dossier) or person.viewpoint.strip()
        if person.role is Role.PUPIL:
            words = words or dossier.pupil_words.strip()
        words = "\n".join(text for text in (words, person.written.strip()) if text)
        if words:
            lines.append(Said(_speaker(person, dossier), _quoted(words), person.is_family))
    return tuple(lines)


def _understands(person: Participant, dossier: Dossier) -> str:
    """What this person wrote of the situation, when all may read it."""
    said = said_by(dossier, person.id)
    return said.understands.strip() if said and is_for_all(said, person, dossier) else ""


def _speaker(person: Participant, dossier: Dossier) -> str:
    if person.role is Role.GUARDIAN:
        return start_sentence(in_family(person, dossier.pupil.first_name))
    return start_sentence(called(person))


def _voices(dossier: Dossier) -> tuple[str, ...]:
    """How those who cannot come are heard, without why."""
    slot = dossier.chosen_slot
    heard = heard_at(slot, dossier) if slot else ()
    return tuple(say_voice(opener_of(h.person, dossier), h.voice) for h in heard if h.voice)


def _quoted(words: str) -> str:
    """The words between guillemets, once, however they were typed."""
    words = typeset(words).strip(f' «»"“”{NBSP}\n')
    return f"«{NBSP}{words}{NBSP}»"


def _times(dossier: Dossier) -> str:
    """« Accueil : 5 minutes. Temps pour les mots : 5 minutes. … En tout : 1 h 15. »"""
    times = (
        ("Accueil", dossier.opening_minutes),
        ("Temps pour les mots", dossier.words_minutes),
        ("Relecture ensemble", dossier.rereading_minutes),
        ("En tout", dossier.available_minutes),
    )
    return " ".join(f"{what}{NBSP}: {write_minutes(count)}." for what, count in times if count)


def codes_of(dossier: Dossier) -> tuple[str, ...]:
    """The rules of the table, as one reads them aloud."""
    has_family = bool(dossier.guardians)
    lines = [
        _FAMILY_FIRST if has_family else _EACH_IN_TURN,
        _WORDS,
        _BOTH,
        _FAMILY_REREADS if has_family else _REREAD,
    ]
    secrecy = facts_of(dossier.kind).secrecy
    if secrecy:
        lines.append(f"{secrecy.text} ({cite(secrecy.article)})")
    return tuple(typeset(line) for line in lines)


def _texts(
    dossier: Dossier,
    groups: Iterable[Group],
    points: Iterable[FichePoint],
    rules: Iterable[Cited],
) -> tuple[str, ...]:
    """Every text of the sheet in which a word may need explaining."""
    return (
        dossier.kind_label,
        dossier.problem,
        *(group.names for group in groups),
        *(said.words for said in _said(dossier)),
        *(f"{point.title}. {point.readings}. {point.kept}" for point in points),
        *(rule.text for rule in rules),
    )


def _words(texts: Iterable[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    teller = Teller(catalogue, short=True)
    for text in texts:
        teller.say(text)
    return teller.words


def _words_beside(
    held: Held | None, texts: Iterable[str], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """The words of these texts that nobody explained in the room."""
    explained = {fold(word.text) for word in held.words} if held else set()
    words = _words(texts, catalogue)
    return tuple((word, meaning) for word, meaning in words if fold(word) not in explained)
