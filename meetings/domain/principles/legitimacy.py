"""Légitimité: why each person is there, who is missing, and who gets a turn to speak."""

from datetime import date

from intermetiers.web.french import join_words, start_sentence, write_count
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.kinds import Presence, PupilPlace, Step
from meetings.domain.legal import Expected, missing
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import (
    HISTORY,
    INCLUSIVE_SCHOOL,
    PARTNERSHIP,
    TENSIONS,
    USAGES,
    concerns_family,
    count_feminine,
    digest,
    ids_of,
    key_of,
    name_all,
    name_family,
    pupil_comes,
)
from meetings.domain.viewpoints import has_spoken

SLUG = "legitimacy"
TITLE = "Légitimité"

AESH = "aesh"  # the métier, as the catalogue of partners writes it

# More professionals than this is said: twice the family, or the family and five more. Ours: two
# for one is what a small table often is, and five more is felt whatever the size of the family.
TIMES_THE_FAMILY = 2
MORE_THAN_FAMILY = 5

_PLACE_OF_EACH = Why(
    "Travailler en partenariat, c’est légitimer la place de chacun, dans un souci d’équité.",
    PARTNERSHIP,
)
_LOGICS = Why(
    "La logique d’un monde s’impose à celle d’un autre presque sans qu’on s’en aperçoive, jusqu’à "
    "celle de l’enfant.",
    HISTORY,
)
_ACTORS = Why(
    "L’action s’organise autour du devenir de l’élève et de sa famille, acteurs de son projet.",
    INCLUSIVE_SCHOOL,
)
_SPEECH = Why(
    "Les temps de prise de parole peuvent mettre à mal la légitimité et l’équité.",
    USAGES,
)
_TERRITORY = Why(
    "Il arrive que des personnes ne s’autorisent pas à contribuer à la décision, parce qu’elles "
    "rattachent leur légitimité à un autre territoire.",
    TENSIONS,
)


def look(dossier: Dossier, today: date) -> list[Finding]:
    """What the texts expect is said from the start; the rest once guests are being invited."""
    found = [_expected(dossier)]
    if any(not p.is_convener and p is not dossier.pupil_seat for p in dossier.participants):
        found += [
            _uninvited(dossier),
            _imbalance(dossier),
            _aesh(dossier),
            _pupil_place(dossier),
            _without_reason(dossier),
            _without_turn(dossier),
        ]
    return [finding for finding in found if finding is not None]


def _expected(dossier: Dossier) -> Finding | None:
    absent = missing(dossier)
    if not absent:
        return None
    named = [f"{who.label} ({who.article})" for who in absent]
    fact, detail, label = f"Les textes attendent aussi {named[0]}.", "", absent[0].label
    if len(absent) > 1:
        count = start_sentence(count_feminine(len(absent), "place"))
        fact = f"{count} que les textes prévoient sont encore vides."
        detail = start_sentence(" ; ".join(named)) + "."
        label = "ces personnes"
    return Finding(
        key=key_of(SLUG, "expected", *sorted(digest(who.label) for who in absent)),
        principle=TITLE,
        step=Step.GUESTS,
        fact=fact,
        detail=detail,
        weighs_on=absent[0].label if len(absent) == 1 else "les personnes qui manquent",
        why=_PLACE_OF_EACH,
        acts=(Act(f"Inviter {label}", Step.GUESTS, anchors.ADD_PERSON),),
    )


def _uninvited(dossier: Dossier) -> Finding | None:
    """Both hold authority and both receive the same, apart or not (code civil, 372 and 373-2)."""
    absent = dossier.uninvited_guardians
    if not absent or not concerns_family(dossier):
        return None
    verb = "exerce" if len(absent) == 1 else "exercent"
    seat = "n’a pas de place à table" if len(absent) == 1 else "n’ont pas de place à table"
    return Finding(
        key=key_of(SLUG, "uninvited", len(absent)),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"{start_sentence(join_words(absent))} {verb} l’autorité parentale et {seat}.",
        detail="Chaque parent reçoit la même invitation, à part (articles 372 et 373-2 du code "
        "civil).",
        weighs_on=join_words(absent),
        why=_PLACE_OF_EACH,
        acts=(Act(f"Inviter {join_words(absent)}", Step.GUESTS, anchors.ADD_PERSON),),
    )


