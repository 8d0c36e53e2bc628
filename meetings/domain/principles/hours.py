"""Horaires des acteurs dominés: whom the chosen hour leaves out, and what it costs them.

The people looked at are the first two groups of the order of slots: the family, and every other
voice to support. How slots compare is told by the order itself, on the page of the slot.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from intermetiers.web.french import (
    NBSP,
    join_words,
    start_sentence,
    write_count,
    write_day,
    write_slot,
)
from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.holidays import is_day_off, say_falls
from meetings.domain.kinds import Level, Step
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import (
    INDIRECT,
    agree,
    concerns_family,
    count_feminine,
    ids_of,
    key_of,
    name_all,
    name_family,
)
from meetings.domain.slots import (
    NOTICE_DAYS,
    SUPPORTED,
    Attendance,
    attendances_at,
    rank_slots,
)
from meetings.domain.voices import unheard
from partners.domain.worlds import World

SLUG = "hours"
TITLE = "Horaires de ceux qui ont le moins de marge"

_GIVE_VOICE = Why(
    "Les horaires tiennent compte de l’activité de ceux qui ont le moins de marge, pour pouvoir "
    "leur donner la parole.",
    INDIRECT,
)
_ADD_SLOT = Act("Proposer un autre créneau", Step.SLOT, anchors.ADD_SLOT)
_STILL_POSSIBLE = (
    "La réunion reste possible si la famille préfère ce jour : vérifiez que le lieu sera ouvert et "
    "que chacun y sera."
)


def look(dossier: Dossier, today: date) -> list[Finding]:
    """Silent until a slot is noted. When the date has gone by, nothing else is worth saying."""
    if not dossier.slots:
        return []
    found: list[Finding | None]
    chosen = dossier.chosen_slot
    if chosen is None:
        found = [
            _gone(dossier, today) or _silent(dossier, dossier.slots) or _none_chosen(dossier),
            _all_off(dossier, today),
        ]
    elif chosen.starts_at.date() < today:
        found = [_gone(dossier, today)]
    else:
        found = [
            _left_out(dossier, chosen, today),
            _costly(dossier, chosen, today),
            _day_off(dossier, chosen, today),
            _silent(dossier, (chosen,)),
            _short_notice(dossier, chosen, today),
        ]
    return [finding for finding in found if finding is not None]


def _weakest(dossier: Dossier, slot: Slot) -> list[Attendance]:
    return [a for a in attendances_at(slot, dossier) if a.group <= SUPPORTED]


def _with_facts(dossier: Dossier, attendances: Sequence[Attendance]) -> str:
    """« le père de Yanis (en tournée jusqu’à 15 h 30) et l’AESH »."""
    words = []
    for attendance in attendances:
        called = dossier.by_id[attendance.person].called
        facts = ", ".join(attendance.facts)
        words.append(f"{called} ({facts})" if facts else called)
    return join_words(words)


def _people(dossier: Dossier, attendances: Sequence[Attendance]) -> list[Participant]:
    return [dossier.by_id[attendance.person] for attendance in attendances]


def _other_slots(dossier: Dossier, chosen: Slot, today: date) -> tuple[Act, ...]:
    """The slot that comes before the chosen one in the order, if it is still to come."""
    best = next(_to_come(dossier, today), chosen)
    if best.id == chosen.id:
        return (_ADD_SLOT,)
    return (_look_again(best), _ADD_SLOT)


def _to_come(dossier: Dossier, today: date) -> Iterator[Slot]:
    """The slots still to come at which the meeting can be held, in their order."""
    tenable = rank_slots(dossier, today).tenable
    return (ranked.slot for ranked in tenable if ranked.slot.starts_at.date() >= today)


def _look_again(best: Slot) -> Act:
    when = write_slot(best.starts_at, best.ends_at, year=False)
    return Act(f"Revoir {when}", Step.SLOT, anchors.slot(best.id))


def _left_out(dossier: Dossier, chosen: Slot, today: date) -> Finding | None:
    """Those left out, until it is said how each is heard all the same."""
    absent = unheard(chosen, dossier)
    if not absent:
        return None
    people = _people(dossier, absent)
    return Finding(
        key=key_of(SLUG, "left_out", chosen.id, *ids_of(people)),
        principle=TITLE,
        step=Step.SLOT,
        fact=f"Le créneau retenu laisse de côté {_with_facts(dossier, absent)}.",
        weighs_on=name_all(people),
        why=_GIVE_VOICE,
        acts=(
            Act("Dire comment cette voix sera là", Step.SLOT, anchors.slot(chosen.id)),
            *_other_slots(dossier, chosen, today),
        ),
    )


def _costly(dossier: Dossier, chosen: Slot, today: date) -> Finding | None:
    """Coming if need be, childcare to find, work missed, hours nobody pays."""
    costly = [a for a in _weakest(dossier, chosen) if _bears_a_cost(a, chosen)]
    if not costly:
        return None
    people = _people(dossier, costly)
    return Finding(
        key=key_of(SLUG, "costly", chosen.id, *ids_of(people)),
        principle=TITLE,
        step=Step.SLOT,
        fact=f"Venir à ce créneau a un coût pour {_with_facts(dossier, costly)}.",
        weighs_on=name_all(people),
        why=_GIVE_VOICE,
        acts=_other_slots(dossier, chosen, today),
    )


def _bears_a_cost(attendance: Attendance, slot: Slot) -> bool:
    answer = slot.answer_of(attendance.person)
    if attendance.level is Level.REMOTE:
        return answer is not None and answer.unpaid
    return attendance.level is Level.COMES_AT_A_COST


def _day_off(dossier: Dossier, chosen: Slot, today: date) -> Finding | None:
    """A fact of the day: nobody is taken to be away because of it."""
    falls = say_falls(chosen, dossier)
    if not falls:
        return None
    ordinary = (slot for slot in _to_come(dossier, today) if not is_day_off(slot, dossier))
    others = tuple(_look_again(slot) for slot in islice(ordinary, 1))
    return Finding(
        key=key_of(SLUG, "day_off", *_days_of((chosen,))),
        principle=TITLE,
        step=Step.SLOT,
        fact=f"Le créneau retenu, {write_day(chosen.starts_at.date())}, {falls}",
        weighs_on=_name_school(dossier),
        why=_GIVE_VOICE,
        acts=(*others, _ADD_SLOT),
        detail=_STILL_POSSIBLE,
    )


def _all_off(dossier: Dossier, today: date) -> Finding | None:
    """Nothing to choose from but holidays; one ordinary day among the slots is enough."""
    slots = [slot for slot in dossier.slots if slot.starts_at.date() >= today]
    if not slots or not all(is_day_off(slot, dossier) for slot in slots):
        return None
    fact = "Les créneaux proposés tombent tous pendant les vacances scolaires ou un jour férié."
    if len(slots) == 1:
        day = write_day(slots[0].starts_at.date())
        fact = f"Le créneau proposé, {day}, {say_falls(slots[0], dossier)}"
    return Finding(
        key=key_of(SLUG, "all_off", *_days_of(slots)),
        principle=TITLE,
        step=Step.SLOT,
        fact=fact,
        weighs_on=_name_school(dossier),
        why=_GIVE_VOICE,
        acts=(_ADD_SLOT,),
        detail=_STILL_POSSIBLE,
    )


def _days_of(slots: Sequence[Slot]) -> list[str]:
    return sorted({f"{slot.starts_at:%Y%m%d}" for slot in slots})


def _name_school(dossier: Dossier) -> str:
    """Those of the school but whoever convenes; the family when no other is invited."""
    school = [p for p in dossier.participants if p.world is World.SCHOOL and not p.is_convener]
    return name_all(school) or name_family(dossier)


def _silent(dossier: Dossier, slots: Sequence[Slot]) -> Finding | None:
    """Those of the weakest groups whose answer is awaited, once somebody else has answered."""
    answered = {a.participant for slot in slots for a in slot.answers} & dossier.by_id.keys()
    waiting = [
        a
        for a in _weakest(dossier, slots[0])
        if a.person not in answered and a.level is Level.NOT_KNOWN
    ]
    if not waiting or not answered:
        return None
    people = _people(dossier, waiting)
    verb = agree(len(people), "n’a pas encore répondu", "n’ont pas encore répondu")
    return Finding(
        key=key_of(SLUG, "silent", *sorted(slot.id for slot in slots), "p", *ids_of(people)),
        principle=TITLE,
        step=Step.SLOT,
        fact=f"{start_sentence(name_all(people))} {verb} ; "
        f"{count_feminine(len(answered), 'personne')} l’{agree(len(answered), 'a', 'ont')} fait.",
        weighs_on=name_all(people),
        why=_GIVE_VOICE,
        acts=(Act("Noter une réponse", Step.SLOT, anchors.slot(slots[0].id)),),
    )


def _none_chosen(dossier: Dossier) -> Finding:
    count = len(dossier.slots)
    fact = "Un créneau est proposé, il n’est pas encore retenu."
    if count > 1:
        fact = f"{start_sentence(write_count(count, 'créneau', 'créneaux'))} sont proposés, "
        fact += "aucun n’est encore retenu."
    return Finding(
        key=key_of(SLUG, "none_chosen", *sorted(slot.id for slot in dossier.slots)),
        principle=TITLE,
        step=Step.SLOT,
        fact=fact,
        weighs_on=name_all(dossier.supported) or name_family(dossier),
        why=_GIVE_VOICE,
        acts=(Act("Retenir un créneau", Step.SLOT, anchors.slot(dossier.slots[0].id)),),
    )


def _gone(dossier: Dossier, today: date) -> Finding | None:
    slots = (dossier.chosen_slot,) if dossier.chosen_slot else dossier.slots
    if any(slot.starts_at.date() >= today for slot in slots):
        return None
    fact = "Les créneaux proposés sont tous passés."
    if dossier.chosen_slot:
        fact = f"Le créneau retenu, {write_day(dossier.chosen_slot.starts_at.date())}, est passé."
    elif len(slots) == 1:
        fact = f"Le créneau proposé, {write_day(slots[0].starts_at.date())}, est passé."
    return Finding(
        key=key_of(SLUG, "gone", *sorted(slot.id for slot in slots)),
        principle=TITLE,
        step=Step.SLOT,
        fact=fact,
        weighs_on="toutes les personnes invitées",
        why=_GIVE_VOICE,
        acts=(_ADD_SLOT,),
    )


def _short_notice(dossier: Dossier, chosen: Slot, today: date) -> Finding | None:
    """Ten days are a proposal of ours: no text gives a delay for these meetings."""
    if not (concerns_family(dossier) and dossier.guardians):
        return None
    given = dossier.notice_given_on
    days = (chosen.starts_at.date() - (given or today)).days
    if days >= NOTICE_DAYS:
        return None
    fact = f"La réunion est {_in_days(days)} et la famille n’a pas encore reçu le brief."
    if given:
        fact = f"La famille a reçu le brief {_days_before(days)} la réunion."
    return Finding(
        key=key_of(SLUG, "notice", chosen.id, given.isoformat() if given else "not_yet"),
        principle=TITLE,
        step=Step.SLOT,
        fact=fact,
        weighs_on=name_family(dossier),
        why=_GIVE_VOICE,
        acts=(Act("Proposer un créneau plus loin", Step.SLOT, anchors.ADD_SLOT),),
    )


def _in_days(days: int) -> str:
    near = {0: "aujourd’hui", 1: "demain"}
    return near.get(days, f"dans {days}{NBSP}jours")


def _days_before(days: int) -> str:
    if days < 1:
        return "trop tard pour" if days < 0 else "le jour même de"
    return f"{days}{NBSP}{agree(days, 'jour', 'jours')} avant"
