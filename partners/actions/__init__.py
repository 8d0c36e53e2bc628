"""What one can do to the address book: one act per function, one transaction, one journal line."""

from partners.actions.accounts import (
    NewAccount,
    change_password,
    introduce_oneself,
    open_account,
    show_team,
)
from partners.actions.cards import (
    add_family_member,
    add_institution,
    add_professional,
    add_pupil,
    archive_card,
    bring_back_card,
    change_card,
    remove_family_member,
)

__all__ = [
    "NewAccount",
    "add_family_member",
    "add_institution",
    "add_professional",
    "add_pupil",
    "archive_card",
    "bring_back_card",
    "change_card",
    "change_password",
    "introduce_oneself",
    "open_account",
    "remove_family_member",
    "show_team",
]
