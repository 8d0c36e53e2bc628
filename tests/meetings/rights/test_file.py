"""The file of a pupil: everything written is given, what is somebody else’s is not; erased whole."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertRedirects

from intermetiers.web.models import JournalEntry
from meetings.models import Hold
from partners.models import Pupil, SecretAddress, TeamRole
from tests import factories
from tests.factories import NOW
from tests.guests import make_link
from tests.meetings.announcing.viewpoints import make_contribution, seat_of_metier
from tests.meetings.asking.cast import seat_of


def _url(name, pupil):
    return reverse(f"meetings:{name}", args=[pupil.pk])


@pytest.fixture
def pupil(case_1):
    """Yanis, whose parents live apart; each has said something."""
    make_contribution(seat_of(case_1, "mère"), "Il pleure le soir.")
    make_contribution(seat_of(case_1, "père"), "Je le trouve fatigué.", audience="coordinator")
    make_contribution(
        seat_of_metier(case_1, "orthophoniste"), "L’oral le fatigue.", audience="coordinator"
    )
    return case_1.pupil


def _parent(pupil, relation):
    return pupil.family.get(relation=relation)


def _copy(client, pupil, reader="personne", file_format="json"):
    sent = {"reader": reader, "file_format": file_format}
    return client.post(_url("file_copy", pupil), sent)


def _text(response):
    return json.dumps(json.loads(response.content), ensure_ascii=False)


def test_a_mother_is_given_what_is_written_and_what_is_hers(pupil, alice_client):
    mother = _parent(pupil, "mère")
    mother.phone, mother.work = "06 11 22 33 44", "travaille de nuit"
    mother.save()
    told = _text(_copy(alice_client, pupil, mother.pk))
    for written in ("Il pleure le soir.", "06 11 22 33 44", "travaille de nuit", "Yanis"):
        assert written in told


def test_what_is_somebody_else_s_is_not_given_and_it_is_said(pupil, alice_client):
    father = _parent(pupil, "père")
    father.phone, father.email = "06 99 88 77 66", "pere@example.org"
    father.save()
    SecretAddress.objects.create(member=father, address="12 rue cachée")
    told = _text(_copy(alice_client, pupil, _parent(pupil, "mère").pk))
    for hidden in ("06 99", "pere@", "rue cachée", "Je le trouve fatigué.", "L’oral le fatigue."):
        assert hidden not in told
    assert "réservés à la personne qui prépare" in told
    assert "une autre personne adulte" in told
    his = _text(_copy(alice_client, pupil, father.pk))
    assert "Je le trouve fatigué." in his
    # A paper travels: the address a judge hides is on none, not even on that of who lives there.
    assert "rue cachée" not in his
    assert "gardée à part" in his


def test_for_nobody_in_particular_no_contact_is_given(pupil, alice_client):
    for one in pupil.family.all():
        one.email = f"parent{one.pk}@example.org"
        one.save()
    assert "@example.org" not in _text(_copy(alice_client, pupil))


def test_the_pdf_says_it_in_words(pupil, alice_client):
    answer = _copy(alice_client, pupil, _parent(pupil, "mère").pk, "pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    text = " ".join(text.split())
    for told in ("Tout ce qui est écrit au sujet de Yanis", "Il pleure le soir.", "Points de vue"):
        assert told in text


def test_no_key_of_a_link_is_given(case_1, pupil, alice, alice_client):
    secret = make_link(seat_of(case_1, "mère"), alice)
    told = _text(_copy(alice_client, pupil))
    assert secret not in told
    assert "fingerprint" not in told


def test_the_journal_keeps_that_it_was_given_and_to_whom(pupil, alice, alice_client):
    mother = _parent(pupil, "mère")
    _copy(alice_client, pupil, mother.pk)
    entry = JournalEntry.objects.get(act="copy_given")
    assert (entry.account, entry.subject) == (alice, f"pupil:{pupil.pk}")
    assert entry.detail == {"reader": mother.pk, "format": "json"}


def test_a_copy_is_no_link(pupil, alice_client, charlie_client):
    assert alice_client.get(_url("file_copy", pupil)).status_code == 405
    assert _copy(charlie_client, pupil).status_code == 404
    assert _copy(alice_client, pupil, "x").status_code == 422
    assert not JournalEntry.objects.filter(act="copy_given").exists()


def test_a_coordinator_sees_the_page_and_neither_copies_nor_erases(client, team, pupil):
    account = factories.make_account(team, role=TeamRole.COORDINATEUR)
    client.force_login(account, "partners.backends.PasswordBackend")
    page = client.get(_url("file", pupil)).content.decode()
    assert "Effacer le dossier" not in page
    assert _copy(client, pupil).status_code == 403
    assert client.post(_url("file_erase", pupil), {"first_name": "Yanis"}).status_code == 403
    assert Pupil.objects.filter(pk=pupil.pk).exists()


def test_erasing_asks_for_the_first_name(team, alice_client):
    pupil = factories.make_pupil(team, first_name="Maëlle")
    refused = alice_client.post(_url("file_erase", pupil), {"first_name": "Yanis"})
    assertContains(refused, "rien n’a été effacé", status_code=422)
    done = alice_client.post(_url("file_erase", pupil), {"first_name": "maelle"})
    assertRedirects(done, reverse("partners:pupils"))
    assert not Pupil.objects.exists()
    assert alice_client.get(_url("file", pupil)).status_code == 404


def test_a_held_file_says_why_it_cannot_be_erased(team, alice, alice_client):
    pupil = factories.make_pupil(team, first_name="Maëlle")
    Hold.objects.create(pupil=pupil, reason="Un recours.", placed_at=NOW, placed_by=alice)
    assertContains(alice_client.get(_url("file_erase", pupil)), "Un recours.")
    refused = alice_client.post(_url("file_erase", pupil), {"first_name": "Maëlle"})
    assert refused.status_code == 422
    assert Pupil.objects.exists()


def test_a_stranger_finds_no_file(pupil, charlie_client):
    for name in ("file", "file_erase"):
        assert charlie_client.get(_url(name, pupil)).status_code == 404
    assert charlie_client.post(_url("file", pupil)).status_code in {404, 405}


@pytest.mark.parametrize("count", [1, 6])
def test_the_queries_of_a_copy_depend_on_meetings_and_not_on_rows(
    pupil, case_1, alice_client, django_assert_max_num_queries, count
):
    for number in range(count):
        seat = case_1.participants.create(
            role="friend", label=f"Personne {number}", position=50 + number, invited_at=NOW
        )
        make_contribution(seat, "Un mot.")
    with django_assert_max_num_queries(90):
        _copy(alice_client, pupil)
