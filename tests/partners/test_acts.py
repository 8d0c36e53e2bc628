"""Each act writes one line in the journal, with names of fields and never what was typed."""

import inspect
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from intermetiers.web.editing import EditConflict
from intermetiers.web.models import JournalEntry
from partners import actions
from partners.actions import NewAccount, ReadCalendar
from partners.actions.importing import NewImport, Reading
from partners.actions.own_entries import EntryKey
from partners.domain.own_entries import Shelf
from partners.domain.security_events import SecurityEvent
from partners.models import Account, OwnEntry, RereadLanguage, Team, TeamRole
from partners.models.import_book import plan_of
from partners.provider import Identity
from tests.factories import (
    NOW,
    PASSWORD,
    hide_address,
    make_account,
    make_draft,
    make_following,
    make_institution,
    make_professional,
    make_pupil,
    make_relative,
    make_schooling,
    make_team,
)

DAY = NOW.date()
SECRET = "Samia Belkacem confidentiel"


def _change(team, by):
    pupil = make_pupil(team)
    actions.change_card(
        pupil, seen={"last_name": pupil.last_name}, wanted={"last_name": SECRET}, by=by, now=NOW
    )


def _show_team(team, by):
    other = make_team("Secteur Brest")
    by.memberships.create(team=other)
    actions.show_team(by, other, by=by, now=NOW)


def _hidden(team):
    member = make_relative(make_pupil(team))
    hide_address(member, SECRET)
    return member


def _own_entry(team, by, code):
    OwnEntry.objects.create(
        team=team, kind="metier", code=code, values={"does": SECRET}, changed_at=NOW, changed_by=by
    )
    return EntryKey(team, Shelf.METIER, code)


def _write_import(team, by):
    """A table with no card in it: the line of the import alone."""
    draft = make_draft(team, by, lines=[("Nom", "Prénom")], file_name=SECRET)
    list(actions.write_import(draft, plan_of(draft, DAY).fingerprint, by=by, now=NOW))


def _keep_calendar(team, by):
    card = make_professional(team, last_name=SECRET)
    busy = ((NOW, NOW + timedelta(hours=1)),)
    read = ReadCalendar(NOW.date(), NOW.date(), busy, left_out=(SECRET,))
    actions.keep_calendar(card, read, by=by, now=NOW)
    return card


def _take_back_reread(team, by):
    RereadLanguage.objects.create(
        team=team, language="ar", read_by=SECRET, noted_at=NOW, noted_by=by
    )
    actions.take_back_reread(team, "ar", by=by, now=NOW)


def _forget_calendar(team, by):
    card = _keep_calendar(team, by)
    JournalEntry.objects.forget_before(timezone.now() + timedelta(days=400))
    actions.forget_calendar(card, by=by, now=NOW)


def _invitation(team, by):
    return team.member_invitations.create(
        email="claire@example.org", role=TeamRole.LECTEUR, fingerprint="0" * 64, invited_by=by,
        invited_at=NOW, expires_at=NOW + timedelta(days=1),
    )  # fmt: skip


def _enter_by_provider(team, by):
    team.organisation = "12345"
    team.save()
    identity = Identity("https://x", SECRET, "claire@example.org", SECRET, "12345")
    actions.enter_by_provider(identity, now=NOW)


