"""Intérêts, habitudes, routines: what it costs each person to be there and to be heard."""

from datetime import date

from intermetiers.web.french import join_words, write_distance, write_slot
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.kinds import Answer, Presence, Role, Step
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import (
    DIRECT,
    INDIRECT,
    MOST_ACTS,
    digest,
    ids_of,
    key_of,
    name_all,
    name_family,
    quote,
)
from partners.domain.families import Interpreting

SLUG = "habits"
TITLE = "Intérêts, habitudes, routines"

FAR = 10_000  # metres from which the way of a relative is worth a word

_THINK_AHEAD = Why(
    "Avant de réunir les gens, on pense à leurs intérêts, à leurs habitudes, à leurs routines.",
    INDIRECT,
)
_ACCESS = Why(
    "Chaque personne invitée doit pouvoir prendre position de là où elle est, sans difficulté "
    "majeure à surmonter.",
    DIRECT,
)

# By the codes the address book offers; « autre » is a language of its own for each person.
_LANGUAGES = {
    "en": "l’anglais",
    "ar": "l’arabe",
    "tr": "le turc",
    "pt": "le portugais",
    "es": "l’espagnol",
    "uk": "l’ukrainien",
}


def look(dossier: Dossier, today: date) -> list[Finding]:
    """What was noted of people, and is not answered yet in this meeting."""
    untranslated = [p for p in dossier.family if _needs_interpreter(p, dossier)]
    groups = dict.fromkeys(_shared_language(p) for p in untranslated)
    found = [
        _interpreter([p for p in untranslated if _shared_language(p) == group]) for group in groups
    ]
    found += [_childcare(p) for p in dossier.guardians if _lacks_childcare(p, dossier)]
    found += [_need(p) for p in _those_with_needs(dossier)]
    return [*found, *_work(dossier, today), *_fees(dossier), *_way(dossier)]


def _needs_interpreter(person: Participant, dossier: Dossier) -> bool:
    """Needed as the card says, or while it does not say: reads or speaks another language better,
    or it is noted; and no interpreter is invited for it.

    One interpreter serves everyone who shares the language of the person it comes for.
    """
    return not person.interpreter.is_answered and lacks_interpreter(person, dossier)


def lacks_interpreter(person: Participant, dossier: Dossier) -> bool:
    """Somebody should translate for this person, and nobody at the table does yet, whether or not
    an interpreter was found."""
    said = person.interpreter in {Interpreting.NEEDED, Interpreting.FOUND}
    asks = said or _best_elsewhere(person) or "interpr" in person.needs.lower()
    if person.interpreter is Interpreting.NONE or not asks:
        return False
    if person.role is Role.PUPIL and not person.needs:
        return False
    for interpreter in (p for p in dossier.participants if p.role is Role.INTERPRETER):
        accompanied = dossier.by_id.get(interpreter.accompanies or 0)
        if accompanied is None or _shared_language(accompanied) == _shared_language(person):
            return False
    return True


def _shared_language(person: Participant) -> tuple[str, int]:
    """The same for two people one interpreter serves: what is spoken counts before what is read."""
    language = person.speaks_best if _speaks_elsewhere(person) else person.reads_best
    known = language in {"", "fr", *_LANGUAGES}
    return language, 0 if known else person.id


def _speaks_elsewhere(person: Participant) -> bool:
    return person.speaks_best not in {"", "fr", "simple"}


def _best_elsewhere(person: Participant) -> bool:
    """What is spoken, once somebody noted it, counts before what is read."""
    return (person.speaks_best or person.reads_best) not in {"", "fr"}


def _interpreter(people: list[Participant]) -> Finding:
    """One finding for those who share a language, since one interpreter serves them all."""
    names, language = name_all(people), _shared_language(people[0])[0]
    fact = f"Un interprète est à prévoir pour {names} ; aucun n’est invité."
    if _best_elsewhere(people[0]):
        named = _LANGUAGES.get(language, "une autre langue")
        used = "se parle" if _speaks_elsewhere(people[0]) else "se lit"
        fact = (
            f"Pour {names}, on a noté que {named} {used} mieux que le français ; "
            "aucun interprète n’est invité."
        )
    needs = [p.needs for p in people if "interpr" in p.needs.lower()]
    noted = f"C’est noté : {join_words([quote(need) for need in needs])}. " if needs else ""
    return Finding(
        key=key_of(SLUG, "interpreter", language, *ids_of(people), *map(digest, sorted(needs))),
        principle=TITLE,
        step=Step.GUESTS,
        fact=fact,
        detail=f"{noted}Ce n’est jamais à l’élève de traduire.",
        weighs_on=names,
        why=_ACCESS,
        acts=(
            Act("Inviter un interprète", Step.GUESTS, anchors.ADD_PERSON),
            Act("Noter ce qui est trouvé", Step.GUESTS, anchors.person(people[0].id)),
        ),
    )


def _those_with_needs(dossier: Dossier) -> list[Participant]:
    return [
        p
        for p in dossier.participants
        if p.role in {Role.PUPIL, Role.GUARDIAN, Role.COMPANION}
        and p.needs.strip()
        and (p.interpreter.is_answered or "interpr" not in p.needs.lower())
    ]


