"""Dépayser la réunion: whose ground the place is, and how one is received there."""

from datetime import date

from intermetiers.web.french import join_words, start_sentence, write_count, write_distance
from meetings.domain.dossier import Dossier, Participant, Place
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.kinds import Ground, Layout, Step, YesNo
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import (
    DIRECT,
    INDIRECT,
    USAGES,
    concerns_family,
    key_of,
    name_family,
    quote,
)
from meetings.domain.seating import on_site, too_few_seats

SLUG = "another_ground"
TITLE = "Dépayser la réunion"

DETOUR = 1000  # metres more that another relative may have to travel for a place to be proposed

_PROFESSIONAL_GROUNDS = {Ground.SCHOOL: "à l’école", Ground.PARTNER: "chez un partenaire"}
_OTHER_GROUNDS = frozenset({Ground.NEUTRAL, Ground.FAMILY})

_ELSEWHERE = Why(
    "Choisir un autre endroit que l’école est une façon d’agir, indirectement, sur la négociation.",
    INDIRECT,
)
_EASE = Why(
    "Chacun doit pouvoir prendre position de là où il est, sans inconfort ni difficulté majeure.",
    DIRECT,
)
_SEATS = Why(
    "La façon dont la réunion est installée peut mener à la confrontation plutôt qu’à la "
    "coopération.",
    USAGES,
)
_ADD_PLACE = Act("Comparer un autre lieu", Step.PLACE, anchors.ADD_PLACE)


def look(dossier: Dossier, today: date) -> list[Finding]:
    """Silent until a place is noted, and between professionals alone on whose ground it is."""
    place = dossier.chosen_place
    if place is None:
        return _none_chosen(dossier)
    found = [
        _comfort(dossier, place),
        _too_few(dossier, place),
        _seats(dossier, place),
        _not_known(dossier, place),
    ]
    if concerns_family(dossier):
        found = [_ground(dossier, place), *found, _welcome(dossier, place)]
    return [finding for finding in found if finding is not None]


def _none_chosen(dossier: Dossier) -> list[Finding]:
    if not dossier.places:
        return []
    count = len(dossier.places)
    fact = "Un lieu est noté, il n’est pas encore retenu."
    if count > 1:
        places = start_sentence(write_count(count, "lieu", "lieux"))
        fact = f"{places} sont comparés, aucun n’est encore retenu."
    return [
        Finding(
            key=key_of(SLUG, "none_chosen", *sorted(place.id for place in dossier.places)),
            principle=TITLE,
            step=Step.PLACE,
            fact=fact,
            weighs_on=name_family(dossier),
            why=_ELSEWHERE,
            acts=(Act("Retenir un lieu", Step.PLACE, anchors.place(dossier.places[0].id)),),
        )
    ]


def _ground(dossier: Dossier, place: Place) -> Finding | None:
    """Speaks when nothing else is compared, or when another ground is as near as this one.

    A place on another ground that is farther for everyone has been weighed: nothing more to say.
    """
    if place.ground not in _PROFESSIONAL_GROUNDS:
        return None
    others = [p for p in dossier.places if p.ground in _OTHER_GROUNDS and p.step_free != YesNo.NO]
    nearer = [other for other in others if _is_nearer(dossier, other, place)]
    unknown = [other for other in others if not _compared(dossier, other, place)]
    if others and not nearer and not unknown:
        return None
    acts: tuple[Act, ...] = (_ADD_PLACE,)
    detail = "Aucun lieu sur un autre terrain n’est comparé."
    other: Place | None = None
    if nearer:
        other = min(nearer, key=lambda p: (_total(dossier, p), p.id))
        detail = f"{quote(other.name)} est plus près : {_gain(dossier, other, place)}."
        acts = (Act(f"Retenir {quote(other.name)}", Step.PLACE, anchors.place(other.id)),)
    elif unknown:
        other = unknown[0]
        detail = (
            f"{quote(other.name)} est noté aussi ; sa distance pour la famille n’est pas connue."
        )
        acts = (Act("Noter la distance", Step.PLACE, anchors.place(other.id)),)
    return Finding(
        key=key_of(
            SLUG,
            "ground",
            place.id,
            place.ground,
            other.id if other else "alone",
            "nearer" if nearer else "",
        ),
        principle=TITLE,
        step=Step.PLACE,
        fact=f"Le lieu retenu, {quote(place.name)}, est {_PROFESSIONAL_GROUNDS[place.ground]} : "
        "c’est le terrain des professionnels.",
        detail=detail,
        weighs_on=name_family(dossier),
        why=_ELSEWHERE,
        acts=acts,
    )


