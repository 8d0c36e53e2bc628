"""What one can do to the address book: one act per function, one transaction, one journal line."""

from partners.actions.accounts import (
    NewAccount,
    change_password,
    change_team,
    introduce_oneself,
    open_account,
    show_team,
)
from partners.actions.calendars import (
    ReadCalendar,
    forget_calendar,
    keep_calendar,
)
from partners.actions.cards import (
    add_institution,
    add_professional,
    add_pupil,
    add_room,
    archive_card,
    bring_back_card,
    change_card,
)
from partners.actions.exports import export_list
from partners.actions.families import (
    add_family_member,
    change_relative,
    forget_secret_address,
    keep_secret_address,
    remove_family_member,
    reveal_address,
)
from partners.actions.followings import (
    end_following,
    erase_following,
    follow,
    follow_several,
    leave,
)
from partners.actions.importing import (
    abandon_import,
    answer_likely,
    begin_import,
    say_columns,
    write_import,
)
from partners.actions.languages import say_reread, take_back_reread
from partners.actions.members import (
    MembershipRefusedError,
    change_role,
    end_membership,
    invite_member,
    withdraw_member_invitation,
)
from partners.actions.merging import (
    CannotMergeError,
    merge_cards,
    tell_apart,
)
from partners.actions.own_entries import (
    add_entry,
    adopt_metier,
    remove_entry,
    reset_entry,
    write_entry,
)
from partners.actions.schooling import (
    ClassMove,
    Move,
    NotThereError,
    Placement,
    StandingYearError,
    add_schooling,
    change_schooling,
    move_pupils,
    open_school_year,
    remove_schooling,
)
from partners.actions.weeks import keep_week

__all__ = [
    "CannotMergeError",
    "ClassMove",
    "MembershipRefusedError",
    "Move",
    "NewAccount",
    "NotThereError",
    "Placement",
    "ReadCalendar",
    "StandingYearError",
    "abandon_import",
    "add_entry",
    "add_family_member",
    "add_institution",
    "add_professional",
    "add_pupil",
    "add_room",
    "add_schooling",
    "adopt_metier",
    "answer_likely",
    "archive_card",
    "begin_import",
    "bring_back_card",
    "change_card",
    "change_password",
    "change_relative",
    "change_role",
    "change_schooling",
    "change_team",
    "end_following",
    "end_membership",
    "erase_following",
    "export_list",
    "follow",
    "follow_several",
    "forget_calendar",
    "forget_secret_address",
    "introduce_oneself",
    "invite_member",
    "keep_calendar",
    "keep_secret_address",
    "keep_week",
    "leave",
    "merge_cards",
    "move_pupils",
    "open_account",
    "open_school_year",
    "remove_entry",
    "remove_family_member",
    "remove_schooling",
    "reset_entry",
    "reveal_address",
    "say_columns",
    "say_reread",
    "show_team",
    "take_back_reread",
    "tell_apart",
    "withdraw_member_invitation",
    "write_entry",
    "write_import",
]
