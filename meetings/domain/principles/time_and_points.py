"""Un temps plus long, moins de points: what the minutes allow. `moves` says what could go."""

from datetime import date

from intermetiers.web.french import (
    NBSP,
    join_words,
    start_sentence,
    write_count,
    write_minutes,
)
from meetings.domain.dossier import AgendaItem, Dossier
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.kinds import ItemKind, Step
from meetings.domain.principles import anchors
from meetings.domain.principles.moves import MOST_POINTS, propose_moves
from meetings.domain.principles.saying import (
    INDIRECT,
    MOST_ACTS,
    concerns_family,
    key_of,
    name_family,
    quote,
)

SLUG = "time_and_points"
TITLE = "Un temps plus long, moins de points"

LEAST_MINUTES = 10  # for a point that is understood or decided together; ours

_LESS = Why(
    "Un temps plus long et moins de points à l’ordre du jour laissent travailler le sens des mots.",
    INDIRECT,
)


def look(dossier: Dossier, today: date) -> list[Finding]:
    """Silent until a point is on the agenda."""
    if not dossier.kept_items:
        return []
    found = (_crowded(dossier), _no_time_for_words(dossier))
    return [finding for finding in found if finding is not None]


def _crowded(dossier: Dossier) -> Finding | None:
    """Too many points, too many minutes, too few for a point: one finding, since it is one act."""
    count, thin = len(dossier.kept_items), _thin(dossier)
    many = count > MOST_POINTS
    over = dossier.planned_minutes > dossier.available_minutes
    if not (many or over or thin):
        return None
    facts = [sentence for said, sentence in (
        (many, f"{start_sentence(write_count(count, 'point'))} à l’ordre du jour, pour "
         f"{write_minutes(dossier.available_minutes)}."),
        (over, f"L’ordre du jour prévoit {write_minutes(dossier.planned_minutes)}, la réunion "
         f"dure {write_minutes(dossier.available_minutes)}."),
        (bool(thin), f"Peu de minutes pour {_with_minutes(thin)}."),
    ) if said]  # fmt: skip
    return Finding(
        key=key_of(SLUG, "crowded", *_crowded_facts(dossier, many, over)),
        principle=TITLE,
        step=Step.AGENDA,
        fact=facts[0],
        detail=_share(dossier) if many else " ".join(facts[1:]),
        weighs_on=name_family(dossier) if concerns_family(dossier) else "chaque personne invitée",
        why=_LESS,
        acts=_ways_out(dossier, over),
    )


def _crowded_facts(dossier: Dossier, many: bool, over: bool) -> list[str]:
    facts = [f"p{item.id}" for item in dossier.kept_items] if many else []
    facts += [f"{dossier.planned_minutes}x{dossier.available_minutes}"] if over else []
    return sorted(facts) + sorted(f"t{item.id}x{item.minutes}" for item in _thin(dossier))


def _thin(dossier: Dossier) -> list[AgendaItem]:
    """Points à comprendre or à décider whose minutes are given, and few."""
    return [
        item
        for item in dossier.kept_items
        if item.kind is not ItemKind.INFORM and 0 < item.minutes < LEAST_MINUTES
    ]


def _with_minutes(items: list[AgendaItem]) -> str:
    named = [f"{quote(item.title)} ({write_minutes(item.minutes)})" for item in items[:MOST_ACTS]]
    if len(items) > MOST_ACTS:
        named.append(f"{write_count(len(items) - MOST_ACTS, 'autre point', 'autres points')}")
    return join_words(named)


def _share(dossier: Dossier) -> str:
    """What is left for a point, once the other times are kept if there are any."""
    frame = dossier.opening_minutes + dossier.words_minutes + dossier.rereading_minutes
    minutes = max(dossier.available_minutes - frame, 0) // len(dossier.kept_items)
    left = f"{minutes}{NBSP}{'minute' if minutes == 1 else 'minutes'} par point."
    if not frame:
        return f"Cela fait {left}"
    kept = "Une fois gardés l’accueil, les mots et la relecture"
    return f"{kept}, il reste {left}" if minutes else f"{kept}, il ne reste rien par point."


def _ways_out(dossier: Dossier, over: bool) -> tuple[Act, ...]:
    acts = []
    if propose_moves(dossier):
        acts.append(Act("Voir ce qui peut se traiter ailleurs", Step.AGENDA, anchors.MOVES))
    if over:
        acts.append(Act("Prévoir une réunion plus longue", Step.SLOT, anchors.ADD_SLOT))
    point = (_thin(dossier) or dossier.kept_items)[-1]
    acts.append(Act("Revoir les minutes", Step.AGENDA, anchors.item(point.id)))
    return tuple(acts)


def _no_time_for_words(dossier: Dossier) -> Finding | None:
    missing = []
    if dossier.words_minutes <= 0:
        missing.append("pour expliquer les mots")
    if dossier.rereading_minutes <= 0:
        missing.append("pour relire ensemble")
    if not missing:
        return None
    return Finding(
        key=key_of(SLUG, "no_time", int(dossier.words_minutes <= 0), len(missing)),
        principle=TITLE,
        step=Step.AGENDA,
        fact=f"Aucune minute n’est gardée {join_words(missing, last='ni')}.",
        weighs_on=name_family(dossier) if concerns_family(dossier) else "chaque personne invitée",
        why=_LESS,
        acts=(Act("Garder ce temps", Step.AGENDA, anchors.TIMES),),
    )
