"""What the site itself keeps of those who come, of no use after a while: nothing anybody wrote."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction

from intermetiers.web.models import FormReceipt, JournalEntry, WrongTry
from meetings.domain.retention import BY_KIND, Kept
from meetings.models import ReceivedReply
from partners.models import MemberInvitation

FORMS_KEPT = timedelta(days=30)
TRIES_KEPT = timedelta(days=1)
UNKNOWN_REPLIES_KEPT = timedelta(days=30)
SITE_JOURNAL_KEPT = timedelta(days=BY_KIND[Kept.JOURNAL].days)
OLD_INVITATIONS_KEPT = timedelta(days=30)


def sweep_site(*, now: datetime) -> None:
    """Erase what the site itself kept: sessions over, forms received, wrong tries, old invitations."""
    with transaction.atomic():
        Session.objects.filter(expire_date__lt=now).delete()
        alive = Session.objects.values("session_key")
        UserSession.objects.exclude(session_key__in=alive).delete()
        FormReceipt.objects.filter(at__lt=now - FORMS_KEPT).delete()
        WrongTry.objects.filter(at__lt=now - TRIES_KEPT).delete()
        AccessAttempt.objects.filter(attempt_time__lt=now - TRIES_KEPT).delete()
        old = ReceivedReply.objects.filter(meeting=None, received_at__lt=now - UNKNOWN_REPLIES_KEPT)
        old.delete()
        JournalEntry.objects.filter(scope=None).forget_before(now - SITE_JOURNAL_KEPT)
        MemberInvitation.objects.filter(expires_at__lt=now - OLD_INVITATIONS_KEPT).delete()
