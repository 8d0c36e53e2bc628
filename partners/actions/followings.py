"""Who follows a pupil, since when and until when."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Coalesce, Greatest

from partners.actions.cards import keep, locked
from partners.models import Account, Following, Professional, Pupil


def follow(
    pupil: Pupil,
    professional: Professional,
    *,
    since: date | None = None,
    by: Account,
    now: datetime,
) -> Following:
    """This person follows the pupil from now on. Done twice, the first following stands.

    `since` is the first day, None when nobody remembers it. Both cards are of one team.
    """
    with transaction.atomic():
        following, added = Following.objects.get_or_create(
            pupil=pupil, professional=professional, until=None, defaults={"since": since}
        )
        if added:
            keep("added", following, by=by, now=now)
        return following


def follow_several(
    pupils: Iterable[Pupil],
    professional: Professional,
    *,
    since: date | None = None,
    by: Account,
    now: datetime,
) -> None:
    """The same for many pupils at once: all of them or none."""
    with transaction.atomic():
        for pupil in pupils:
            follow(pupil, professional, since=since, by=by, now=now)


def end_following(following: Following, *, until: date, by: Account, now: datetime) -> None:
    """This person follows the pupil no more; the past is kept. Done twice, the first day stands."""
    with transaction.atomic():
        row = _locked(following)
        if row.until is None:
            row.until = until
            row.save(update_fields=["until"])
            keep("ended", row, by=by, now=now)


def erase_following(following: Following, *, by: Account, now: datetime) -> None:
    """It was noted by mistake: nothing of it is kept but the line of the journal."""
    with transaction.atomic():
        row = _locked(following)
        keep("erased", row, by=by, now=now)
        row.delete()


def leave(professional: Professional, *, since: date, by: Account, now: datetime) -> None:
    """This person is gone since that day: the card is put away, and follows no pupil any more.

    The meetings where this person has a seat stay as they are. Done twice, the first day stands.
    """
    with transaction.atomic():
        card = locked(professional)
        if card.archived_at is not None:
            return
        card.archived_at = now
        card.save(update_fields=["archived_at"])
        ended = card.followings.filter(until=None)
        count = ended.update(until=Greatest(Coalesce("since", since), since))
        keep("left", card, by=by, now=now, followings=count)


def _locked(following: Following) -> Following:
    """The following read again and held; raises DoesNotExist when it was erased meanwhile."""
    return Following.objects.select_for_update(of=("self",)).get(pk=following.pk)
