"""What may not arrive: a decision without its information, a relative not reached."""

from collections.abc import Iterator
from datetime import date

from intermetiers.web.french import join_words, start_sentence
from meetings.domain.attendance import relation_to
from meetings.domain.control.lines import Act, Contacts, Line, quote
from meetings.domain.dossier import Dossier, Information, Participant
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import is_given
from meetings.domain.reach import PersonReach, Reach
from meetings.domain.readers import receives_nothing

_EQUAL = "Chacun doit avoir lu la même chose avant de décider."


def informations(dossier: Dossier, today: date) -> Iterator[Line]:
    """A decision without its information; one late, or given and not released."""
    for item in dossier.items_to_decide:
        if not item.informations:
            yield Line(
                "Une décision n’a pas d’information à lire avant.",
                _EQUAL,
                Act("Dire ce qu’il faut lire", "information", anchor=anchors.item(item.id)),
                quote(item.title),
            )
    for item in dossier.kept_items:
        for info in item.informations:
            yield from _late(info, dossier, today)


def _late(info: Information, dossier: Dossier, today: date) -> Iterator[Line]:
    if is_given(info):
        if not dossier.is_released(info):
            yield Line(
                "Une information est arrivée après l’envoi, et personne ne l’a encore.",
                "Tous la reçoivent au même moment.",
                Act("La donner à tous", "equality", anchor="tard"),
                quote(info.title),
            )
    elif info.due_on is not None and info.due_on < today:
        yield Line(
            "Une information attendue n’est pas arrivée.",
            _EQUAL,
            Act("Ouvrir cette information", "information_change", (info.id,)),
            quote(info.title),
        )


def relatives(dossier: Dossier, reach: Reach, contacts: Contacts) -> Iterator[Line]:
    """A relative whom nothing reached and nothing can, or whose message failed."""
    for person in dossier.guardians:
        fact = _not_reached(reach.of(person.id), cannot=person.id in contacts.unreachable)
        if fact and not receives_nothing(person):
            yield Line(
                f"{start_sentence(_named(person, dossier))} {fact}.",
                "Cette personne doit être prévenue comme les autres.",
                _to_reader(person),
            )


def _not_reached(given: PersonReach, *, cannot: bool) -> str:
    last = given.handed[-1] if given.handed else None
    if given.opened:
        return ""
    if last is not None and last.failure:
        return "n’a rien reçu, son courriel n’est pas arrivé"
    if last is None and cannot:
        return "n’a rien reçu, et ni téléphone ni adresse ne sont notés"
    return ""


def same_address(dossier: Dossier, contacts: Contacts) -> Iterator[Line]:
    """Relatives with one and the same e-mail address."""
    for group in contacts.sharing:
        people = [dossier.by_id[one] for one in group if one in dossier.by_id]
        if len(people) > 1:
            who = join_words([_named(person, dossier) for person in people])
            yield Line(
                f"{start_sentence(who)} ont la même adresse électronique.",
                "Chacun lirait la page de l’autre.",
                _to_reader(people[0]),
            )


def _named(person: Participant, dossier: Dossier) -> str:
    return relation_to(dossier.pupil.first_name, person)


def _to_reader(person: Participant) -> Act:
    return Act("Voir comment prévenir", "briefs", anchor=f"brief-{person.id}")
