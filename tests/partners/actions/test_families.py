"""The acts on a family: an address goes where the card says, and no further."""

import pytest
from django.db import DatabaseError

from intermetiers.web.editing import EditConflict
from intermetiers.web.models import JournalEntry
from partners import actions
from partners.actions import families
from partners.actions.families import ERASE, PUT_BACK, AddressKeptError, NotWrittenError
from partners.models import FamilyMember, SecretAddress
from tests.factories import NOW, hide_address, make_pupil, make_relative

HOME = "12 chemin des Canaris\n69000 Lyon"


def _kept(member):
    return SecretAddress.objects.filter(member=member).values_list("address", flat=True).first()


def _change(member, by, seen, **wanted):
    return actions.change_relative(member, seen=seen, wanted=wanted, by=by, now=NOW)


def test_a_secret_address_never_stands_on_a_new_card(team, alice):
    member = actions.add_family_member(
        make_pupil(team), relation="mère", postal_address=HOME, address_is_secret=True,
        by=alice, now=NOW,
    )  # fmt: skip
    member.refresh_from_db()
    assert member.postal_address == ""
    assert _kept(member) == HOME


@pytest.mark.parametrize(
    ("relation", "authority", "received"),
    [("père", False, "important"), ("père", True, "all"), ("beau-père", False, "all")],
)
def test_what_is_left_out_is_what_is_usual(team, alice, relation, authority, received):
    member = actions.add_family_member(
        make_pupil(team), relation=relation, parental_authority=authority, by=alice, now=NOW
    )
    assert member.may_receive == received


def test_ticking_the_box_moves_the_address_away(team, alice):
    member = make_relative(make_pupil(team), postal_address=HOME)
    _change(member, alice, {"address_is_secret": False}, address_is_secret=True)
    member.refresh_from_db()
    assert (member.postal_address, member.address_is_secret) == ("", True)
    assert _kept(member) == HOME


def test_an_address_written_while_it_is_secret_replaces_the_one_kept(team, alice):
    member = make_relative(make_pupil(team))
    hide_address(member, "l’ancienne")
    _change(member, alice, {"postal_address": ""}, postal_address=HOME)
    member.refresh_from_db()
    assert member.postal_address == ""
    assert _kept(member) == HOME


def test_an_address_that_became_secret_meanwhile_stays_so(team, alice):
    """Somebody who saw an ordinary card writes an address on a home that is secret by now."""
    member = make_relative(make_pupil(team))
    hide_address(member, "l’ancienne")
    seen = {"postal_address": "", "address_is_secret": False}
    _change(member, alice, seen, postal_address=HOME, address_is_secret=False)
    member.refresh_from_db()
    assert (member.postal_address, member.address_is_secret) == ("", True)
    assert _kept(member) == HOME


@pytest.mark.parametrize(("chosen", "on_the_card"), [(ERASE, ""), (PUT_BACK, HOME)])
def test_once_it_is_not_secret_any_more_one_says_what_becomes_of_it(
    team, alice, chosen, on_the_card
):
    member = make_relative(make_pupil(team))
    hide_address(member, HOME)
    seen = {"address_is_secret": True}
    _change(member, alice, seen, address_is_secret=False, kept_address=chosen)
    member.refresh_from_db()
    assert (member.postal_address, member.address_is_secret) == (on_the_card, False)
    assert _kept(member) is None


@pytest.mark.parametrize("chosen", ["", "nothing we know"])
def test_while_it_is_not_said_nothing_changes(team, alice, chosen):
    member = make_relative(make_pupil(team))
    hide_address(member, HOME)
    with pytest.raises(AddressKeptError):
        _change(
            member, alice, {"address_is_secret": True}, address_is_secret=False, kept_address=chosen
        )
    member.refresh_from_db()
    assert member.address_is_secret
    assert _kept(member) == HOME
    assert not JournalEntry.objects.exists()


def test_a_new_address_is_not_replaced_by_the_one_put_back(team, alice):
    member = make_relative(make_pupil(team))
    hide_address(member, HOME)
    _change(
        member, alice, {"address_is_secret": True, "postal_address": ""},
        address_is_secret=False, postal_address="3 place du Marché", kept_address=PUT_BACK,
    )  # fmt: skip
    member.refresh_from_db()
    assert member.postal_address == "3 place du Marché"


def test_what_two_people_write_differently_is_refused(team, alice):
    member = make_relative(make_pupil(team), may_receive="nothing")
    with pytest.raises(EditConflict):
        _change(member, alice, {"may_receive": "all"}, may_receive="important")
    member.refresh_from_db()
    assert member.may_receive == "nothing"


def test_each_opening_says_who_and_when(team, alice, bob):
    member = make_relative(make_pupil(team))
    hide_address(member, HOME)
    for who in (alice, bob):
        assert actions.reveal_address(member, by=who, now=NOW) == HOME
    assert [line.account for line in families.openings_of(member)] == [bob, alice]


def test_opening_what_is_not_kept_shows_and_notes_nothing(team, alice):
    member = make_relative(make_pupil(team))
    assert actions.reveal_address(member, by=alice, now=NOW) == ""
    assert not JournalEntry.objects.exists()


def test_erasing_leaves_the_home_secret(team, alice):
    member = make_relative(make_pupil(team))
    hide_address(member, HOME)
    for _ in range(2):
        actions.forget_secret_address(member, by=alice, now=NOW)
    member.refresh_from_db()
    assert member.address_is_secret
    assert _kept(member) is None
    assert JournalEntry.objects.count() == 1


def test_a_removed_relative_leaves_no_address_behind(team, alice):
    member = make_relative(make_pupil(team))
    hide_address(member, HOME)
    actions.remove_family_member(member, by=alice, now=NOW)
    assert not SecretAddress.objects.exists()


def test_a_database_that_refuses_does_not_repeat_the_row(team, alice, monkeypatch):
    """PostgreSQL quotes the whole failing row; those words stop at the door."""

    def refuse(*args, **kwargs):
        raise DatabaseError(f"Failing row contains ({HOME})")

    member = make_relative(make_pupil(team))
    monkeypatch.setattr(FamilyMember, "save", refuse)
    with pytest.raises(NotWrittenError) as caught:
        actions.keep_secret_address(member, HOME, by=alice, now=NOW)
    assert "Canaris" not in str(caught.value)
    assert caught.value.__suppress_context__
