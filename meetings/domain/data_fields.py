"""Of which kind each column of the database is. A test asks for the missing ones.

A column that leads to another row is not here: that row has its own line. What is `OF_NOBODY`
says nothing of anybody by itself (a number, a rank, a choice of the team).
"""

from collections.abc import Mapping

from meetings.domain.data_inventory import Data

PARTNERS: Mapping[str, Mapping[Data, str]] = {
    "Account": {Data.MEMBERS: "password last_login email name phone is_active organisation"},
    "ProviderIdentity": {Data.MEMBERS: "issuer subject linked_at"},
    "Membership": {Data.MEMBERS: "joined_at role"},
    "MemberInvitation": {
        Data.MEMBERS: "email role invited_at accepted_at withdrawn_at",
        Data.DOORS: "fingerprint expires_at",
    },
    "OwnEntry": {Data.MEMBERS: "changed_at"},
    "Institution": {Data.PROFESSIONALS: "phone week"},
    "Room": {Data.PROFESSIONALS: "key_holder note"},
    "Professional": {
        Data.PROFESSIONALS: "folded metier metier_other gender first_name last_name email phone "
        "liberal fee paid_hours availability weekdays remote_only week exceptions note archived_at"
    },
    "Following": {Data.HELP: "since until"},
    "Pupil": {
        Data.PUPIL: "folded first_name last_name born_on class_name archived_at",
        Data.HELP: "dispositif plan aesh_kind aesh_hours notified_until",
    },
    "Schooling": {Data.PUPIL: "year since class_name leaves", Data.HELP: "dispositif"},
    "FamilyMember": {
        Data.FAMILY: "folded relation gender first_name last_name parental_authority email phone "
        "postal_address address_is_secret reached_by reads_best reads_other speaks_best "
        "speaks_other interpreter",
        Data.LIFE: "may_receive lives_with_pupil work week exceptions childcare childcare_found "
        "needs living wishes",
    },
    "SecretAddress": {Data.SECRET: "address"},
    "Calendar": {Data.DATES: "read_at first_day last_day busy_count left_out"},
    "BusyTime": {Data.DATES: "starts_at ends_at"},
    "ImportDraft": {
        Data.IMPORTS: "file_name read_at sheets columns choices written_at report",
    },
    "RereadLanguage": {Data.MEMBERS: "read_by noted_at"},
    "DistinctCards": {Data.MEMBERS: "at"},
}

MEETINGS: Mapping[str, Mapping[Data, str]] = {
    "Meeting": {
        Data.MEETING: "folded class_name kind kind_other title problem period_start period_end "
        "pupil_place pupil_words companion_wish created_at brief_given_on viewpoints_shared_on "
        "cancelled_at cancel_reason"
    },
    "SetAside": {Data.MEETING: "reason at lifted_at"},
    "Participant": {
        Data.MEETING: "role label capacity reason support essential presence invited_at",
        Data.SAID: "viewpoint written",
    },
    "AgendaItem": {Data.MEETING: "title moved_to moved_note moved_at kept_reason kept_at added_at"},
    "Information": {Data.MEETING: "title due_on text file file_name given_at released_at added_at"},
    "AskingRound": {Data.MEETING: "opened_at others_asked_at closed_at"},
    "Asked": {Data.MEETING: "asked_at by_mail answered_at other_times reminded_at quiet_since"},
    "Booking": {Data.MEETING: "resource quarter"},
    "Contribution": {
        Data.SAID: "understands matters proposes questions face audience family_agreed_at source "
        "read_back_at said_at"
    },
    "Decision": {Data.DECIDED: "text who by_on seen written_at withdrawn_at"},
    "DecisionReport": {Data.DECIDED: "said note new_text new_by_on said_at source"},
    "DecisionReminder": {Data.DECIDED: "about sent_at"},
    "Rereading": {Data.DECIDED: "opened_at closed_at"},
    "RereadingNote": {Data.DECIDED: "said about text source said_at withdrawn_at"},
    "FicheVersion": {Data.DECIDED: "made_at changes content"},
    "FichePaper": {Data.DECIDED: "paper reader language content made_at"},
    "FicheSending": {
        Data.DECIDED: "label paper by_way sent_at read_at read_source",
        Data.DOORS: "opened_at",
    },
    "Handing": {Data.MEETING: "by_way handed_on language noted_at"},
    "ReadMark": {Data.MEETING: "said note source said_at"},
    "BriefReminder": {Data.MEETING: "sent_at"},
    "Translation": {Data.MEETING: "original text typed_at"},
    "Invitation": {
        Data.MEETING: "recipient addressee told_at starts_at ends_at place withdrawn_at reply "
        "replied_at comment"
    },
    "ReceivedReply": {Data.MEETING: "received_at sender reply comment state why_aside"},
    "DateChange": {Data.MEETING: "at was_start was_end starts_at ends_at reason"},
    "CalendarFeed": {Data.DOORS: "fingerprint made_at revoked_at"},
    "Transfer": {
        Data.JOURNAL: "number to_email word proposed_at answered_at new_number withdrawn_at",
        Data.DOORS: "fingerprint expires_at",
    },
    "ReceivedFile": {Data.PUPIL: "received_at team_name made_at"},
    "RetentionChoice": {Data.MEMBERS: "changed_at"},
    "Hold": {Data.PUPIL: "reason placed_at lifted_at"},
    "ErasedPupil": {Data.JOURNAL: "number erased_at why"},
    "SituationReading": {Data.OWN_NOTES: "marks saved_at"},
    "Observation": {Data.OWN_NOTES: "sheet title observed_on answers saved_at"},
    "PrivateLink": {
        Data.DOORS: "fingerprint made_at made_for code_fingerprint purpose expires_at revoked_at "
        "opened_at tries tried_at not_me_at"
    },
    "Holding": {
        Data.ROOM: "opened_at closed_at arrived left draft draft_at",
        Data.SHARES: "forgotten_at shares by_name",
    },
    "LiveAct": {Data.ROOM: "kind payload at device received_at"},
    "ScreenLink": {Data.DOORS: "fingerprint made_at expires_at revoked_at"},
    "Place": {Data.MEETING: "name address key_holder added_at"},
    "PlaceDistance": {Data.LIFE: "metres"},
    "PollImport": {Data.MEETING: "read_at draft written written_at undone_at"},
    "Slot": {Data.MEETING: "starts_at ends_at"},
    "SlotAnswer": {
        Data.MEETING: "answer unpaid note source answered_at earlier_answer earlier_source "
        "earlier_at"
    },
    "ToTell": {Data.MEETING: "told_at"},
    "VoiceKept": {Data.MEETING: "way note at"},
}