def _compared(dossier: Dossier, other: Place, place: Place) -> list[tuple[Participant, int, int]]:
    """The relatives whose way to both places is known, with metres to `other` and to `place`."""
    there, here = dict(other.distances), dict(place.distances)
    return [
        (person, there[person.id], here[person.id])
        for person in dossier.family
        if person.id in there and person.id in here
    ]


def _is_nearer(dossier: Dossier, other: Place, place: Place) -> bool:
    ways = _compared(dossier, other, place)
    return any(there < here for _, there, here in ways) and all(
        there <= here + DETOUR for _, there, here in ways
    )


def _total(dossier: Dossier, place: Place) -> int:
    family = {person.id for person in dossier.family}
    return sum(metres for person, metres in place.distances if person in family)


def _gain(dossier: Dossier, other: Place, place: Place) -> str:
    return join_words(
        [
            f"{write_distance(there)} pour {person.called}, au lieu de {write_distance(here)}"
            for person, there, here in _compared(dossier, other, place)
            if there < here
        ]
    )


def _comfort(dossier: Dossier, place: Place) -> Finding | None:
    facts = []
    if place.step_free == YesNo.NO:
        facts.append("on n’entre pas de plain-pied")
    if place.quiet == YesNo.NO:
        facts.append("il y a du bruit")
    if not facts:
        return None
    return Finding(
        key=key_of(SLUG, "comfort", place.id, place.step_free, place.quiet),
        principle=TITLE,
        step=Step.PLACE,
        fact=f"À {quote(place.name)}, {join_words(facts)}.",
        weighs_on="toutes les personnes invitées",
        why=_EASE,
        acts=(
            _ADD_PLACE,
            Act("Dire ce qui est prévu", Step.PLACE, anchors.place(place.id)),
        ),
    )


def _too_few(dossier: Dossier, place: Place) -> Finding | None:
    lack = too_few_seats(dossier, place)
    if not lack:
        return None
    return Finding(
        key=key_of(SLUG, "too_few", place.id, place.seats or 0, len(on_site(dossier))),
        principle=TITLE,
        step=Step.PLACE,
        fact=f"À {quote(place.name)}, il y a {lack}.",
        weighs_on="toutes les personnes invitées",
        why=_EASE,
        acts=(_ADD_PLACE, Act("Vérifier ce lieu", Step.PLACE, anchors.place(place.id))),
    )


def _seats(dossier: Dossier, place: Place) -> Finding | None:
    facts = {
        Layout.FACE_TO_FACE: "Les sièges sont placés face à face.",
        Layout.HEAD: "Une personne est placée en bout de table.",
    }
    if place.layout not in facts:
        return None
    return Finding(
        key=key_of(SLUG, "seats", place.id, place.layout),
        principle=TITLE,
        step=Step.PLACE,
        fact=facts[place.layout],
        weighs_on=name_family(dossier) if concerns_family(dossier) else "chaque personne invitée",
        why=_SEATS,
        acts=(Act("Placer les sièges en rond", Step.PLACE, anchors.place(place.id)),),
    )


def _not_known(dossier: Dossier, place: Place) -> Finding | None:
    if place.step_free != YesNo.UNKNOWN:
        return None
    return Finding(
        key=key_of(SLUG, "not_known", place.id),
        principle=TITLE,
        step=Step.PLACE,
        fact=f"On ne sait pas encore si l’on entre de plain-pied à {quote(place.name)}.",
        weighs_on="toutes les personnes invitées",
        why=_EASE,
        acts=(Act("Compléter ce lieu", Step.PLACE, anchors.place(place.id)),),
    )


def _welcome(dossier: Dossier, place: Place) -> Finding | None:
    nobody = place.welcomed_by not in dossier.by_id
    nowhere = not place.waiting.strip()
    if not (nobody or nowhere):
        return None
    missing = "qui accueille la famille" if nobody else "où la famille attend"
    if nobody and nowhere:
        missing += " ni où elle attend"
    return Finding(
        key=key_of(SLUG, "welcome", place.id, "who" * nobody, "where" * nowhere),
        principle=TITLE,
        step=Step.PLACE,
        fact=f"On ne sait pas encore {missing}.",
        weighs_on=name_family(dossier),
        why=_EASE,
        acts=(Act("Dire comment la famille est reçue", Step.PLACE, anchors.place(place.id)),),
    )
