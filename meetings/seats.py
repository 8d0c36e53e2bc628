"""The people of a meeting, from rows to values: what is known of each seat, and nothing to reach it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from meetings import models
from meetings.domain import dossier as values
from meetings.domain.kinds import Presence, Role
from meetings.domain.round_table import short_label
from partners.domain.families import Interpreting, Receives
from partners.domain.presence import days_that_count, read_weekdays
from partners.domain.weeks import read_exceptions, read_week
from partners.domain.worlds import World
from partners.models import FamilyMember, Professional, Pupil, catalogue_of

ROLE_ORDER = (Role.PUPIL, Role.GUARDIAN, Role.COMPANION, Role.INTERPRETER, Role.PROFESSIONAL)
GUEST_TITLES = {Role.COMPANION: "personne qui accompagne", Role.INTERPRETER: "interprète"}
GUEST_SHORTS = {Role.COMPANION: "Avec", Role.INTERPRETER: "Interp"}
# What the catalogue calls those who come with the family and have no card.
GUEST_METIERS = {Role.COMPANION: "personne_accompagnante", Role.INTERPRETER: "interprete"}


def read_seats(meeting: models.Meeting) -> tuple[values.Participant, ...]:
    """Everybody invited, in table order: the meeting holds the rows already (`for_dossier`)."""
    rows = sorted(
        meeting.participants.all(),
        key=lambda row: (ROLE_ORDER.index(Role(row.role)), row.position, row.pk),
    )
    return _told_apart([_participant(row, meeting) for row in rows])


def _told_apart(people: Iterable[values.Participant]) -> tuple[values.Participant, ...]:
    """Where two people would be called the same, the name tells them apart."""
    people = list(people)
    times = Counter(person.called for person in people)
    return tuple(
        replace(person, called=f"{person.called} ({person.name})")
        if times[person.called] > 1 and person.name
        else person
        for person in people
    )


def _participant(row: models.Participant, meeting: models.Meeting) -> values.Participant:
    card, relative = row.professional, row.family_member
    if card is not None:
        facts = _professional_facts(card, meeting)
    elif relative is not None:
        facts = _relative_facts(relative)
    elif row.role == Role.PUPIL:
        facts = _pupil_facts(meeting.pupil)
    else:
        facts = _guest_facts(row)
    return values.Participant(
        **(_NO_FACTS | facts),
        id=row.pk,
        role=Role(row.role),
        capacity=row.capacity,
        reason=row.reason,
        supported=_supported(row, facts) if row.support is None else row.support,
        supported_by_default=_supported(row, facts),
        presence=Presence(row.presence),
        viewpoint=row.viewpoint,
        written=row.written,
        essential=row.essential,
        accompanies=row.accompanies_id,
        family_member=row.family_member_id,
        books=_books(row, meeting),
    )


def _books(row: models.Participant, meeting: models.Meeting) -> str:
    """A coordinator’s card stands for an account, which also convenes: one name for both."""
    card = row.professional
    if card is not None and card.account_id:
        return books_of_account(meeting, card.account_id)
    if card is not None:
        return f"professional:{card.pk}"
    if row.family_member_id:
        return f"relative:{row.family_member_id}"
    return f"pupil:{meeting.pupil_id}" if row.role == Role.PUPIL else ""


def books_of_account(meeting: models.Meeting, account: int) -> str:
    """The hours of an account in this team: what it does in another team is not ours to say."""
    return f"account:{meeting.team_id}:{account}"


_NO_FACTS: dict[str, Any] = {
    "name": "", "title": "", "called": "", "short": "", "metier": "", "does": "",
    "institution": "", "world": World.FAMILY, "is_convener": False, "parental_authority": False,
    "reads_best": "fr", "needs": "", "work": "", "paid_hours": "", "availability": "", "fee": 0,
    "liberal": False,
}  # fmt: skip


def _supported(row: models.Participant, facts: dict[str, Any]) -> bool:
    if row.role in values.SUPPORTED_ROLES:
        return True
    metier = catalogue_of(row.meeting.team).metiers.get(str(facts.get("metier", "")))
    return metier is not None and metier.support


def _professional_facts(card: Professional, meeting: models.Meeting) -> dict[str, Any]:
    metier, week = card.catalogue_entry, read_week(card.week)
    return {
        "name": card.name,
        "title": card.title,
        "called": card.called,
        "short": metier.short if metier else card.title[:6].capitalize(),
        "metier": card.metier,
        "does": metier.does if metier else "",
        "institution": card.institution.name if card.institution else "",
        "world": card.world,
        "is_convener": card.account_id == meeting.convener_id,
        "paid_hours": card.paid_hours,
        "availability": card.availability,
        "fee": card.fee,
        "liberal": card.liberal,
        "weekdays": days_that_count(read_weekdays(card.weekdays), week),
        "remote_only": card.remote_only,
        "week": week,
        "exceptions": read_exceptions(card.exceptions),
    }


def _relative_facts(relative: FamilyMember) -> dict[str, Any]:
    return {
        "name": relative.name,
        "title": relative.relation,
        "called": relative.called,
        "short": short_label(relative.relation),
        "parental_authority": relative.parental_authority,
        "reads_best": relative.reads_best,
        "needs": relative.needs,
        "work": relative.work,
        "week": read_week(relative.week),
        "exceptions": read_exceptions(relative.exceptions),
        "may_receive": Receives(relative.may_receive),
        "speaks_best": relative.speaks_best,
        "interpreter": Interpreting(relative.interpreter),
        "childcare": relative.childcare,
        "childcare_found": relative.childcare_found,
    }


def _pupil_facts(pupil: Pupil) -> dict[str, Any]:
    return {
        "name": pupil.first_name,
        "title": "élève",
        "called": pupil.first_name,
        "short": short_label(pupil.first_name),
    }


def _guest_facts(row: models.Participant) -> dict[str, Any]:
    role = Role(row.role)
    title = GUEST_TITLES.get(role, "")
    interpreter = role is Role.INTERPRETER
    explained = catalogue_of(row.meeting.team).metiers.get(GUEST_METIERS.get(role, ""))
    return {
        "name": row.label,
        "title": title,
        "called": row.label or f"{'l’' if interpreter else 'la '}{title}",
        "short": GUEST_SHORTS.get(role, ""),
        "metier": "interprete" if interpreter else "",
        "does": explained.does if explained else "",
        "world": World.SOCIAL if interpreter else World.FAMILY,
    }
