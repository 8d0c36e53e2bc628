"""The languages of what guests read, and who re-read our texts for this team."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.french import start_sentence
from partners import actions
from partners.forms.languages import RereadForm
from partners.http import SignedRequest, team_of
from partners.models import RereadLanguage, Team
from partners.models.families import Language

# The texts are written in French; every other one is a translation somebody must re-read.
OTHERS = tuple(code for code in Language if code not in {Language.FRENCH, Language.OTHER})


@dataclass(frozen=True, slots=True)
class Text:
    """Our texts in one language; `reread` is None until somebody read them."""

    code: str
    name: str
    reread: RereadLanguage | None
    form: RereadForm


@require_GET
def languages(request: SignedRequest) -> HttpResponse:
    return _show(request, team_of(request))


@require_POST
def say_reread(request: SignedRequest, language: str) -> HttpResponse:
    team, known = team_of(request), _known(language)
    form = RereadForm(request.POST, language=known)
    if not form.is_valid():
        return _show(request, team, refused={known: form})
    read_by = form.cleaned_data["read_by"]
    actions.say_reread(team, known, read_by=read_by, by=request.user, now=timezone.now())
    messages.success(request, f"C’est noté\u00a0: {known.label}, relu par {read_by}.")
    return redirect("partners:languages")


@require_POST
def take_back(request: SignedRequest, language: str) -> HttpResponse:
    team, known = team_of(request), _known(language)
    actions.take_back_reread(team, known, by=request.user, now=timezone.now())
    messages.success(request, "C’est retiré\u00a0: la page dit de nouveau qu’elle n’est pas relue.")
    return redirect("partners:languages")


def _known(code: str) -> Language:
    if code not in OTHERS:
        raise Http404
    return Language(code)


def _show(
    request: SignedRequest, team: Team, *, refused: dict[Language, RereadForm] | None = None
) -> HttpResponse:
    refused = refused or {}
    reread = {row.language: row for row in team.reread_languages.all()}
    texts = [
        Text(
            code=code.value,
            name=start_sentence(code.label),
            reread=reread.get(code),
            form=refused.get(code) or RereadForm(language=code),
        )
        for code in OTHERS
    ]
    context = {"nav": "", "texts": texts, "refused": next(iter(refused.values()), None)}
    status = 422 if refused else 200
    return render(request, "partners/languages.html", context, status=status)