ACTS = {
    "begin_import": lambda team, by: actions.begin_import(
        team,
        NewImport("pupils", SECRET, [{"name": SECRET, "lines": [[SECRET]]}], 0, 0, {}),
        by=by,
        now=NOW,
    ),
    "say_columns": lambda team, by: actions.say_columns(
        make_draft(team, by),
        Reading(0, 0, {"0": "last_name"}, {SECRET: "last_name"}),
        by=by,
        now=NOW,
    ),
    "answer_likely": lambda team, by: actions.answer_likely(
        make_draft(team, by), {"2": "out"}, by=by, now=NOW
    ),
    "abandon_import": lambda team, by: actions.abandon_import(
        make_draft(team, by, file_name=SECRET), by=by, now=NOW
    ),
    "write_import": _write_import,
    "add_institution": lambda team, by: actions.add_institution(
        team, by=by, now=NOW, name=SECRET, kind="sessad"
    ),
    "add_room": lambda team, by: actions.add_room(
        make_institution(team), by=by, now=NOW, name=SECRET, key_holder=SECRET
    ),
    "add_professional": lambda team, by: actions.add_professional(
        team, by=by, now=NOW, metier="psyen", last_name=SECRET
    ),
    "add_pupil": lambda team, by: actions.add_pupil(team, by=by, now=NOW, first_name=SECRET),
    "add_family_member": lambda team, by: actions.add_family_member(
        make_pupil(team), by=by, now=NOW, relation="mère", phone=SECRET
    ),
    "change_card": _change,
    "archive_card": lambda team, by: actions.archive_card(
        make_professional(team, last_name=SECRET), by=by, now=NOW
    ),
    "bring_back_card": lambda team, by: actions.bring_back_card(
        make_institution(team, SECRET, archived_at=NOW), by=by, now=NOW
    ),
    "remove_family_member": lambda team, by: actions.remove_family_member(
        make_relative(make_pupil(team), phone=SECRET), by=by, now=NOW
    ),
    "export_list": lambda team, by: actions.export_list(
        team, "pupils", rows=3, file_format="csv", filters=["ecole"], by=by, now=NOW
    ),
    "say_reread": lambda team, by: actions.say_reread(team, "ar", read_by=SECRET, by=by, now=NOW),
    "take_back_reread": _take_back_reread,
    "change_relative": lambda team, by: actions.change_relative(
        make_relative(make_pupil(team), address_is_secret=True),
        seen={"postal_address": ""},
        wanted={"postal_address": SECRET},
        by=by,
        now=NOW,
    ),
    "keep_secret_address": lambda team, by: actions.keep_secret_address(
        make_relative(make_pupil(team)), SECRET, by=by, now=NOW
    ),
    "reveal_address": lambda team, by: actions.reveal_address(_hidden(team), by=by, now=NOW),
    "forget_secret_address": lambda team, by: actions.forget_secret_address(
        _hidden(team), by=by, now=NOW
    ),
    "add_schooling": lambda team, by: actions.add_schooling(
        make_pupil(team), by=by, now=NOW, year=2025, class_name=SECRET
    ),
    "change_schooling": lambda team, by: actions.change_schooling(
        make_schooling(make_pupil(team), 2025, class_name=""),
        seen={"class_name": ""},
        wanted={"class_name": SECRET},
        by=by,
        now=NOW,
    ),
    "remove_schooling": lambda team, by: actions.remove_schooling(
        make_schooling(make_pupil(team), 2025, class_name=SECRET), by=by, now=NOW
    ),
    "move_pupils": lambda team, by: actions.move_pupils(
        actions.ClassMove(
            None, SECRET, 2027, [actions.Move(make_pupil(team, class_name=SECRET).pk, None)]
        ),
        by=by,
        now=NOW,
    ),
    "open_school_year": lambda team, by: (
        make_schooling(make_pupil(team), 2026, class_name=SECRET) and actions.open_school_year(NOW)
    ),
    "follow": lambda team, by: actions.follow(
        make_pupil(team, last_name=SECRET), make_professional(team), since=DAY, by=by, now=NOW
    ),
    "follow_several": lambda team, by: actions.follow_several(
        [make_pupil(team, last_name=SECRET)], make_professional(team), by=by, now=NOW
    ),
    "end_following": lambda team, by: actions.end_following(
        make_following(make_pupil(team, last_name=SECRET)), until=DAY, by=by, now=NOW
    ),
    "erase_following": lambda team, by: actions.erase_following(
        make_following(make_pupil(team, last_name=SECRET)), by=by, now=NOW
    ),
    "leave": lambda team, by: actions.leave(
        make_professional(team, last_name=SECRET), since=DAY, by=by, now=NOW
    ),
    "merge_cards": lambda team, by: actions.merge_cards(
        make_professional(team),
        make_professional(team, last_name=SECRET),
        taken=["last_name"],
        by=by,
        now=NOW,
    ),
    "tell_apart": lambda team, by: actions.tell_apart(
        make_pupil(team, last_name=SECRET), make_pupil(team), by=by, now=NOW
    ),
    "add_entry": lambda team, by: actions.add_entry(
        EntryKey(team, Shelf.WORD, SECRET), wanted={"explains": SECRET}, by=by, now=NOW
    ),
    "write_entry": lambda team, by: actions.write_entry(
        EntryKey(team, Shelf.METIER, "psyen"),
        seen={"paid_note": ""},
        wanted={"paid_note": SECRET},
        by=by,
        now=NOW,
    ),
    "reset_entry": lambda team, by: actions.reset_entry(
        _own_entry(team, by, "aesh"), by=by, now=NOW
    ),
    "remove_entry": lambda team, by: actions.remove_entry(
        _own_entry(team, by, "equipe_metier"), by=by, now=NOW
    ),
    "adopt_metier": lambda team, by: actions.adopt_metier(
        make_professional(team, "autre", metier_other=SECRET).team, SECRET, "aesh", by=by, now=NOW
    ),
    "keep_calendar": _keep_calendar,
    "forget_calendar": _forget_calendar,
    "introduce_oneself": lambda team, by: actions.introduce_oneself(
        by, name=SECRET, phone=SECRET, by=by, now=NOW
    ),
    "keep_week": lambda team, by: actions.keep_week(
        make_professional(team, last_name=SECRET),
        seen={"week": []},
        wanted={
            "week": [{"day": 1, "start": "08:30", "end": "11:30", "kind": "paid", "note": SECRET}]
        },
        by=by,
        now=NOW,
    ),
    "show_team": _show_team,
    "change_team": lambda team, by: actions.change_team(
        team, seen={"name": team.name}, wanted={"name": SECRET}, by=by, now=NOW
    ),
    "invite_member": lambda team, by: actions.invite_member(
        team, f"{PASSWORD.split()[0]}@example.org", TeamRole.LECTEUR, by=by, now=NOW
    ),
    "withdraw_member_invitation": lambda team, by: actions.withdraw_member_invitation(
        _invitation(team, by), by=by, now=NOW
    ),
    "accept_invitation": lambda team, by: actions.accept_invitation(
        _invitation(team, by), by, now=NOW
    ),
    "open_invited_account": lambda team, by: actions.open_invited_account(
        _invitation(team, by), name=SECRET, password=PASSWORD, now=NOW
    ),
    "change_role": lambda team, by: actions.change_role(
        make_account(team, SECRET).memberships.get(), TeamRole.LECTEUR, by=by, now=NOW
    ),
    "end_membership": lambda team, by: actions.end_membership(
        make_account(team, SECRET).memberships.get(), by=by, now=NOW
    ),
    "require_second_factor": lambda team, by: _require_second_factor(team, by),
    "close_sessions": lambda team, by: actions.close_sessions(by, [], now=NOW),
    "note_sign_in": lambda team, by: actions.note_sign_in(by, ["password"], now=NOW),
    "note_security": lambda team, by: actions.note_security(
        by, SecurityEvent.PASSKEY_ADDED, now=NOW
    ),
    "send_reset": lambda team, by: actions.send_reset(by, f"https://x/{SECRET}", now=NOW),
    "set_forgotten_password": lambda team, by: actions.set_forgotten_password(
        by, PASSWORD, now=NOW
    ),
    "enter_by_provider": _enter_by_provider,
    "untie_provider": lambda team, by: _untie_provider(by),
    "name_organisation": lambda team, by: actions.name_organisation(team, SECRET, now=NOW),
    "change_password": lambda team, by: actions.change_password(by, SECRET, by=by, now=NOW),
    "open_account": lambda team, by: actions.open_account(
        NewAccount("claire@example.org", SECRET, PASSWORD), team, now=NOW
    ),
}

