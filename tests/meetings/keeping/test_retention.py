"""Each night what was kept long enough goes; what is not, what is held, what is to come stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from intermetiers.web.journal import record
from intermetiers.web.models import FormReceipt, JournalEntry, OutgoingMail
from meetings.domain.retention import RULES, Kept
from meetings.keeping.actions import place_hold, sweep_team
from meetings.keeping.traces import sweep_site
from meetings.models import Contribution, Holding, Meeting, RetentionChoice
from partners.models import Pupil, TeamRole
from tests import factories
from tests.meetings.announcing.viewpoints import make_contribution
from tests.meetings.asking.cast import seat_of
from tests.meetings.held import hold

URL = reverse("meetings:lengths")
CHOOSE = reverse("meetings:lengths_choose")


@pytest.fixture
def over(case_1, alice):
    """A meeting held and closed, with what its mother had said; when it ended."""
    case_1.chosen_slot = case_1.slots.first()
    case_1.save()
    make_contribution(seat_of(case_1, "mère"), "Il pleure le soir.")
    hold(case_1, alice, case_1.chosen_slot.starts_at)
    return case_1


def _after(meeting, days):
    return meeting.chosen_slot.ends_at + timedelta(days=days, hours=1)


def test_what_each_said_goes_thirty_days_after_the_meeting(over, team):
    sweep_team(team, now=_after(over, 29))
    assert Contribution.objects.exists()
    seat = seat_of(over, "mère")
    seat.viewpoint = "Il est fatigué."
    seat.save()
    assert sweep_team(team, now=_after(over, 31))[Kept.VIEWPOINTS] > 1
    assert not Contribution.objects.exists()
    assert not any(seat.viewpoint or seat.written for seat in over.participants.all())
    assert Meeting.objects.exists()


def test_the_times_of_speech_go_too_and_the_meeting_stays(over, team):
    Holding.objects.update(shares={"famille": 1000}, by_name={"1": 5})
    assert sweep_team(team, now=_after(over, 31))[Kept.SHARES] == 1
    kept = Holding.objects.get()
    assert (kept.shares, kept.by_name) == ({}, {})
    assert kept.forgotten_at
    assert Kept.SHARES not in sweep_team(team, now=_after(over, 32))


def test_a_meeting_goes_a_year_after_its_last_act(over, team):
    last = max(over.chosen_slot.ends_at, JournalEntry.objects.latest("at").at)
    sweep_team(team, now=last + timedelta(days=364))
    assert Meeting.objects.exists()
    sweep_team(team, now=last + timedelta(days=366))
    assert not Meeting.objects.exists()
    assert Pupil.objects.exists()  # the card has a length of its own


def test_writing_keeps_a_meeting_and_reading_does_not(over, team, alice):
    last = max(over.chosen_slot.ends_at, JournalEntry.objects.latest("at").at)
    half = last + timedelta(days=200)
    record("viewpoints_opened", over, by=alice, now=half, scope=team.pk)
    sweep_team(team, now=last + timedelta(days=366))
    assert not Meeting.objects.exists()


def test_a_meeting_somebody_works_on_stays(over, team, alice):
    last = max(over.chosen_slot.ends_at, JournalEntry.objects.latest("at").at)
    record("decision_said", over, by=alice, now=last + timedelta(days=200), scope=team.pk)
    sweep_team(team, now=last + timedelta(days=366))
    assert Meeting.objects.exists()


def test_a_meeting_still_to_come_stays_whatever_its_age(case_1, team):
    case_1.chosen_slot = case_1.slots.first()
    case_1.save()
    Meeting.objects.update(created_at=case_1.chosen_slot.ends_at - timedelta(days=700))
    sweep_team(team, now=case_1.chosen_slot.starts_at)
    assert Meeting.objects.exists()


def test_a_held_file_loses_nothing(over, team, alice):
    place_hold(over.pupil, "Un recours est en cours", by=alice, now=timezone.now())
    sweep_team(team, now=_after(over, 2000))
    assert Meeting.objects.exists()
    assert Contribution.objects.exists()


def test_an_archived_pupil_without_meeting_goes_and_a_present_one_stays(team):
    now = timezone.now()
    gone = factories.make_pupil(team, archived_at=now - timedelta(days=366))
    recent = factories.make_pupil(team, archived_at=now - timedelta(days=300))
    present = factories.make_pupil(team)
    assert sweep_team(team, now=now)[Kept.PUPILS] == 1
    assert set(Pupil.objects.all()) == {recent, present}
    assert JournalEntry.objects.get(act="pupil_erased").subject == f"pupil:{gone.pk}"


def test_mails_go_after_they_left_and_those_waiting_stay(team, alice):
    now = timezone.now()
    old = now - timedelta(days=100)

    def mail(**fields):
        return OutgoingMail.objects.create(
            scope=team.pk, about="meeting:1", recipient="m@example.org", subject="s", text="t",
            created_at=old, created_by=alice, **fields,
        )  # fmt: skip

    mail(sent_at=old)
    waiting, recent = mail(), mail(sent_at=now)
    assert sweep_team(team, now=now)[Kept.MAILS] == 1
    assert set(OutgoingMail.objects.all()) == {waiting, recent}


def test_another_team_keeps_its_own_length(over, team, alice, charlie):
    theirs = charlie.current_team
    RetentionChoice.objects.create(
        team=theirs, kind="reunions", days=90, changed_at=timezone.now(), changed_by=charlie
    )
    sweep_team(theirs, now=_after(over, 2000))
    assert Meeting.objects.filter(team=team).exists()


def test_the_second_run_of_a_day_finds_nothing(over, team):
    now = _after(over, 2000)
    assert sweep_team(team, now=now)
    lines = JournalEntry.objects.count()
    assert sweep_team(team, now=now) == {}
    assert JournalEntry.objects.count() == lines


def test_the_journal_says_how_many_and_never_what(over, team):
    sweep_team(team, now=_after(over, 31))
    entry = JournalEntry.objects.get(act="lengths_applied")
    assert set(entry.detail["counts"]) == {"points_de_vue", "temps_de_parole"}
    assert entry.account is None


def test_the_command_says_what_would_go_and_does_nothing(over, team):
    Meeting.objects.update(created_at=timezone.now() - timedelta(days=900))
    case_slot = over.chosen_slot
    case_slot.starts_at -= timedelta(days=3000)
    case_slot.ends_at -= timedelta(days=3000)
    case_slot.save()
    out = StringIO()
    call_command("apply_retention", dry_run=True, stdout=out)
    assert "Ce que chacun a dit avant la réunion\u00a0: " in out.getvalue()
    assert Contribution.objects.exists()
    call_command("apply_retention", stdout=StringIO())
    assert not Contribution.objects.exists()


def test_the_site_forgets_its_own_traces(db):
    now = timezone.now()
    FormReceipt.objects.create(
        key="7c9e6679-7425-40de-944b-e07fc1f90ae7", at=now - timedelta(days=40)
    )
    sweep_site(now=now)
    assert not FormReceipt.objects.exists()


# --- The page ---------------------------------------------------------------------------------


def _days(**changed):
    return {rule.kind.value: rule.days for rule in RULES} | changed


def test_everybody_of_the_team_reads_what_goes_and_when(client, team, case_1):
    Meeting.objects.update(created_at=timezone.now() - timedelta(days=340), chosen_slot=None)
    client.force_login(
        factories.make_account(team, role=TeamRole.LECTEUR), "partners.backends.PasswordBackend"
    )
    page = client.get(URL)
    assertContains(page, "Ce que chacun a dit avant la réunion")
    assertContains(page, case_1.title)
    assert "Choisir d’autres durées" not in page.content.decode()


def test_a_responsable_chooses_within_the_bounds(alice_client, team):
    assertRedirects(alice_client.post(CHOOSE, _days(reunions=200)), URL)
    choice = RetentionChoice.objects.get()
    assert (choice.kind, choice.days) == ("reunions", 200)
    assert JournalEntry.objects.get().detail == {"kind": "reunions", "before": 365, "after": 200}
    assertContains(alice_client.get(URL), "choisi par l’équipe")


@pytest.mark.parametrize("sent", [{"reunions": 4000}, {"points_de_vue": 1}, {"journal": "x"}])
def test_beyond_the_bounds_nothing_changes_and_what_was_typed_stays(alice_client, sent):
    refused = alice_client.post(CHOOSE, _days(**sent))
    assertContains(refused, f'value="{next(iter(sent.values()))}"', status_code=422)
    assert not RetentionChoice.objects.exists()


def test_a_coordinator_does_not_choose(client, team):
    account = factories.make_account(team, role=TeamRole.COORDINATEUR)
    client.force_login(account, "partners.backends.PasswordBackend")
    assert client.post(CHOOSE, _days(reunions=200)).status_code == 403
    assert not RetentionChoice.objects.exists()


def test_a_file_is_held_with_a_reason_and_let_go(alice_client, team):
    pupil = factories.make_pupil(team)
    url = reverse("meetings:hold", args=[pupil.pk])
    assert alice_client.post(url, {"reason": ""}).status_code == 422
    alice_client.post(url, {"reason": "Un recours est en cours"})
    assertContains(alice_client.get(url), "Un recours est en cours")
    assertContains(alice_client.get(URL), "Un recours est en cours")
    alice_client.post(reverse("meetings:hold_lift", args=[pupil.pk]))
    assert not pupil.holds.filter(lifted_at=None).exists()
    acts = set(JournalEntry.objects.values_list("act", flat=True))
    assert {"hold_placed", "hold_lifted"} <= acts


def test_a_stranger_holds_nothing(charlie_client, team):
    pupil = factories.make_pupil(team)
    for name in ("hold", "hold_lift"):
        url = reverse(f"meetings:{name}", args=[pupil.pk])
        assert charlie_client.post(url, {"reason": "x"}).status_code == 404
    assert not pupil.holds.exists()
    assert charlie_client.get(reverse("meetings:hold_lift", args=[pupil.pk])).status_code == 405


@pytest.mark.parametrize("count", [1, 8])
def test_queries_do_not_depend_on_how_much_there_is(
    team, alice, alice_client, django_assert_num_queries, count
):
    for _ in range(count):
        factories.make_pupil(team, archived_at=timezone.now() - timedelta(days=400))
    alice_client.get(URL)
    with django_assert_num_queries(19):
        alice_client.get(URL)