def _lacks_childcare(person: Participant, dossier: Dossier) -> bool:
    """Somebody to look after while this person is at the meeting, and nothing found yet."""
    noted = person.childcare.strip() and not person.childcare_found.strip()
    return bool(noted) and _comes(person, dossier)


def _childcare(person: Participant) -> Finding:
    return Finding(
        key=key_of(SLUG, "childcare", person.id, digest(person.childcare)),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"Pour que {person.called} puisse venir, une garde est à trouver : "
        f"{quote(person.childcare)}.",
        detail="Ce qui a été trouvé se note sur sa fiche.",
        weighs_on=person.called,
        why=_THINK_AHEAD,
        acts=(
            Act("Noter ce qui est trouvé", Step.GUESTS, anchors.person(person.id)),
            Act("Proposer le téléphone", Step.GUESTS, anchors.person(person.id)),
        ),
    )


def _work(dossier: Dossier, today: date) -> list[Finding]:
    """Work hours are noted, and a slot was chosen before anybody was asked. Once somebody has
    answered, the principle of hours tells who has not."""
    slot = dossier.chosen_slot
    if slot is None or slot.answers or slot.starts_at.date() < today:
        return []
    when = write_slot(slot.starts_at, slot.ends_at, year=False)
    return [
        Finding(
            key=key_of(SLUG, "work", slot.id, person.id, digest(person.work)),
            principle=TITLE,
            step=Step.SLOT,
            fact=f"Le travail noté pour {person.called} : {quote(person.work)}. On ne sait pas si "
            f"le créneau retenu, {when}, lui va.",
            weighs_on=person.called,
            why=_THINK_AHEAD,
            acts=(
                Act("Noter sa réponse", Step.SLOT, anchors.slot(slot.id)),
                Act("Proposer un autre créneau", Step.SLOT, anchors.ADD_SLOT),
            ),
        )
        for person in dossier.guardians
        if person.work.strip()
    ]


def _need(person: Participant) -> Finding:
    """Stays until it is put aside with what was found: that sentence is the answer."""
    return Finding(
        key=key_of(SLUG, "need", person.id, digest(person.needs)),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"C’est noté pour {person.called} : {quote(person.needs)}.",
        detail="Une fois la réponse trouvée, mettez ce point de côté en l’écrivant : "
        "votre phrase restera lisible.",
        weighs_on=person.called,
        why=_THINK_AHEAD,
        acts=(Act("Revoir ce qui est noté", Step.GUESTS, anchors.person(person.id)),),
    )


def _fees(dossier: Dossier) -> list[Finding]:
    """People the family pays to see come, unless they take part from afar or in writing."""
    paid = [p for p in dossier.professionals if p.fee > 0 and _comes(p, dossier)]
    if not paid:
        return []
    fees = [f"{p.fee} € pour {p.called}" for p in paid]
    return [
        Finding(
            key=key_of(SLUG, "fee", *(f"{p.id}x{p.fee}" for p in sorted(paid, key=lambda p: p.id))),
            principle=TITLE,
            step=Step.GUESTS,
            fact=f"Une présence sur place serait payée par la famille : {join_words(fees)}.",
            weighs_on=name_family(dossier),
            why=_THINK_AHEAD,
            acts=tuple(
                Act("Proposer le téléphone ou un écrit", Step.GUESTS, anchors.person(p.id))
                for p in paid[:1]
            ),
        )
    ]


def _comes(person: Participant, dossier: Dossier) -> bool:
    """In person, as far as the seat and the chosen slot say."""
    if person.presence is not Presence.IN_PERSON:
        return False
    return _answer(person, dossier) in {None, Answer.YES, Answer.IF_NEEDED}


def _has_said_yes(person: Participant, dossier: Dossier) -> bool:
    return _answer(person, dossier) is Answer.YES


def _answer(person: Participant, dossier: Dossier) -> Answer | None:
    """What this person said of the chosen slot."""
    said = dossier.chosen_slot.answer_of(person.id) if dossier.chosen_slot else None
    return said.answer if said else None


def _way(dossier: Dossier) -> list[Finding]:
    """Who has said yes to the slot has weighed the way."""
    place = dossier.chosen_place
    if place is None:
        return []
    metres = dict(place.distances)
    travellers = [
        p
        for p in dossier.family
        if metres.get(p.id, 0) > FAR and _comes(p, dossier) and not _has_said_yes(p, dossier)
    ]
    if not travellers:
        return []
    ways = [f"{write_distance(metres[p.id])} pour {p.called}" for p in travellers]
    return [
        Finding(
            key=key_of(SLUG, "way", place.id, *ids_of(travellers)),
            principle=TITLE,
            step=Step.PLACE,
            fact=f"Le chemin jusqu’à {quote(place.name)} : {join_words(ways)}.",
            weighs_on=name_all(travellers),
            why=_THINK_AHEAD,
            acts=(
                *(
                    Act(f"Proposer le téléphone : {p.called}", Step.GUESTS, anchors.person(p.id))
                    for p in travellers[: MOST_ACTS - 1]
                ),
                Act("Comparer un autre lieu", Step.PLACE, anchors.ADD_PLACE),
            ),
        )
    ]
