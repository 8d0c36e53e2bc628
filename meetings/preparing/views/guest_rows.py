"""How the page of the guests says who is at the table, one row a person."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from intermetiers.web.french import NBSP, join_words, start_sentence
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Presence, Role
from meetings.domain.legal import Expected, expected
from meetings.domain.principles.habits import lacks_interpreter
from meetings.domain.readers import receives_nothing
from meetings.models import Meeting
from meetings.models.choices import PRESENCES
from partners.domain.catalogue import metier_label
from partners.domain.families import Interpreting
from partners.models import Professional


@dataclass(frozen=True, slots=True)
class GuestRow:
    """A person at the table. `card_url` is empty for someone known by a name only.

    `asks` is what is still to be done so that this person can come: a label and an address each.
    """

    person: Participant
    title: str
    meta: str
    notes: tuple[str, ...]
    lacks_reason: bool
    card_url: str
    asks: tuple[tuple[str, str], ...]
    can_move: bool
    is_first: bool
    is_last: bool

    @property
    def can_leave(self) -> bool:
        return self.person.role is not Role.PUPIL


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Someone the texts expect. `invite_url` is empty once somebody of them is invited."""

    label: str
    source: str
    state: str
    is_missing: bool
    invite_url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Cards of the address book one may invite, under a title that says why these."""

    title: str
    note: str
    cards: list[Professional]


@dataclass(frozen=True, slots=True)
class MetierLink:
    """A métier looked for, and where a card is written for it."""

    code: str
    label: str
    url: str


def rows_of(dossier: Dossier, meeting: Meeting) -> list[GuestRow]:
    """Everybody in table order. Costs one query, for the addresses of the cards."""
    cards = dict(meeting.participants.values_list("pk", "professional_id"))
    times = Counter(person.role for person in dossier.participants)
    rows, seen = [], Counter[Role]()
    for person in dossier.participants:
        seen[person.role] += 1
        rows.append(
            GuestRow(
                person=person,
                title=person.name or start_sentence(person.title),
                meta=_meta(person),
                notes=(*_forbidden(person), *_notes(person, dossier)),
                lacks_reason=person.role is Role.PROFESSIONAL and not person.reason,
                card_url=_card_url(person, dossier, cards.get(person.id)),
                asks=_asks(person, dossier),
                can_move=times[person.role] > 1,
                is_first=seen[person.role] == 1,
                is_last=seen[person.role] == times[person.role],
            )
        )
    return rows


def expected_rows(dossier: Dossier) -> list[ExpectedRow]:
    """Who the texts expect in this kind of meeting, in their order."""
    return [
        ExpectedRow(
            label=start_sentence(who.label),
            source=start_sentence(who.source),
            state=_state(who, dossier),
            is_missing=who.is_required and not who.present,
            invite_url="" if who.present else _invite_url(dossier, who),
        )
        for who in expected(dossier)
    ]


def _state(who: Expected, dossier: Dossier) -> str:
    if who.present:
        return f"À table{NBSP}: {join_words([dossier.by_id[pk].called for pk in who.present])}."
    return "Pas encore à table." if who.is_required else "À inviter si sa présence est utile."


def metier_links(dossier: Dossier, codes: list[str]) -> list[MetierLink]:
    """The métiers of these codes, known to the catalogue; what is not one is left out."""
    metiers = dossier.catalogue.metiers
    found = [metiers[code] for code in codes if code in metiers]
    new = reverse("meetings:guest_new", args=[dossier.reference])
    return [MetierLink(m.code, metier_label(m, ""), f"{new}?metier={m.code}") for m in found]


def _invite_url(dossier: Dossier, who: Expected) -> str:
    query = "&".join(f"metier={code}" for code in who.metiers)
    url = reverse("meetings:guests", args=[dossier.reference])
    return f"{url}?{query}#add-person" if query else f"{url}#add-person"


def _meta(person: Participant) -> str:
    parts = [person.title if person.name else "", person.institution]
    if person.is_convener:
        parts.append("réunit")
    return " · ".join(part for part in parts if part)


def _forbidden(person: Participant) -> tuple[str, ...]:
    if not receives_nothing(person):
        return ()
    return (
        f"Une décision de justice interdit de lui donner quoi que ce soit{NBSP}: retirez cette "
        "personne de la réunion, ou corrigez sa fiche.",
    )


def _notes(person: Participant, dossier: Dossier) -> list[str]:
    notes = []
    if person.capacity:
        notes.append(f"En qualité de{NBSP}: {person.capacity}.")
    if person.reason:
        notes.append(f"Vient parce que{NBSP}: {person.reason}.")
    if person.role in {Role.COMPANION, Role.INTERPRETER}:
        whom = dossier.by_id.get(person.accompanies) if person.accompanies else None
        notes.append(f"Accompagne {whom.called if whom else 'la famille'}.")
    if person.presence is not Presence.IN_PERSON:
        notes.append(f"Prend part {dict(PRESENCES)[person.presence.value]}.")
    if person.written:
        notes.append("Sa contribution écrite est notée.")
    if person.essential:
        notes.append("Sans cette personne, un point ne peut pas se décider.")
    if person.supported:
        notes.append("Parole à soutenir.")
    return notes


def _asks(person: Participant, dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """What was noted on the card of a relative and is not at the table yet."""
    if person.role is not Role.GUARDIAN or person.family_member is None:
        return ()
    here = reverse("meetings:guests", args=[dossier.reference])
    card = reverse("partners:relative", args=[dossier.pupil.id, person.family_member])
    asks = []
    if person.childcare and not person.childcare_found:
        label = "Noter ce qui est trouvé pour la garde"
        asks.append((label, f"{card}?retour={here}#id_childcare_found"))
    if lacks_interpreter(person, dossier):
        new = reverse("meetings:guest_new_companion", args=[dossier.reference])
        asks.append(("Ajouter l’interprète à la table", f"{new}?interprete={person.id}"))
        if person.interpreter is not Interpreting.FOUND:
            label = "Noter qu’un interprète est trouvé"
            asks.append((label, f"{card}?retour={here}#id_interpreter"))
    return tuple(asks)


def _card_url(person: Participant, dossier: Dossier, card: int | None) -> str:
    if card is not None:
        return reverse("meetings:partner", args=[card])
    if person.family_member is not None:
        return reverse("partners:relative", args=[dossier.pupil.id, person.family_member])
    if person.role is Role.PUPIL:
        return reverse("meetings:pupil", args=[dossier.pupil.id])
    return ""
