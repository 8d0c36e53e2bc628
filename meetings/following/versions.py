"""Reads the versions of a fiche, and keeps each of their files as it first left."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from intermetiers.web.french import write_day
from meetings.domain.dossier import Dossier
from meetings.domain.fiche import Fiche
from meetings.domain.kinds import Paper, Purpose
from meetings.domain.languages import Language
from meetings.domain.renumbered import Renumbering
from meetings.domain.versions import name_on_paper
from meetings.following.papers import Mark, render_paper
from meetings.frozen import fiche_in
from meetings.languages import usual_language
from meetings.models import FichePaper, FicheSending, FicheVersion, Participant, PrivateLink


def fiche_of_version(version: FicheVersion) -> Fiche:
    """The fiche as it was set down, with the numbers people and points have here."""
    fiche = fiche_in(version.content)
    return fiche if version.numbers is None else Renumbering.read(version.numbers).apply(fiche)


def last_given(participant: Participant) -> FicheSending | None:
    """What this person was given last, of the last version they were given. One query."""
    sendings = FicheSending.objects.filter(participant=participant).select_related(
        "version", "participant__family_member"
    )
    found: FicheSending | None = sendings.order_by("-version__number", "-sent_at", "-pk").first()
    return found


def language_of_file(sending: FicheSending, paper: Paper) -> Language:
    """That of whoever it is for, where we have our sentences in it; the others are in French."""
    if paper is not Paper.FAMILY or sending.participant is None:
        return Language.FR
    return usual_language(sending.participant)


def paper_of(sending: FicheSending, paper: Paper, dossier: Dossier, language: Language) -> bytes:
    """A file of what was given: byte for byte the one that was kept, else made the same way."""
    kept = _kept(sending.version, paper, _reader_key(sending), language)
    return kept if kept is not None else _made(sending, paper, dossier, language)


def whole_paper(version: FicheVersion) -> bytes:
    """The whole fiche of a version, for nobody in particular: the coordinator’s own."""
    kept = _kept(version, Paper.WHOLE, "", Language.FR)
    if kept is not None:
        return kept
    return render_paper(fiche_of_version(version), Paper.WHOLE, mark_of(version, ""))


def keep_papers(sendings: Iterable[FicheSending], dossier: Dossier, now: datetime) -> None:
    """Keep the files of what was just given, so that each is the same whenever it is asked.

    Made after the act that gives them: drawing takes a moment, and locks nobody out.
    """
    for sending in sendings:
        key, paper = _reader_key(sending), Paper(sending.paper)
        language = language_of_file(sending, paper)
        if _kept(sending.version, paper, key, language) is None:
            made = _made(sending, paper, dossier, language)
            FichePaper.objects.get_or_create(
                version=sending.version,
                paper=paper.value,
                reader=key,
                language=language.value,
                defaults={"content": made, "made_at": now},
            )


def keep_for_known(sendings: Iterable[FicheSending], dossier: Dossier, now: datetime) -> None:
    """The same, for those who passed the gate of a link once: they read without another sending.
    The files of the others are kept when they pass it."""
    passed = PrivateLink.objects.filter(
        participant__meeting=dossier.id, purpose=Purpose.FICHE.value, opened_at__isnull=False
    )
    known = set(passed.values_list("participant", flat=True))
    keep_papers([one for one in sendings if one.participant_id in known], dossier, now)


def mark_of(version: FicheVersion, for_whom: str) -> Mark:
    """What the foot of each page says of this version."""
    day = write_day(timezone.localtime(version.made_at).date(), weekday=False)
    return Mark(version.number, day, version.code, for_whom)


def for_whom(sending: FicheSending, dossier: Dossier) -> str:
    """« La mère, Samia Belkacem », « MDPH »."""
    person = dossier.by_id.get(sending.participant_id or 0)
    return name_on_paper(person, dossier) if person else sending.label


def _made(sending: FicheSending, paper: Paper, dossier: Dossier, language: Language) -> bytes:
    version = sending.version
    mark = mark_of(version, for_whom(sending, dossier))
    fiche, reader = fiche_of_version(version), sending.participant_id
    return render_paper(fiche, paper, mark, reader=reader, language=language)


def _reader_key(sending: FicheSending) -> str:
    """Whose file it is: somebody of the meeting, or a service, by its sending."""
    return f"p{sending.participant_id}" if sending.participant_id else f"s{sending.pk}"


def _kept(version: FicheVersion, paper: Paper, reader: str, language: Language) -> bytes | None:
    papers = FichePaper.objects.filter(version=version, paper=paper.value, reader=reader)
    content = papers.filter(language=language.value).values_list("content", flat=True).first()
    return None if content is None else bytes(content)
