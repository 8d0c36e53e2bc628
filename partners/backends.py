"""Who a session belongs to: the account, with what it may do in the team it shows."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Subquery

from partners.factors import factors_of
from partners.models import Account, Membership, Team

SHOWN_ROLE = "shown_role"
OWES = "owes_second_factor"


class WithRole:
    """Reads the account, its role and what it still owes in one query, at each request: a role taken
    away holds at once."""

    def get_user(self, user_id: Any) -> Account | None:
        shown = Membership.objects.filter(account=OuterRef("pk"), team=OuterRef("current_team"))
        asking = Team.objects.filter(pk=OuterRef("current_team"), second_factor_since__isnull=False)
        accounts = Account.objects.annotate(
            **{
                SHOWN_ROLE: Subquery(shown.values("role")),
                OWES: Exists(asking) & ~Exists(factors_of(OuterRef("pk"))),
            }
        )
        return accounts.filter(pk=user_id, is_active=True).first()


class PasswordBackend(WithRole, ModelBackend):
    """Django’s own, address and password."""