# An account being opened is nobody's yet; a school year begins by itself; who forgot a password
# is not in; the machine names an organisation, and unties from it.
OF_NOBODY = {
    "open_account", "open_school_year", "send_reset", "name_organisation", "untie_provider",
}  # fmt: skip
# The account that has just been opened did it.
OF_ITSELF = {"open_invited_account", "enter_by_provider"}


def _require_second_factor(team, by):
    TOTP.activate(by, "JBSWY3DPEHPK3PXP")
    actions.require_second_factor(team, True, by=by, now=NOW)


def _untie_provider(account):
    account.provider_identities.create(issuer=SECRET, subject=SECRET, linked_at=NOW)
    actions.untie_provider(account, now=NOW)


def test_every_act_is_walked():
    public = {
        name
        for name, act in inspect.getmembers(actions, inspect.isfunction)
        if not name.startswith("_")
    }
    assert public == set(ACTS)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_writes_one_line_without_personal_content(team, alice, name):
    ACTS[name](team, alice)
    entry = JournalEntry.objects.get()
    assert entry.at == NOW
    assert entry.scope is not None
    if name in OF_ITSELF:
        assert entry.account not in {None, alice}
    else:
        assert entry.account == (None if name in OF_NOBODY else alice)
    written = f"{entry.act} {entry.subject} {entry.detail}"
    for word in (*SECRET.split(" "), PASSWORD, "claire"):
        assert word not in written


def test_a_change_names_its_fields(team, alice):
    _change(team, alice)
    assert JournalEntry.objects.get().detail == {"fields": ["last_name"]}


def test_a_change_refused_writes_nothing(team, alice):
    pupil = make_pupil(team, last_name="Maintenant")
    with pytest.raises(EditConflict):
        actions.change_card(
            pupil, seen={"last_name": "Avant"}, wanted={"last_name": "Après"}, by=alice, now=NOW
        )
    pupil.refresh_from_db()
    assert pupil.last_name == "Maintenant"
    assert not JournalEntry.objects.exists()


def test_a_relative_a_meeting_uses_stays_and_so_does_the_journal(meeting, alice):
    with pytest.raises(ProtectedError):
        actions.remove_family_member(meeting.pupil.family.first(), by=alice, now=NOW)
    assert not JournalEntry.objects.exists()


def test_an_account_shows_only_a_team_it_is_of(alice, charlie):
    with pytest.raises(Team.DoesNotExist):
        actions.show_team(alice, charlie.current_team, by=alice, now=NOW)


def test_an_address_opens_one_account(team, alice):
    new = NewAccount(alice.email.upper(), "Une autre", PASSWORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.open_account(new, team, now=NOW)
    assert Account.objects.count() == 1