def _imbalance(dossier: Dossier) -> Finding | None:
    """Who contributes in writing is not at the table, so asking for a page is a way out."""
    present = [p for p in dossier.professionals if p.presence is not Presence.WRITTEN]
    relatives = dossier.guardians
    comes = pupil_comes(dossier)
    family = len(relatives) + comes
    count = len(present)
    if not relatives or count <= min(TIMES_THE_FAMILY * family, family + MORE_THAN_FAMILY - 1):
        return None
    return Finding(
        key=key_of(SLUG, "imbalance", count, len(relatives), int(comes)),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"{start_sentence(write_count(count, 'professionnel'))}, {_count_family(dossier)}.",
        weighs_on=name_family(dossier),
        why=_LOGICS,
        acts=(
            Act("Voir qui pourrait contribuer par écrit", Step.GUESTS, _row(present)),
            Act("Voir qui accompagne la famille", Step.GUESTS, anchors.COMPANION),
        ),
    )


def _count_family(dossier: Dossier) -> str:
    """« deux parents », « un parent, un autre proche et l’élève »."""
    parents = sum(p.parental_authority for p in dossier.guardians)
    others = len(dossier.guardians) - parents
    words = [write_count(parents, "parent")] if parents else []
    if others:
        other = "proche" if not parents else "autre proche"
        words.append(write_count(others, other, "autres proches" if parents else "proches"))
    if pupil_comes(dossier):
        words.append("un élève")
    return join_words(words)


def _row(people: list[Participant]) -> str:
    """The first of these people who is not the one who convenes."""
    guest = next((p for p in people if not p.is_convener), people[0])
    return anchors.person(guest.id)


def _aesh(dossier: Dossier) -> Finding | None:
    """Where the texts require the AESH, they have said it already."""
    hours = dossier.pupil.aesh_hours.strip() or dossier.pupil.aesh_kind.strip()
    invited = any(p.metier == AESH for p in dossier.participants)
    if not hours or invited or any(_is_aesh(who) for who in missing(dossier)):
        return None
    return Finding(
        key=key_of(SLUG, "aesh"),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"{dossier.pupil.first_name} a une aide humaine, et l’AESH n’est pas parmi les "
        "invités.",
        weighs_on="l’AESH",
        why=_TERRITORY,
        acts=(Act("Inviter l’AESH", Step.GUESTS, anchors.ADD_PERSON),),
    )


def _is_aesh(who: Expected) -> bool:
    return "AESH" in who.label


def _pupil_place(dossier: Dossier) -> Finding | None:
    if not concerns_family(dossier) or dossier.pupil_place is not PupilPlace.UNKNOWN:
        return None
    name = dossier.pupil.first_name
    return Finding(
        key=key_of(SLUG, "pupil_place"),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"On ne sait pas encore quelle place {name} prend dans la réunion.",
        weighs_on=name,
        why=_ACTORS,
        acts=(Act(f"Convenir de sa place avec {name}", Step.GUESTS, anchors.PUPIL_PLACE),),
    )


def those_without_reason(dossier: Dossier) -> list[Participant]:
    """Professionals invited without saying why; who convenes needs no reason."""
    return [p for p in dossier.professionals if not (p.is_convener or p.reason.strip())]


def _without_reason(dossier: Dossier) -> Finding | None:
    people = those_without_reason(dossier)
    if not people:
        return None
    count = start_sentence(count_feminine(len(people), "personne"))
    verb = "est invitée" if len(people) == 1 else "sont invitées"
    return Finding(
        key=key_of(SLUG, "reason", *ids_of(people)),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"{count} {verb} sans que l’on ait écrit pourquoi : {name_all(people)}.",
        weighs_on=name_all(people),
        why=_PLACE_OF_EACH,
        acts=(Act("Écrire pourquoi", Step.GUESTS, anchors.person(people[0].id)),),
    )


def _without_turn(dossier: Dossier) -> Finding | None:
    """Once the words of some are written and the points have openers."""
    items = dossier.kept_items
    if not items or not any(has_spoken(p, dossier) for p in dossier.participants):
        return None
    openers = {item.opener for item in items}
    people = [
        p for p in dossier.professionals if _waits_for_a_turn(p, dossier) and p.id not in openers
    ]
    if not people:
        return None
    return Finding(
        key=key_of(SLUG, "turn", *ids_of(people)),
        principle=TITLE,
        step=Step.AGENDA,
        fact=f"Sans point à ouvrir ni parole recueillie : {name_all(people)}.",
        weighs_on=name_all(people),
        why=_SPEECH,
        acts=(
            Act("Confier l’ouverture d’un point", Step.AGENDA, anchors.item(items[0].id)),
            Act("Recueillir une parole", Step.PROBLEM, anchors.viewpoint(people[0].id)),
        ),
    )


def _waits_for_a_turn(person: Participant, dossier: Dossier) -> bool:
    """Neither heard nor read yet. Who convenes speaks anyway; the reason to be there comes first."""
    said = has_spoken(person, dossier) or person.written.strip()
    settled = said or person.is_convener or person.presence is Presence.WRITTEN
    return bool(person.reason.strip()) and not settled
