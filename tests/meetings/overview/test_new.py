"""Beginning a meeting: a pupil, a kind, and one is on the path."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.models import Meeting
from partners.models import Institution, Professional, Pupil
from tests.factories import (
    make_account,
    make_institution,
    make_professional,
    make_pupil,
    make_relative,
    make_team,
    new_key,
)

URL = "/reunions/preparer"
KINDS = ["ess", "equipe_educative", "commission_educative", "concertation_aesh"]


def _sent(pupil=None, **fields):
    own = {"own_metier": "enseignant_referent", "own_gender": "f"}
    sent = {"pupil": pupil.pk if pupil else "", "kind": "ess", "form_key": new_key()}
    return sent | own | fields


@pytest.fixture
def pupil(team):
    school = make_institution(team)
    pupil = make_pupil(team, school=school)
    make_relative(pupil, "mère", first_name="Samia")
    make_relative(pupil, "père", first_name="David")
    return pupil


def _roles(meeting):
    return list(meeting.participants.values_list("role", flat=True))


def test_a_meeting_begins_with_its_first_seats(pupil, alice, alice_client):
    response = alice_client.post(URL, _sent(pupil, title="Yanis, ses après-midi"))
    meeting = Meeting.objects.get()
    assert response["Location"] == reverse("meetings:path", args=[meeting.reference])
    assert (meeting.team, meeting.convener, meeting.pupil) == (pupil.team, alice, pupil)
    assert (meeting.school, meeting.class_name) == (pupil.school, "CE2")
    assert _roles(meeting) == ["pupil", "guardian", "guardian", "professional"]
    assert meeting.participants.last().professional.account == alice


def test_whom_a_judge_forbids_has_no_first_seat(pupil, alice_client):
    make_relative(pupil, "beau-père", may_receive="nothing")
    alice_client.post(URL, _sent(pupil))
    assert _roles(Meeting.objects.get()).count("guardian") == 2


def test_the_path_opens_with_everything_to_do(pupil, alice_client):
    response = alice_client.post(URL, _sent(pupil), follow=True)
    page = response.content.decode()
    assert "La réunion est commencée." in page
    assert "Le problème commun" in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_begins_with_the_time_it_takes(pupil, alice_client, kind):
    alice_client.post(URL, _sent(pupil, kind=kind))
    meeting = Meeting.objects.get()
    assert meeting.kind == kind
    assert meeting.duration_minutes >= 10
    with_family = kind != "concertation_aesh"
    assert ("guardian" in _roles(meeting)) == with_family


def test_without_a_title_the_first_name_will_do(pupil, alice_client):
    alice_client.post(URL, _sent(pupil))
    assert Meeting.objects.get().title == "Yanis"


def test_another_kind_needs_its_name(pupil, alice_client):
    response = alice_client.post(URL, _sent(pupil, kind="other", title="Gardé"))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["kind_other"]
    assert 'value="Gardé"' in response.content.decode()
    alice_client.post(URL, _sent(pupil, kind="other", kind_other="bilan de rentrée"))
    assert Meeting.objects.get().kind_label == "bilan de rentrée"


def test_a_pupil_can_be_written_on_the_spot(team, alice_client):
    school = make_institution(team)
    alice_client.post(
        URL,
        _sent(
            first_name="Inès", last_name="N’Diaye", born_on="17/04/2018", school=school.pk,
            class_name="6e",
        ),
    )  # fmt: skip
    meeting = Meeting.objects.get()
    pupil = Pupil.objects.get()
    assert (pupil.name, pupil.school, pupil.team) == ("Inès N’Diaye", school, team)
    assert meeting.school == school
    assert _roles(meeting) == ["pupil", "professional"]


WRITTEN_SCHOOL = {
    "first_name": "Inès", "new_school": "École <b>Foch</b>", "new_school_kind": "ecole_primaire",
}  # fmt: skip


def test_the_school_of_that_pupil_can_be_written_too(team, alice_client):
    data = _sent(**WRITTEN_SCHOOL)
    alice_client.post(URL, data)
    alice_client.post(URL, data)
    school = Institution.objects.get()
    assert (school.name, school.kind, school.team) == ("École <b>Foch</b>", "ecole_primaire", team)
    assert Meeting.objects.get().school == Pupil.objects.get().school == school
    acts = JournalEntry.objects.values_list("act", flat=True)
    assert list(acts.filter(act__startswith="institution")) == ["institution_added"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("new_school_kind", {"new_school_kind": ""}),
        ("new_school_kind", {"new_school_kind": "chateau"}),
        ("new_school", {"new_school": "é" * 3000}),
        ("new_school", {"new_school": "a\x00b"}),
    ],
)
def test_a_school_that_cannot_be_is_refused_and_nothing_is_written(alice_client, field, changes):
    response = alice_client.post(URL, _sent(**(WRITTEN_SCHOOL | changes)))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Institution.objects.exists()
    assert not Pupil.objects.exists()


def test_a_school_is_chosen_or_written_not_both(team, alice_client):
    school = make_institution(team)
    response = alice_client.post(URL, _sent(**WRITTEN_SCHOOL, school=school.pk))
    assert list(response.context["form"].errors) == ["new_school"]
    assert Institution.objects.get() == school


def test_a_school_written_beside_a_pupil_of_the_list_is_not_made(pupil, alice_client):
    alice_client.post(URL, _sent(pupil, new_school="École Foch"))
    assert Meeting.objects.get().school == pupil.school
    assert Institution.objects.get() == pupil.school


@pytest.mark.parametrize("fields", [{}, {"first_name": "   "}, {"last_name": "N’Diaye"}])
def test_a_meeting_is_for_somebody(alice_client, fields):
    response = alice_client.post(URL, _sent(**fields))
    assert response.status_code == 422
    assert "Choisissez un élève, ou écrivez son prénom plus bas." in response.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("kind", "conseil_de_guerre"),
        ("kind", ""),
        ("first_name", "é" * 3000),
        ("first_name", "Yan\x00is"),
        ("born_on", "31/02/2018"),
        ("title", "é" * 3000),
        ("school", "999999"),
        ("own_metier", "roi"),
        ("own_metier", ""),
        ("own_metier_other", "é" * 3000),
        ("own_gender", "x"),
        ("own_gender", ""),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_kept(alice_client, field, typed):
    fields = {"first_name": "Inès", "last_name": "Gardé"} | {field: typed}
    response = alice_client.post(URL, _sent(**fields))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert 'value="Gardé"' in response.content.decode()
    assert not Pupil.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂👩🏽‍🏫", "اجتماع سامية"])
def test_any_title_is_shown_as_text(pupil, alice_client, text):
    response = alice_client.post(URL, _sent(pupil, title=text), follow=True)
    page = response.content.decode()
    assert text.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "<script>alert" not in page


def test_a_pupil_of_another_team_cannot_be_chosen(charlie, alice_client):
    theirs = make_pupil(charlie.current_team, first_name="Gwenaëlle")
    assert "Gwenaëlle" not in alice_client.get(URL).content.decode()
    response = alice_client.post(URL, _sent(theirs))
    assert response.status_code == 422
    assert not Meeting.objects.exists()


def test_the_pupil_one_comes_from_is_chosen_already(pupil, alice_client):
    page = alice_client.get(URL, {"eleve": pupil.pk}).content.decode()
    assert f'<option value="{pupil.pk}" selected>' in page


@pytest.mark.parametrize("count", [1, 30])
def test_new_query_count(team, alice_client, django_assert_num_queries, count):
    for number in range(count):
        make_pupil(team, school=make_institution(team, f"École {number}"))
    # Session, account, one's own card, team of the header, pupils with their schools, schools.
    with django_assert_num_queries(6):
        alice_client.get(URL)


def test_sent_twice_a_form_begins_one_meeting(pupil, alice_client):
    data = _sent(pupil)
    first = alice_client.post(URL, data)["Location"]
    assert alice_client.post(URL, data)["Location"] == first
    assert Meeting.objects.count() == 1


def test_the_card_of_whoever_convenes_is_made_once(pupil, alice, alice_client):
    alice_client.post(URL, _sent(pupil))
    alice_client.post(URL, _sent(pupil))
    card = Professional.objects.get(account=alice)
    assert (card.first_name, card.last_name) == ("Alice", "Martin")
    assert card.called == "l’enseignante référente"
    assert Meeting.objects.count() == 2


def test_whoever_has_another_metier_writes_it(pupil, alice, alice_client):
    response = alice_client.post(URL, _sent(pupil, own_metier="autre"))
    assert list(response.context["form"].errors) == ["own_metier_other"]
    sent = _sent(pupil, own_metier="autre", own_metier_other="coordinatrice de secteur")
    alice_client.post(URL, sent)
    assert Professional.objects.get(account=alice).called == "la coordinatrice de secteur"


def test_words_for_another_metier_are_left_when_the_list_has_it(pupil, alice, alice_client):
    alice_client.post(URL, _sent(pupil, own_metier="cpe", own_metier_other="conseillère"))
    card = Professional.objects.get(account=alice)
    assert (card.called, card.metier_other) == ("la CPE", "")


def test_ones_own_metier_is_asked_once_in_each_team(pupil, alice, alice_client):
    assert "Votre métier" in alice_client.get(URL).content.decode()
    alice_client.post(URL, _sent(pupil))
    page = alice_client.get(URL).content.decode()
    assert "Votre métier" not in page
    assert "On parle de vous" not in page
    alice.current_team = make_team("Secteur Brest")
    alice.memberships.create(team=alice.current_team)
    alice.save()
    assert "Votre métier" in alice_client.get(URL).content.decode()


def test_a_name_as_long_as_an_account_takes_makes_a_card(pupil, alice, alice_client):
    alice.name = "é" * 120
    alice.save()
    assert alice_client.post(URL, _sent(pupil)).status_code == 302


def test_the_card_one_already_has_is_used(pupil, alice, alice_client):
    card = make_professional(pupil.team, "directeur_ecole", account=alice)
    alice_client.post(URL, _sent(pupil, own_metier="", own_gender=""))
    assert Meeting.objects.get().participants.last().professional == card


def test_beginning_writes_its_line_and_names_nobody(pupil, alice, alice_client):
    make_professional(pupil.team, account=alice)
    alice_client.post(URL, _sent(pupil, title="Titre confidentiel"))
    entry = JournalEntry.objects.get()
    assert entry.act == "meeting_begun"
    assert "confidentiel" not in f"{entry.subject}{entry.detail}"


def test_references_can_be_read_aloud(pupil, alice_client):
    alice_client.post(URL, _sent(pupil))
    reference = Meeting.objects.get().reference
    assert len(reference) == 8
    assert not set(reference) & set("01IO")


def test_other_methods_are_refused(alice_client):
    assert alice_client.put(URL).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_two_first_meetings_at_the_same_instant_share_one_card():
    team = make_team()
    alice, pupil, start, statuses = make_account(team), make_pupil(team), Barrier(2), []

    def press(data):
        client = Client()
        client.force_login(alice, backend="partners.backends.PasswordBackend")
        start.wait(10)
        try:
            statuses.append(client.post(URL, data).status_code)
        finally:
            connection.close()

    threads = [Thread(target=press, args=[_sent(pupil)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert statuses == [302, 302]
    assert Meeting.objects.count() == 2
    assert Professional.objects.filter(account=alice).count() == 1
