"""A pupil’s file that goes elsewhere is the same file there, to the last word."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from intermetiers.web.models import OutgoingMail
from meetings.demonstration.load import load_demonstration
from meetings.domain.excerpt import excerpt_of
from meetings.dossier import read_dossier
from meetings.erasing import Why, erase_pupil
from meetings.following.versions import fiche_of_version
from meetings.live import read_live
from meetings.models import (
    AskingRound,
    Decision,
    FicheVersion,
    Handing,
    Information,
    Meeting,
    Participant,
)
from meetings.portable.actions import receive_file
from meetings.portable.archive import read_archive, write_archive
from meetings.portable.format import PARTS
from meetings.portable.packing import pack
from partners.models import FamilyMember, Professional, Pupil
from tests import factories
from tests.factories import PASSWORD
from tests.meetings.announcing.viewpoints import make_contribution
from tests.meetings.portable.whole import NOW, PDF, make_whole


def _carry(pupil, to):
    """The file of this pupil given, erased where it was, received by this account."""
    packed = pack(pupil, NOW)
    content = write_archive(packed)
    erase_pupil(pupil, by=None, now=NOW, why=Why.RETENTION)
    return packed, receive_file(read_archive(BytesIO(content)), to.current_team, by=to, now=NOW)


@pytest.fixture
def whole(team, alice):
    return make_whole(team, alice)


@pytest.fixture
def carried(whole, charlie):
    """As it was given, and the pupil of the team that received it."""
    factories.make_professional(charlie.current_team, "aesh", last_name="Déjà là")
    return _carry(whole, charlie)


def test_a_file_with_a_row_of_everything_is_the_same_there(carried):
    packed, there = carried
    assert [part.name for part in PARTS if not packed.data["tables"][part.name]] == []
    again = pack(there, NOW)
    assert again.data["tables"] == packed.data["tables"]
    assert again.documents == packed.documents


@pytest.mark.parametrize("reference", ["DEMO1", "DEMO2", "DEMO3", "DEMO4"])
def test_the_four_situations_are_the_same_there(db, reference, charlie):
    load_demonstration(PASSWORD, NOW)
    packed, there = _carry(Meeting.objects.get(reference=reference).pupil, charlie)
    assert pack(there, NOW).data["tables"] == packed.data["tables"]


def test_it_belongs_to_the_team_that_received_it_and_to_nobody_else(carried, charlie):
    _, there = carried
    assert there.team == charlie.current_team
    assert set(Meeting.objects.values_list("team", "convener")) == {
        (charlie.current_team.pk, charlie.pk)
    }
    assert set(FamilyMember.objects.values_list("pupil", flat=True)) == {there.pk}
    received = there.received_files.get()
    assert (received.team_name, received.made_at) == ("Secteur Lyon 3", NOW)


def test_who_holds_a_decision_and_what_the_fiche_of_then_says_of_it_go_along(carried):
    mother = Decision.objects.get(number=2).holders.get()
    assert mother.family_member.first_name == "Samia"
    version = FicheVersion.objects.get()
    excerpt = excerpt_of(fiche_of_version(version), mother.pk)
    assert [one.number for one in excerpt.held.decisions] == [2]
    # The number somebody had where the version was made is nobody’s here.
    numbers_of_then = set(map(int, version.numbers["people"])) - {mother.pk}
    for number in numbers_of_then - set(version.numbers["people"].values()):
        with pytest.raises(LookupError):
            excerpt_of(fiche_of_version(version), number)


def test_what_became_of_a_decision_is_still_said_of_this_one(carried):
    later = Meeting.objects.get(title="ESS de mai")
    said = read_live(later, NOW).became
    assert list(said) == [f"d{Decision.objects.get(number=1).pk}"]


def test_the_pages_of_the_meeting_read_it(carried, charlie_client):
    for meeting in Meeting.objects.all():
        assert read_dossier(meeting).pupil.first_name == "Yanis"
        for name in ("path", "sheet", "fiche", "versions", "decisions", "briefs", "guests"):
            page = charlie_client.get(reverse(f"meetings:{name}", args=[meeting.reference]))
            assert page.status_code == 200, name


def test_documents_are_stored_again_sealed_and_read(carried):
    stored = Information.objects.exclude(file="").get()
    with default_storage.open(stored.file.name) as file:
        assert file.read() == PDF


def test_nothing_leaves_by_itself_for_a_meeting_that_came_so(carried):
    for meeting in Meeting.objects.all():
        assert meeting.brief_reminders_paused_at
        assert meeting.decision_reminders_paused_at
    assert not AskingRound.objects.filter(closed_at=None).exists()


def test_a_card_the_team_has_already_is_kept_as_the_team_wrote_it(whole, charlie):
    team = charlie.current_team
    known = factories.make_professional(
        team, "orthophoniste", last_name="Rossi", email="c.rossi@example.org", phone="01"
    )
    Professional.objects.filter(metier="orthophoniste").exclude(pk=known.pk).update(
        last_name="ROSSI", email="C.Rossi@example.org", phone="02"
    )
    _carry(whole, charlie)
    seats = Participant.objects.filter(professional__metier="orthophoniste")
    assert {seat.professional for seat in seats} == {known}
    known.refresh_from_db()
    assert known.phone == "01"


def test_a_metier_of_the_team_s_own_is_written_freely_elsewhere(team, alice, charlie):
    entry = factories.make_own_entry(team, alice)
    pupil = factories.make_pupil(team)
    factories.make_following(pupil, factories.make_professional(team, entry.code))
    said = Professional.objects.get().title
    _, there = _carry(pupil, charlie)
    card = there.followings.get().professional
    assert (card.metier, card.title) == ("autre", said)


def test_what_was_reserved_to_who_prepares_does_not_leave(whole, charlie, alice):
    words = "Ce mot est pour vous seule."
    factories.make_relative(whole, "oncle")
    seat = whole.meetings.first().participants.filter(professional__metier="aesh").get()
    make_contribution(seat, words, audience="coordinator")
    factories.hide_address(whole.family.first(), "12 rue cachée")
    packed = pack(whole, NOW)
    assert words not in str(packed.data)
    assert "rue cachée" not in str(packed.data)


def test_a_message_that_did_not_leave_is_not_said_to_have(whole, alice):
    before = len(pack(whole, NOW).data["tables"]["handing"])
    mail = OutgoingMail.objects.create(
        scope=whole.team_id, about="", recipient="a@example.org", subject="", text="",
        created_at=NOW, created_by=alice, failed_at=NOW,
    )  # fmt: skip
    Handing.objects.create(
        participant=whole.meetings.first().participants.first(), by_way="mail", language="fr",
        handed_on=NOW, noted_at=NOW, noted_by=alice, mail=mail,
    )  # fmt: skip
    assert len(pack(whole, NOW).data["tables"]["handing"]) == before


def test_two_pupils_of_one_team_do_not_mix(whole, team, alice):
    other = factories.make_pupil(team, first_name="Inès")
    factories.make_meeting(team, alice, pupil=other, title="Autre réunion")
    packed = pack(whole, NOW)
    assert "Inès" not in str(packed.data)
    assert Pupil.objects.count() == 2
