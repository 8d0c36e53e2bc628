"""Codes et règles: what a guest must know to take a position from where they are."""

from collections.abc import Iterable, Iterator
from datetime import date

from intermetiers.web.french import join_words, start_sentence, write_count
from meetings.domain.dossier import AgendaItem, Dossier
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.kinds import Role, Step
from meetings.domain.legal import Rule, facts_of
from meetings.domain.principles import anchors
from meetings.domain.principles.moves import asks_mdph_without_parents, speaks_of_orientation
from meetings.domain.principles.saying import (
    DIRECT,
    MOST_ACTS,
    concerns_family,
    digest,
    ids_of,
    key_of,
    name_all,
    name_family,
    quote,
)
from partners.domain.words import unknown_acronyms

SLUG = "codes"
TITLE = "Codes et règles"

_ACCESS = Why(
    "Donner accès aux codes et aux règles permet à chaque personne invitée de prendre position de "
    "là où elle est.",
    DIRECT,
)


def look(dossier: Dossier, today: date) -> list[Finding]:
    """Looks at what is written for the family to read, and at what the rules leave to them."""
    found = [_acronyms(dossier), _without_plain_line(dossier)]
    if concerns_family(dossier):
        found += [_companion(dossier), *(_beyond(dossier, item) for item in dossier.kept_items)]
    return [finding for finding in found if finding is not None]


def _read_by_family(dossier: Dossier) -> Iterator[tuple[str, Step, str]]:
    """Each text a guest will read, with where it is written."""
    yield dossier.title, Step.PROBLEM, anchors.PROBLEM
    yield dossier.problem, Step.PROBLEM, anchors.PROBLEM
    for person in dossier.participants:
        for text in (person.title, person.capacity, person.reason, person.does):
            yield text, Step.GUESTS, anchors.person(person.id)
    for item in dossier.kept_items:
        yield item.title, Step.AGENDA, anchors.item(item.id)
        for information in item.informations:
            for text in (information.title, information.text):
                yield text, Step.INFORMATION, anchors.information(information.id)


def _acronyms(dossier: Dossier) -> Finding | None:
    """Words in capitals the product cannot explain where they stand."""
    where: dict[str, tuple[Step, str]] = {}
    for text, step, anchor in _read_by_family(dossier):
        for acronym in unknown_acronyms(text, dossier.catalogue):
            where.setdefault(acronym, (step, anchor))
    if not where:
        return None
    fact = f"Un sigle reste sans explication : {join_words(list(where))}."
    if len(where) > 1:
        count = start_sentence(write_count(len(where), "sigle"))
        fact = f"{count} restent sans explication : {join_words(list(where))}."
    first = next(iter(where.values()))
    return Finding(
        key=key_of(SLUG, "acronyms", digest(" ".join(sorted(where)))),
        principle=TITLE,
        step=first[0],
        fact=fact,
        weighs_on=name_family(dossier),
        why=_ACCESS,
        acts=tuple(
            Act(f"Dire {acronym} en toutes lettres", step, anchor)
            for acronym, (step, anchor) in list(where.items())[:MOST_ACTS]
        ),
        unexplained=tuple(where)[:MOST_ACTS],
    )


def _without_plain_line(dossier: Dossier) -> Finding | None:
    """Neither the catalogue nor the coordinator says what this person does."""
    people = [p for p in dossier.professionals if not (p.does.strip() or p.capacity.strip())]
    if not people:
        return None
    verb = "fait" if len(people) == 1 else "font"
    known = dossier.catalogue.metiers
    free = dict.fromkeys(p.title for p in people if p.metier not in known and p.title)
    return Finding(
        key=key_of(SLUG, "plain_line", *ids_of(people)),
        principle=TITLE,
        step=Step.GUESTS,
        fact=f"Rien ne dit encore, en une ligne simple, ce que {verb} {name_all(people)}.",
        weighs_on=name_family(dossier),
        why=_ACCESS,
        acts=(
            Act(
                "Dire à quel titre cette personne vient", Step.GUESTS, anchors.person(people[0].id)
            ),
        ),
        unnamed=tuple(free)[:MOST_ACTS],
    )


def _companion(dossier: Dossier) -> Finding | None:
    comes = any(p.role is Role.COMPANION for p in dossier.participants)
    if comes or dossier.companion_wish.strip() or not dossier.guardians:
        return None
    return Finding(
        key=key_of(SLUG, "companion"),
        principle=TITLE,
        step=Step.GUESTS,
        fact="On ne sait pas encore si la famille vient avec quelqu’un.",
        detail=_say(facts_of(dossier.kind).companion_right),
        weighs_on=name_family(dossier),
        why=_ACCESS,
        acts=(Act("Le demander à la famille", Step.GUESTS, anchors.COMPANION),),
    )


def _beyond(dossier: Dossier, item: AgendaItem) -> Finding | None:
    """A point that belongs to the parents first, unless one of the family brings it."""
    opener = dossier.by_id.get(item.opener or 0)
    if opener is not None and opener.is_family:
        return None
    facts = facts_of(dossier.kind)
    detail = ""
    if speaks_of_orientation(item, dossier):
        rule = _rule_about("l’accord des parents", facts.can_decide)
        detail = f"Cette réunion peut : {_lower(rule)}" if rule else ""
    elif asks_mdph_without_parents(item, dossier):
        detail = _rule_about("ne peut venir que des parents", facts.cannot_decide)
    if not detail:
        return None
    return Finding(
        key=key_of(SLUG, "parents_first", item.id),
        principle=TITLE,
        step=Step.AGENDA,
        fact=f"{quote(item.title)} est à l’ordre du jour, et c’est d’abord aux parents de le "
        "vouloir.",
        detail=detail,
        weighs_on=name_family(dossier),
        why=_ACCESS,
        acts=(Act("Reprendre ce point avec les parents", Step.AGENDA, anchors.item(item.id)),),
    )


def _rule_about(words: str, rules: Iterable[Rule]) -> str:
    """The rule that holds these words, if this kind of meeting has it; its wording stays there."""
    return next((_say(rule) for rule in rules if words in rule.text), "")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _say(rule: Rule) -> str:
    return f"{rule.text.rstrip('.')} ({rule.article})." if rule.article else rule.text
