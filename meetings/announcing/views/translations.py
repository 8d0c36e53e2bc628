"""What a coordinator types, or has typed, of the French words of a brief in another language."""

from dataclasses import dataclass, replace
from difflib import get_close_matches

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import EditConflict, posted, show_conflict
from intermetiers.web.french import start_sentence
from meetings.access import get_meeting
from meetings.announcing.actions.translations import Typed, write_translations
from meetings.announcing.forms import TranslationsForm
from meetings.announcing.pages import usual_of
from meetings.domain.attendance import called
from meetings.domain.brief import Brief, compose_brief
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.languages import Language
from meetings.domain.readers import receives_nothing
from meetings.domain.translating import fingerprint_of, typed_texts
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.models import Meeting, Translation
from partners.domain.families import Interpreting
from partners.http import SignedRequest
from partners.models.families import Language as OfCards

ALIKE = 0.5  # how near an older French text must be for its translation to be of help
BOOKED = {
    Interpreting.FOUND: "interprète trouvé",
    Interpreting.NEEDED: "interprète à trouver",
    Interpreting.NONE: "pas besoin d’interprète",
    Interpreting.UNKNOWN: "on ne sait pas encore s’il faut un interprète",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A French text, its field, and the translation of what it was before, if it was near."""

    french: str
    field: BoundField
    is_long: bool
    before: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads this language, and whether an interpreter is booked."""

    who: str
    booked: str


@require_http_methods(["GET", "POST"])
def translations(request: SignedRequest, reference: str, language: str) -> HttpResponse:
    meeting, spoken = get_meeting(request, reference), _known(language)
    dossier = read_dossier(meeting)
    readers = _readers(dossier, spoken)
    texts = _texts(dossier, readers, spoken)
    rows = list(Translation.objects.filter(meeting=meeting, language=spoken.value))
    told = {row.fingerprint: row.text for row in rows}
    form = TranslationsForm(posted(request), texts=texts, language=spoken, initial=told)
    if form.is_bound and _saved(form, meeting, texts, spoken, request):
        messages.success(request, "Les traductions sont enregistrées.")
        return redirect("meetings:translations", reference, spoken.value)
    old = {row.original: row.text for row in rows if row.fingerprint not in texts}
    page = frame(dossier, today(), current="briefs") | {
        "form": form,
        "spoken": spoken,
        "language_name": OfCards(spoken.value).label,
        "lines": [_line(form[key], french, old, told) for key, french in texts.items()],
        "missing": len(texts.keys() - told.keys()),
        "readers": [Reader(start_sentence(called(p)), BOOKED[p.interpreter]) for p in readers],
        "guests_url": reverse("meetings:guests", args=[reference]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/announcing/translations.html", page, status=status)


def _known(language: str) -> Language:
    """A language other than French, which has nothing to translate."""
    if language not in set(Language) or Language(language).is_french:
        raise Http404
    return Language(language)


def _readers(dossier: Dossier, language: Language) -> list[Participant]:
    """Those whose card names this language."""
    return [
        person
        for person in dossier.participants
        if usual_of(dossier, person.id) is language and not receives_nothing(person)
    ]


def _texts(dossier: Dossier, readers: list[Participant], language: Language) -> dict[str, str]:
    """Every French text their briefs show, by fingerprint; of the whole family if nobody reads
    this language yet."""
    people = readers or [p for p in dossier.guardians if not receives_nothing(p)]
    shown = (compose_brief(dossier, person.id, today(), language=language) for person in people)
    return {fingerprint_of(french): french for brief in shown for french in _to_translate(brief)}


def _to_translate(brief: Brief) -> tuple[str, ...]:
    """The content first, then how to come. The name and the address of a place stay as one finds
    them on a wall and on a map."""
    where = brief.where
    way = (where.transport, where.waiting) if where else ()
    return (*typed_texts(replace(brief, where=None)), *typed_texts(way))


def _saved(
    form: TranslationsForm,
    meeting: Meeting,
    texts: dict[str, str],
    language: Language,
    request: SignedRequest,
) -> bool:
    if not form.is_valid():
        return False
    seen, wanted = form.seen(), form.cleaned_data
    typed = [Typed(french, seen[key] or "", wanted[key]) for key, french in texts.items()]
    try:
        write_translations(meeting, language, typed, by=request.user, now=timezone.now())
    except EditConflict as conflict:
        show_conflict(form, conflict)
        return False
    return True


def _line(field: BoundField, french: str, old: dict[str, str], told: dict[str, str]) -> Line:
    near = [] if field.name in told else get_close_matches(french, old, n=1, cutoff=ALIKE)
    is_long = field.label != french
    return Line(french, field, is_long, old[near[0]] if near else "")
