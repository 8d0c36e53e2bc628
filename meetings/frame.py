"""What stands around every page of a meeting: the path on the left, the table and the points
d’attention on the right. Computed from the dossier, without a query."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from intermetiers.web.french import start_sentence
from meetings.domain import legal, principles
from meetings.domain.dossier import Dossier
from meetings.domain.findings import Finding
from meetings.domain.kinds import MeetingKind, Step, StepState
from meetings.domain.progress import lacks, next_step, steps
from meetings.domain.seating import table_of
from meetings.dossier import read_dossier
from meetings.models import Meeting

STEP_LABELS = {
    Step.PROBLEM: "Le problème commun",
    Step.GUESTS: "Les invités",
    Step.PLACE: "Le lieu",
    Step.SLOT: "Le créneau",
    Step.AGENDA: "L’ordre du jour",
    Step.INFORMATION: "Les informations d’avant",
}
# The pages of « Prévenir », by name, in the order one goes through them.
ANNOUNCING = {
    "briefs": "Ce que lira chacun",
    "control": "Le contrôle avant envoi",
    "equality": "Qui a quoi",
    "viewpoints": "Les points de vue",
    "invitations": "La date dans les agendas",
}
# Those of « Se réunir », beside the meeting itself.
HOLDING = {"screens": "L’écran partagé"}
# Those of « Tenir parole », once the meeting is opened.
FOLLOWING = {
    "sheet": "La fiche de réunion",
    "rereading": "La relecture par la famille",
    "versions": "Envoyer la fiche",
    "sections": "Le texte pour le GEVA-Sco",
    "decisions": "Les décisions",
    "situation": "Lire la situation",
}


@dataclass(frozen=True, slots=True)
class PathStep:
    label: str
    url: str
    state: StepState
    current: bool
    note: str


@dataclass(frozen=True, slots=True)
class Moment:
    label: str
    summary: str
    state: str
    url: str
    steps: tuple[PathStep, ...] = ()
    # A label, an address, whether one is there.
    links: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The path of a meeting, as the left column draws it."""

    context: str
    title: str
    url: str
    here: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding, and the addresses where its acts are done: a label and an address each."""

    finding: Finding
    links: tuple[tuple[str, str], ...]


def today() -> date:
    """The day it is for the team; read here so that nothing below reads a clock."""
    return timezone.localdate()


def week_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def step_url(dossier: Dossier, step: Step, anchor: str = "") -> str:
    url = reverse(f"meetings:{step.value}", args=[dossier.reference])
    return f"{url}#{anchor}" if anchor else url


def path_of(dossier: Dossier, findings: tuple[Finding, ...], *, current: str = "") -> Path:
    """The four moments; `current` is a step's value or a moment's name."""
    entries = tuple(
        PathStep(
            label=STEP_LABELS[progress.step],
            url=step_url(dossier, progress.step),
            state=progress.state,
            current=progress.step.value == current,
            note=progress.note,
        )
        for progress in steps(dossier, findings)
    )
    announcing = "current" if current in ANNOUNCING else "ahead"
    preparing = "current" if current not in {*ANNOUNCING, *HOLDING, *FOLLOWING} else "ahead"
    return Path(
        context=context_line(dossier),
        title=dossier.title,
        url=reverse("meetings:path", args=[dossier.reference]),
        here=_here(current),
        moments=(
            Moment("Préparer", "", preparing, "", entries),
            Moment(
                "Prévenir",
                "",
                announcing,
                _page("briefs", dossier),
                links=tuple(
                    (label, _page(name, dossier), name == current)
                    for name, label in ANNOUNCING.items()
                ),
            ),
            _holding(dossier, current),
            _following(dossier, current),
        ),
    )


def _holding(dossier: Dossier, current: str) -> Moment:
    """*Se réunir*: the meeting itself, its screen, and the sheet to take there before it opens."""
    labels = {"live": hold_label(dossier)} | HOLDING
    if dossier.opened_on is None:
        labels["sheet"] = "La fiche à emporter"
    links = tuple((label, _page(name, dossier), name == current) for name, label in labels.items())
    here = "current" if current in labels else "ahead"
    return Moment("Se réunir", "", here, _page("live", dossier), links=links)


def _following(dossier: Dossier, current: str) -> Moment:
    """*Tenir parole*: what the meeting leaves, from the moment it is opened."""
    if dossier.opened_on is None:
        return Moment("Tenir parole", "La fiche s’écrit pendant la réunion.", "ahead", "")
    links = tuple(
        (label, _page(name, dossier), name == current)
        for name, label in FOLLOWING.items()
        if name != "sections" or dossier.kind is MeetingKind.ESS
    )
    here = "current" if current in FOLLOWING else "ahead"
    return Moment("Tenir parole", "", here, _page("sheet", dossier), links=links)


def hold_label(dossier: Dossier) -> str:
    """What the button to the meeting itself says."""
    if dossier.closed_on:
        return "Revoir la réunion"
    return "Reprendre la réunion" if dossier.opened_on else "Ouvrir la réunion"


def _page(name: str, dossier: Dossier) -> str:
    return reverse(f"meetings:{name}", args=[dossier.reference])


def _here(current: str) -> str:
    """Where one is, for the folded path of a phone."""
    if current in set(Step):
        rank = list(Step).index(Step(current)) + 1
        return f"Préparer, {rank} sur {len(Step)} : {STEP_LABELS[Step(current)]}"
    if current in ANNOUNCING:
        return f"Prévenir\u00a0: {ANNOUNCING[current].lower()}"
    if current in HOLDING:
        return f"Se réunir\u00a0: {HOLDING[current].lower()}"
    return FOLLOWING.get(current, "Le chemin")


def context_line(dossier: Dossier) -> str:
    """« ESS · CE2 · École Jean-Moulin »."""
    parts = [kind_of(dossier), dossier.pupil.class_name, dossier.pupil.school]
    return " · ".join(part for part in parts if part)


def kind_of(dossier: Dossier) -> str:
    """The kind in a word or two: « ESS », « Équipe éducative », or what the coordinator wrote."""
    if dossier.kind is MeetingKind.OTHER:
        return start_sentence(dossier.kind_label)
    return start_sentence(legal.facts_of(dossier.kind).short)


def finding_card(finding: Finding, dossier: Dossier) -> FindingCard:
    back = step_url(dossier, finding.step)
    words = (
        (f"Expliquer {word}", explain_url("word_add", mot=word, retour=back))
        for word in finding.unexplained
    )
    metiers = (
        (f"Expliquer «\u00a0{said}\u00a0»", explain_url("metier_adopt", dit=said, retour=back))
        for said in finding.unnamed
    )
    acts = ((act.label, step_url(dossier, act.step, act.anchor)) for act in finding.acts)
    return FindingCard(finding=finding, links=(*words, *metiers, *acts))


def explain_url(page: str, **asked: str) -> str:
    """Where the team adds to its catalogue; `retour` is where it comes back to."""
    return f"{reverse(f'partners:{page}')}?{urlencode(asked)}"


def frame(dossier: Dossier, day: date, *, current: str) -> dict[str, Any]:
    """The context every page of a meeting shares. On a step, the findings of that step."""
    step = Step(current) if current in set(Step) else None
    review = principles.review(dossier, day)
    cards = [
        finding_card(finding, dossier)
        for finding in review.standing
        if step is None or finding.step is step
    ]
    asides = [
        (finding, aside)
        for finding, aside in review.put_aside
        if step is None or finding.step is step
    ]
    path = path_of(dossier, review.standing, current=current)
    return {
        "nav": "meetings",
        "dossier": dossier,
        "path": path,
        "next_step": _hold_link(dossier, day)
        or _next_link(dossier, path, next_step(dossier, review.standing)),
        "table": table_of(dossier),
        "findings": cards,
        "asides": asides,
        "current": current,
        "lacks": lacks(dossier, review.standing),
        "set_aside_url": reverse("meetings:set_aside", args=[dossier.reference]),
        "take_up_url": reverse("meetings:take_up", args=[dossier.reference]),
    }


def _onward(dossier: Dossier, step: Step) -> tuple[str, str]:
    """The page after this step, in the order of the path: its name and address."""
    rank = list(Step).index(step) + 1
    if rank == len(Step):
        return "le brief de la famille", reverse("meetings:briefs", args=[dossier.reference])
    after = list(Step)[rank]
    return _in_a_sentence(after), step_url(dossier, after)


def _hold_link(dossier: Dossier, day: date) -> tuple[str, str] | None:
    """To the meeting itself from its day on; to its fiche once it is closed."""
    if dossier.cancelled_on:
        return None
    if dossier.closed_on:
        return "Lire la fiche de réunion", _page("sheet", dossier)
    slot = dossier.chosen_slot
    if dossier.opened_on or (slot and slot.starts_at.date() <= day):
        return hold_label(dossier), _page("live", dossier)
    return None


def _next_link(dossier: Dossier, path: Path, step: Step | None) -> tuple[str, str] | None:
    """What to do now: the words of its button and its address. None when all is prepared."""
    if step is None:
        return None
    begun = any(entry.state is not StepState.TO_DO for entry in path.moments[0].steps)
    words = f"Continuer\u00a0: {_in_a_sentence(step)}"
    if not begun:
        words = f"Commencer par {_in_a_sentence(step)}"
    return words, step_url(dossier, step)


def _in_a_sentence(step: Step) -> str:
    label = STEP_LABELS[step]
    return label[:1].lower() + label[1:]


def show_step(
    request: HttpRequest,
    meeting: Meeting,
    step: Step,
    context: dict[str, Any],
    *,
    refused: bool = False,
) -> HttpResponse:
    """The page of a step, from the meeting as it stands now; `context` wins over the frame.

    With `refused` (a form holds errors) the page answers 422: a browser shows it, and htmx is
    told to swap the middle whole, so that the error and everything typed are seen.
    """
    dossier = context.get("dossier") or read_dossier(meeting)
    page = frame(dossier, today(), current=step.value)
    page |= {"meeting": meeting, "onward": _onward(dossier, step)} | context
    template = f"meetings/preparing/{step.value}.html"
    response = render(request, template, page, status=422 if refused else 200)
    if refused and request.headers.get("HX-Request"):
        response["HX-Retarget"] = "#step"
        response["HX-Reselect"] = "#step"
        response["HX-Reswap"] = "outerHTML show:top"
    return response
