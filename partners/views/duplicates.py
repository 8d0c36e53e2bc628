"""Cards that may be one: likely pairs, two cards side by side, one card made of two."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import posted
from intermetiers.web.french import NBSP
from intermetiers.web.lists import words_asked
from partners import actions
from partners.domain.likeness import Identity, doubles
from partners.forms.merging import MergeForm
from partners.http import SignedRequest, team_catalogue
from partners.models import DistinctCards, MergedCard, Pupil
from partners.views.merging_words import KINDS, Kind, tell, what_follows

PER_PAGE = 20
FOUND = 20
NAV = {"nav": "people"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards that may be one, and what tells each."""

    one: Any
    other: Any

    @property
    def lines(self) -> list[str]:
        return [_line(self.one), _line(self.other)]


@require_GET
def pairs(request: SignedRequest) -> HttpResponse:
    """The likely pairs of one kind of card, those already told apart left out."""
    kind = KINDS.get(request.GET.get("sorte", ""), KINDS["personnes"])
    likely = _likely_pairs(request, kind)
    page = Paginator(likely, PER_PAGE).get_page(request.GET.get("page"))
    shown = {key for pair in page for key in pair}
    cards = _cards(request, kind).in_bulk(list(shown))
    found = [
        Pair(cards[one], cards[other]) for one, other in page if one in cards and other in cards
    ]
    context = {"page": page, "pairs": found, "kind": kind, "kinds": KINDS.values()}
    return render(request, "partners/duplicates.html", NAV | context)


def _line(card: Any) -> str:
    return " · ".join(words for words in (str(card), tell(card)) if words)


def _likely_pairs(request: SignedRequest, kind: Kind) -> list[tuple[int, int]]:
    told = DistinctCards.objects.visible_to(request.user).filter(model=kind.model_name)
    apart = set(told.values_list("low_pk", "high_pk"))
    rows = kind.model.objects.visible_to(request.user).active().order_by("pk")
    identities = [kind.identity(*values) for values in rows.values_list(*kind.told_by)]
    keys = (
        (one.key, other.key) for one, other in doubles(identities) if _may_be_one(one, other, kind)
    )
    return [pair for pair in keys if pair not in apart]


def _may_be_one(one: Identity, other: Identity, kind: Kind) -> bool:
    """A school of the same name in another town is another school."""
    return (
        not kind.clue_must_agree or not one.clue or not other.clue or one.told_by == other.told_by
    )


@require_http_methods(["GET", "POST"])
def merge(request: SignedRequest, sorte: str, one: int, other: int) -> HttpResponse:
    """Two cards side by side; `one` stays, `other` goes."""
    kind = _kind(sorte)
    if _already_merged(request, kind, kept=one, absorbed=other):
        return redirect(kind.page, one)
    kept, absorbed = _both(request, kind, one, other)
    form = MergeForm(posted(request), kept=kept, absorbed=absorbed)
    refused = ""
    if form.is_bound and form.is_valid():
        try:
            actions.merge_cards(
                kept, absorbed, taken=form.taken(), by=request.user, now=timezone.now()
            )
        except actions.CannotMergeError as refusal:
            refused = str(refusal)
        else:
            messages.success(request, "Les deux fiches n’en font plus qu’une.")
            return redirect(kind.page, one)
    context = {
        "kind": kind,
        "form": form,
        "refused": refused,
        "kept": kept,
        "absorbed": absorbed,
        "kept_told": tell(kept),
        "absorbed_told": tell(absorbed),
        "follows": what_follows(absorbed),
    }
    status = 422 if form.is_bound else 200
    return render(request, "partners/merge.html", NAV | context, status=status)


@require_POST
def distinct(request: SignedRequest, sorte: str, one: int, other: int) -> HttpResponse:
    """« Ce sont deux personnes » : the pair is not asked about again."""
    kind = _kind(sorte)
    first, second = _both(request, kind, one, other)
    actions.tell_apart(first, second, by=request.user, now=timezone.now())
    messages.success(request, f"C’est noté{NBSP}: ces deux fiches restent deux.")
    response = redirect("partners:duplicates")
    response["Location"] += f"?sorte={kind.slug}"
    return response


@require_GET
def search(request: SignedRequest, sorte: str, one: int) -> HttpResponse:
    """The card this one is to be merged with, looked for by its name."""
    kind = _kind(sorte)
    card = get_object_or_404(_cards(request, kind), pk=one)
    words = words_asked(request)
    catalogue = () if kind.model is Pupil else (team_catalogue(request),)
    matching = _cards(request, kind).matching(words, *catalogue).exclude(pk=one)
    found = list(matching[: FOUND + 1]) if words else []
    context = {
        "kind": kind,
        "card": card,
        "words": words,
        "found": [(other, tell(other)) for other in found[:FOUND]],
        "more": len(found) > FOUND,
    }
    return render(request, "partners/merge_search.html", NAV | context)


def _kind(sorte: str) -> Kind:
    try:
        return KINDS[sorte]
    except KeyError as error:
        raise Http404 from error


def _cards(request: SignedRequest, kind: Kind) -> Any:
    cards = kind.model.objects.visible_to(request.user).for_list()
    return cards.select_related(*kind.related)


def _both(request: SignedRequest, kind: Kind, one: int, other: int) -> tuple[Any, Any]:
    """The two cards of the team, or 404; a card is never merged with itself."""
    # Not in_bulk: a number in an address may be longer than SQLite can hold.
    found = _cards(request, kind).filter(Q(pk=one) | Q(pk=other))
    cards = {card.pk: card for card in found}
    if len(cards) != 2:
        raise Http404
    return cards[one], cards[other]


def _already_merged(request: SignedRequest, kind: Kind, *, kept: int, absorbed: int) -> bool:
    """Whether the button was pressed twice, or an old page opened again."""
    done = MergedCard.objects.visible_to(request.user).filter(model=kind.model_name)
    return done.filter(kept_pk=kept, old_pk=absorbed).exists()
