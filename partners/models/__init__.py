"""Who is who: teams and accounts, institutions and professionals, pupils and families."""

from partners.models.accounts import (
    Account,
    MemberInvitation,
    Membership,
    ProviderIdentity,
    Team,
    TeamRole,
)
from partners.models.calendars import BusyTime, Calendar
from partners.models.families import FamilyMember, SecretAddress
from partners.models.imports import ColumnMemory, ImportDraft
from partners.models.institutions import Institution, Room
from partners.models.languages import RereadLanguage
from partners.models.merging import DistinctCards, MergedCard
from partners.models.own_entries import OwnEntry, catalogue_of
from partners.models.professionals import Following, Professional
from partners.models.pupils import Pupil, Schooling

__all__ = [
    "Account",
    "BusyTime",
    "Calendar",
    "ColumnMemory",
    "DistinctCards",
    "FamilyMember",
    "Following",
    "ImportDraft",
    "Institution",
    "MemberInvitation",
    "Membership",
    "MergedCard",
    "OwnEntry",
    "Professional",
    "ProviderIdentity",
    "Pupil",
    "RereadLanguage",
    "Room",
    "Schooling",
    "SecretAddress",
    "Team",
    "TeamRole",
    "catalogue_of",
]
