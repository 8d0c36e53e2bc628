"""What a private link to a brief opens besides the brief, and what went wrong with one."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from intermetiers.web.french import typeset, write_day
from meetings.domain.gate import MOST_TRIES
from meetings.domain.kinds import Purpose
from meetings.models import Information, Meeting, PrivateLink

# What a link given by the coordinator is made for.
LINK, LETTER = "link", "letter"


def document_of(meeting: Meeting, information: int) -> Information | None:
    """A PDF to read before a point that is still on the agenda, once it is for everybody."""
    documents = Information.objects.filter(item__meeting=meeting, item__moved_to="")
    if meeting.brief_given_on:
        documents = documents.exclude(released_at=None)
    return documents.exclude(file="").filter(pk=information).first()


def troubles_of(meeting: Meeting) -> dict[int, tuple[str, ...]]:
    """By participant, what the coordinator must know of a link that serves no more: one query.

    Nothing once that person was given another since.
    """
    briefs = PrivateLink.objects.filter(purpose=Purpose.BRIEF.value)
    given_since = briefs.filter(
        participant=OuterRef("participant"), made_at__gt=OuterRef("made_at"), revoked_at=None
    )
    lost = briefs.filter(
        ~Q(not_me_at=None) | Q(tries__gte=MOST_TRIES, revoked_at=None),
        ~Exists(given_since),
        participant__meeting=meeting,
    )
    said = defaultdict(list)
    for link in lost.order_by("made_at", "pk"):
        said[link.participant_id].append(_trouble(link))
    return {person: tuple(dict.fromkeys(texts)) for person, texts in said.items()}


def _trouble(link: PrivateLink) -> str:
    if link.not_me_at:
        day = write_day(timezone.localtime(link.not_me_at).date())
        return typeset(
            f"Quelqu’un a dit que le lien n’est pas arrivé à la bonne personne, le {day}. Il ne "
            "s’ouvre plus : vérifiez l’adresse ou le numéro, puis donnez un autre lien."
        )
    day = write_day(timezone.localtime(link.tried_at).date()) if link.tried_at else ""
    return typeset(
        f"Cinq réponses fausses ont été données à la question du lien, le {day}. Il ne montre plus "
        "que la date et le lieu : appelez cette personne, et donnez-lui un autre lien."
    )
