"""Two people in the same instant, where a team must stay led and what is held must stay."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from meetings.keeping.actions import place_hold, sweep_team, sweeping
from meetings.models import Contribution, Hold
from partners import actions
from partners.models import Account, MemberInvitation, TeamRole
from tests.factories import NOW, make_account, make_team
from tests.meetings.announcing.viewpoints import make_contribution
from tests.meetings.asking.cast import seat_of
from tests.meetings.held import hold

pytestmark = pytest.mark.django_db(transaction=True)


def _together(*acts):
    """What each said: its error, or None."""
    start, said = Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            said.append(None)
        except (actions.MembershipRefusedError, actions.InvitationClosedError) as error:
            said.append(type(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.mark.parametrize("second", ["leaves", "is lowered"])
def test_a_team_whose_two_responsables_go_at_once_keeps_one(second):
    team = make_team()
    one, other = [make_account(team, name, role=TeamRole.RESPONSABLE) for name in ("A", "B")]
    mine, theirs = one.memberships.get(), other.memberships.get()

    def second_goes():
        if second == "leaves":
            actions.end_membership(theirs, by=other, now=NOW)
        else:
            actions.change_role(theirs, TeamRole.LECTEUR, by=one, now=NOW)

    said = _together(lambda: actions.end_membership(mine, by=one, now=NOW), second_goes)
    assert sorted(said, key=str) == [actions.MembershipRefusedError, None]
    assert team.memberships.filter(role=TeamRole.RESPONSABLE).count() == 1


def test_an_invitation_opened_twice_at_once_lets_one_in():
    team = make_team()
    alice = make_account(team, role=TeamRole.RESPONSABLE)
    elsewhere = make_account(make_team("Secteur Brest"), "Bob")
    asked, _ = actions.invite_member(
        team, "nour@example.org", TeamRole.LECTEUR, by=alice, now=NOW
    )  # fmt: skip
    said = _together(
        lambda: actions.accept_invitation(asked, elsewhere, now=NOW),
        lambda: actions.open_invited_account(asked, name="N", password="x" * 20, now=NOW),
    )
    assert sorted(said, key=str) == [actions.InvitationClosedError, None]
    assert team.memberships.count() == 2
    assert MemberInvitation.objects.get().accepted_at == NOW


def test_who_sent_an_invitation_is_put_out_as_it_is_opened():
    """Joined before, or not at all: nobody comes in by the link of who is out."""
    team = make_team()
    boss, second = [make_account(team, name, role=TeamRole.RESPONSABLE) for name in ("A", "B")]
    asked, _ = actions.invite_member(
        team, "cachette@example.org", TeamRole.LECTEUR, by=second, now=NOW
    )
    said = _together(
        lambda: actions.end_membership(second.memberships.get(), by=boss, now=NOW),
        lambda: actions.open_invited_account(asked, name="N", password="x" * 20, now=NOW),
    )
    joined = Account.objects.filter(email="cachette@example.org").exists()
    asked.refresh_from_db()
    assert joined == (said == [None, None]) == (asked.withdrawn_at is None)


def test_no_hold_is_placed_while_what_it_would_keep_is_being_erased(monkeypatch, over):
    """It waits, or is there before: never in between, with the words gone all the same."""
    meeting, alice = over
    waited = []

    def erase(batch, now):
        holder = Thread(target=_hold, args=(meeting.pupil, alice))
        holder.start()
        holder.join(0.4)
        waited.append(holder.is_alive())
        threads.append(holder)
        return done(batch, now)

    threads, done = [], sweeping._forget_words
    monkeypatch.setitem(sweeping.ERASING, sweeping.Kept.VIEWPOINTS, erase)
    sweep_team(meeting.team, now=meeting.chosen_slot.ends_at + timedelta(days=31))
    for thread in threads:
        thread.join()
    assert waited[0]
    assert not Contribution.objects.exists()
    assert Hold.objects.exists()


def _hold(pupil, account):
    try:
        place_hold(pupil, "Un recours est en cours.", by=account, now=NOW)
    finally:
        connection.close()


@pytest.fixture
def over(case_1, alice):
    case_1.chosen_slot = case_1.slots.first()
    case_1.save()
    make_contribution(seat_of(case_1, "mère"), "Il pleure le soir.")
    hold(case_1, alice, case_1.chosen_slot.starts_at)
    return case_1, alice
