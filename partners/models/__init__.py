"""Who is who: teams and accounts, institutions and professionals, pupils and families."""

from partners.models.accounts import Account, Membership, Team
from partners.models.families import FamilyMember, Pupil
from partners.models.professionals import Institution, Professional

__all__ = [
    "Account",
    "FamilyMember",
    "Institution",
    "Membership",
    "Professional",
    "Pupil",
    "Team",
]