WEB: Mapping[str, Mapping[Data, str]] = {
    "JournalEntry": {Data.JOURNAL: "at scope act subject detail origin"},
    "OutgoingMail": {
        Data.MAILS: "about addressee recipient subject text html calendar created_at sent_at "
        "failed_at failure"
    },
    "WrongTry": {Data.DOORS: "door address at"},
    "FormReceipt": {Data.DOORS: "key at made_label made_pk"},
}

# Tables of the libraries we stand on, each whole.
LIBRARIES: Mapping[str, Data] = {
    "sessions.Session": Data.DOORS,
    "axes.AccessAttempt": Data.DOORS,
    "axes.AccessAttemptExpiration": Data.DOORS,
    "axes.AccessFailureLog": Data.DOORS,
    "axes.AccessLog": Data.DOORS,
    "mfa.Authenticator": Data.MEMBERS,
    "usersessions.UserSession": Data.MEMBERS,
    "account.EmailAddress": Data.MEMBERS,
    "account.EmailConfirmation": Data.MEMBERS,
}

OF_NOBODY: Mapping[str, str] = {
    "partners.Team": "name zone territory created_at organisation second_factor_since "
    "catalogue_version",
    "partners.OwnEntry": "kind code values",
    "partners.Institution": "folded name kind uai address town transport archived_at",
    "partners.Room": "folded name seats layouts step_free quiet waiting archived_at",
    "partners.ImportDraft": "kind sheet header_line",
    "partners.ColumnMemory": "kind title field",
    "partners.RereadLanguage": "language",
    "partners.MergedCard": "model old_pk kept_pk at",
    "partners.DistinctCards": "model low_pk high_pk",
    "meetings.Meeting": "reference duration_minutes opening_minutes words_minutes "
    "rereading_minutes brief_reminders_paused_at decision_reminders_paused_at",
    "meetings.SetAside": "finding",
    "meetings.Participant": "position",
    "meetings.AgendaItem": "position kind minutes",
    "meetings.Information": "file_pages",
    "meetings.AskingRound": "answer_by weakest_first only_possible complete_at",
    "meetings.Asked": "reminders",
    "meetings.Decision": "entry number",
    "meetings.DecisionReport": "act",
    "meetings.Rereading": "due_on",
    "meetings.FicheVersion": "number fingerprint code numbers",
    "meetings.ReceivedFile": "fingerprint",
    "meetings.Translation": "language fingerprint",
    "meetings.Invitation": "uid sequence",
    "meetings.ReceivedReply": "message_id",
    "meetings.RetentionChoice": "kind days",
    "meetings.LiveAct": "ident",
    "meetings.Place": "ground step_free quiet transport layout waiting seats",
    "meetings.PollImport": "kind",
    "meetings.Slot": "added_at",
    "web.OutgoingMail": "scope calendar_method claimed_at",
}


def columns() -> dict[str, dict[str, Data]]:
    """« partners.Pupil » → {« first_name »: Data.PUPIL…}, of all tables of ours."""
    return {
        f"{app}.{model}": {name: data for data, names in kinds.items() for name in names.split()}
        for app, models in (("partners", PARTNERS), ("meetings", MEETINGS), ("web", WEB))
        for model, kinds in models.items()
    }
