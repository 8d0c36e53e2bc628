"""Who a session belongs to: the account, with what it may do in the team it shows."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import OuterRef, Subquery

from partners.models import Account, Membership

SHOWN_ROLE = "shown_role"


class WithRole:
    """Reads the account and its role in one query, at each request: a role taken away holds at once."""

    def get_user(self, user_id: Any) -> Account | None:
        shown = Membership.objects.filter(account=OuterRef("pk"), team=OuterRef("current_team"))
        accounts = Account.objects.annotate(**{SHOWN_ROLE: Subquery(shown.values("role"))})
        return accounts.filter(pk=user_id, is_active=True).first()


class PasswordBackend(WithRole, ModelBackend):
    """Django’s own, address and password."""
