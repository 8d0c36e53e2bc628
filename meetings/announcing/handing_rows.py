"""Each reader as the coordinator sees them: how to reach that person, what was given, what became
of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.editing import OnceForm
from intermetiers.web.french import start_sentence, typeset, write_day
from meetings.addresses import ADDRESSED, address_of
from meetings.announcing.forms import HandedForm, LinkForm
from meetings.announcing.links import LETTER, LINK, troubles_of
from meetings.announcing.ways import Way, notes_on, ways_to
from meetings.domain.attendance import called, relation_to
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import HandedBy, Purpose, Role
from meetings.domain.languages import Language
from meetings.domain.reach import Handed, PersonReach
from meetings.domain.readers import before_giving, receives_nothing
from meetings.frame import today
from meetings.languages import usual_language
from meetings.models import Meeting, Participant as Seat, PrivateLink
from meetings.reach import read_reach
from partners.models import FamilyMember, Professional

MADE_FOR = {
    LINK: "lien à copier",
    LETTER: "lien de la lettre",
    "mail": "lien du courriel",
    "calendar": "date dans l’agenda",
}
_WAYS = {
    HandedBy.MAIL: "Courriel parti",
    HandedBy.LETTER: "Lettre envoyée",
    HandedBy.HAND: "Remis en main propre",
    HandedBy.LINK: "Lien donné",
}


@dataclass(frozen=True, slots=True)
class LiveLink:
    """A link that still opens, as the list shows it."""

    row: PrivateLink
    made_for: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One person, how to reach them, what they were given and what became of it.

    `warning` is what to know before anything is given; `closed` says that nothing may be.
    """

    id: int
    name: str
    is_family: bool
    email: str
    card_url: str
    warning: str
    closed: bool
    language: Language
    ways: tuple[Way, ...]
    notes: tuple[str, ...]
    history: tuple[str, ...]
    troubles: tuple[str, ...]
    links: tuple[LiveLink, ...]
    link_form: LinkForm
    letter_form: LinkForm
    mail_form: OnceForm
    handed_form: HandedForm

    @property
    def has_it(self) -> bool:
        return bool(self.history)


def readers_of(
    meeting: Meeting, dossier: Dossier, refused: Mapping[int, HandedForm] | None = None
) -> list[Reader]:
    """Everybody but whoever convenes, in the order of the table. `refused` are the forms to show
    again."""
    reach, troubles, links = read_reach(meeting), troubles_of(meeting), _links(meeting)
    seats = Seat.objects.filter(meeting=meeting).select_related(*ADDRESSED)
    by_id = seats.in_bulk()
    return [
        _reader(
            person,
            by_id[person.id],
            dossier,
            history=tuple(_history(reach.of(person.id))),
            troubles=(*troubles.get(person.id, ()), *_failures(reach.of(person.id))),
            links=tuple(links.get(person.id, ())),
            form=(refused or {}).get(person.id)
            or HandedForm(today=today(), prefix=f"p{person.id}"),
        )
        for person in dossier.participants
        if person.id in by_id and not person.is_convener
    ]


def who(person: Participant, dossier: Dossier) -> str:
    """« La mère de Yanis », « L’éducatrice spécialisée, Inès Cohen », « Yanis »."""
    if person.role is Role.GUARDIAN:
        return start_sentence(relation_to(dossier.pupil.first_name, person))
    if person.role is Role.PUPIL:
        return dossier.pupil.first_name
    words = start_sentence(called(person))
    return f"{words}, {person.name}" if person.name and person.name not in words else words


def _links(meeting: Meeting) -> dict[int, list[LiveLink]]:
    links: dict[int, list[LiveLink]] = {}
    live = PrivateLink.objects.filter(participant__meeting=meeting).live(timezone.now())
    # Those of what follows the meeting are listed where they are given.
    live = live.exclude(purpose__in=(Purpose.FICHE.value, Purpose.DECISIONS.value))
    for row in live.order_by("-made_at", "-pk"):
        link = LiveLink(row, MADE_FOR.get(row.made_for, row.made_for))
        links.setdefault(row.participant_id, []).append(link)
    return links


def _reader(
    person: Participant,
    seat: Seat,
    dossier: Dossier,
    *,
    history: tuple[str, ...],
    troubles: tuple[str, ...],
    links: tuple[LiveLink, ...],
    form: HandedForm,
) -> Reader:
    member = seat.family_member
    return Reader(
        id=person.id,
        name=who(person, dossier),
        is_family=person.is_family,
        email=address_of(seat),
        card_url=_card_url(seat.family_member or seat.professional, dossier),
        warning=before_giving(person) if member else "",
        closed=receives_nothing(person),
        language=usual_language(seat),
        ways=ways_to(seat),
        notes=notes_on(member) if member else (),
        history=history,
        troubles=troubles,
        links=links,
        link_form=LinkForm(initial={"made_for": LINK}, auto_id=False),
        letter_form=LinkForm(initial={"made_for": LETTER}, auto_id=False),
        mail_form=OnceForm(auto_id=False),
        handed_form=form,
    )


def _card_url(card: FamilyMember | Professional | None, dossier: Dossier) -> str:
    """The card, which leads back here; "" for somebody without one."""
    if card is None:
        return ""
    if isinstance(card, FamilyMember):
        url = reverse("partners:relative", args=[card.pupil_id, card.pk])
    else:
        return reverse("meetings:partner", args=[card.pk])
    return f"{url}?retour={reverse('meetings:briefs', args=[dossier.reference])}"


def _history(reach: PersonReach) -> Iterator[str]:
    """What was given and what became of it, oldest first."""
    yield from (_said(one) for one in reach.handed if not one.failure)
    if reach.opened:
        yield typeset(f"Page ouverte le {write_day(reach.opened[0].date())}.")


def _said(handed: Handed) -> str:
    if handed.waits:
        return "Un courriel attend dans la boîte d’envoi."
    return typeset(f"{_WAYS[handed.way]} le {write_day(handed.on)}.")


def _failures(reach: PersonReach) -> Iterator[str]:
    """A message that will never leave, unless something reached that person since."""
    last = reach.handed[-1] if reach.handed else None
    if last is not None and last.failure:
        yield typeset(
            f"Le courriel du {write_day(last.on)} n’est pas arrivé : {last.failure}. Corrigez "
            "l’adresse sur la fiche, puis envoyez-le de nouveau, ou donnez une lettre."
        )
