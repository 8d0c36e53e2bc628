"""The versions of the fiche: made, given to each, opened, read; never changed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.kinds import HandedBy, Paper, Purpose
from meetings.following.actions.versions import Given, note_given
from meetings.frozen import fiche_in, fingerprint_of
from meetings.models import FichePaper, FicheSending, FicheVersion, PrivateLink
from partners.domain.families import Receives
from tests import factories
from tests.meetings.asking.cast import seat_of
from tests.meetings.following.kept import (
    OPENED,
    fiche_link,
    first_version,
    hold_and_close,
    open_up,
    over,
)
from tests.meetings.held import Room
from tests.meetings.pdfs import text_of

QUERIES = 28


@pytest.fixture
def closed(case_1, alice):
    return hold_and_close(case_1, alice)


def _url(meeting, name="versions", *more):
    return reverse(f"meetings:{name}", args=[meeting.reference, *more])


def _page(client, meeting):
    return client.get(_url(meeting)).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def _make(client, meeting, **fields):
    return client.post(
        _url(meeting, "version_make"), {f"faire-{k}": v for k, v in fields.items()}, follow=True
    )


def _send(client, meeting, *people, number=1, **papers):
    data = {"envoi-number": number, "envoi-people": [person.pk for person in people]}
    data |= {f"envoi-paper-{person}": paper for person, paper in papers.items()}
    return client.post(_url(meeting, "version_send"), data)


def _give(client, meeting, **fields):
    usual = {"number": 1, "to": "", "label": "", "paper": "whole", "by_way": "hand"}
    data = {f"remis-{name}": value for name, value in (usual | fields).items()}
    return client.post(_url(meeting, "version_given"), data)


def _correct(meeting, by, text="On se revoit en mars."):
    room = Room(meeting, by, OPENED + timedelta(days=1))
    room.say("reopen")
    room.note("agreement", "accueil", text)
    room.say("close")


# --- Making -------------------------------------------------------------------------------------


def test_a_version_is_numbered_dated_and_sealed(alice_client, alice, closed):
    over(closed, alice)
    _make(alice_client, closed)
    version = FicheVersion.objects.get()
    assert (version.number, version.made_by) == (1, alice)
    assert version.fingerprint == fingerprint_of(version.content)
    assert version.code.replace("-", "").lower() == version.fingerprint[:12]
    assert fiche_in(version.content).held.decisions[0].text == "Un carnet d’une ligne par jour."
    assert version.code in _page(alice_client, closed)


@pytest.mark.parametrize("term", ["none", "open"])
def test_before_the_family_reread_it_takes_a_reason_that_is_printed(
    alice_client, alice, closed, term
):
    if term == "open":
        open_up(closed, alice)
    refused = _make(alice_client, closed)
    assert refused.status_code == 422
    assert not FicheVersion.objects.exists()
    _make(alice_client, closed, reason="La MDPH l’attend.")
    version = FicheVersion.objects.get()
    (note,) = version.content["fiche"]["notes"]
    assert note.endswith("La MDPH l’attend.")
    line = JournalEntry.objects.get(act="fiche_version_made")
    assert line.detail["early"] is True
    assert "MDPH" not in str(line.detail)
    whole = alice_client.get(_url(closed, "version_whole", 1))
    assert "La MDPH l’attend." in " ".join(text_of(whole.content).split())


def test_a_correction_makes_a_new_one_that_says_what_changes(alice_client, alice, closed):
    first = first_version(closed, alice)
    before = (first.content, first.fingerprint)
    _correct(closed, alice)
    assert "On ajoute l’accord : « On se revoit en mars »." in _page(alice_client, closed)
    _make(alice_client, closed, word="Une phrase oubliée.")
    second = FicheVersion.objects.get(number=2)
    assert "On ajoute l’accord" in second.changes.replace("\u00a0", " ")
    assert second.changes.startswith("Une phrase oubliée.")
    assert any("depuis la version 1" in note for note in second.content["fiche"]["notes"])
    first.refresh_from_db()
    assert (first.content, first.fingerprint) == before
    assert second.code != first.code


def test_what_the_family_said_since_makes_a_new_one(alice_client, alice, closed):
    first_version(closed, alice)
    closed.rereading_notes.create(
        participant=seat_of(closed, "mère"), said="correct", text="C’est en avril.",
        said_at=timezone.now(),
    )  # fmt: skip
    _make(alice_client, closed)
    second = FicheVersion.objects.get(number=2)
    assert second.content["fiche"]["said_after"][0]["text"] == "C’est en avril."
    assert "les mots dits en relisant" in second.changes


def test_nothing_new_makes_no_version(alice_client, alice, closed):
    first_version(closed, alice)
    page = _make(alice_client, closed)
    assert "Rien n’a changé" in page.content.decode()
    assert FicheVersion.objects.count() == 1
    assert "Faire la version" not in _page(alice_client, closed)


def test_sent_twice_it_makes_one(alice_client, alice, closed):
    over(closed, alice)
    key = factories.new_key()
    for _ in range(2):
        _make(alice_client, closed, form_key=key)
    assert FicheVersion.objects.count() == 1


def test_none_is_made_of_a_meeting_that_is_open_or_called_off(alice_client, alice, case_1):
    assert "n’est pas fermée" in _make(alice_client, case_1, reason="Vite.").content.decode()
    hold_and_close(case_1, alice)
    case_1.cancelled_at = timezone.now()
    case_1.save()
    assert "est annulée" in _make(alice_client, case_1, reason="Vite.").content.decode()
    assert not FicheVersion.objects.exists()


def test_without_family_it_leaves_without_rereading(alice_client, alice, closed):
    closed.participants.filter(role__in=("guardian", "pupil")).delete()
    _make(alice_client, closed)
    assert FicheVersion.objects.get().content["fiche"]["notes"] == []


# --- Giving -------------------------------------------------------------------------------------


def test_each_is_written_to_with_a_link_and_never_a_file(alice_client, alice, closed):
    first_version(closed, alice)
    father = seat_of(closed, "père")
    pro = closed.participants.filter(professional__metier="psyen").get()
    pro.professional.email = "psy@example.org"
    pro.professional.save()
    _send(alice_client, closed, father, pro)
    mails = {mail.recipient: mail for mail in OutgoingMail.objects.all()}
    assert set(mails) == {"david.morel@example.org", "psy@example.org"}
    for recipient, mail in mails.items():
        everything = mail.subject + mail.text + mail.html
        assert "Yanis" not in everything
        assert "/f/" in mail.text
        for other in set(mails) - {recipient}:
            assert other not in everything
    papers = dict(FicheSending.objects.values_list("participant", "paper"))
    assert papers == {father.pk: "family", pro.pk: "whole"}
    assert "courriel, le" in _page(alice_client, closed)


def test_whoever_has_no_address_or_may_receive_nothing_is_refused(alice_client, alice, closed):
    first_version(closed, alice)
    mother, father = seat_of(closed, "mère"), seat_of(closed, "père")
    father.family_member.may_receive = Receives.NOTHING.value
    father.family_member.save()
    assert _send(alice_client, closed, mother, father).status_code == 422
    assert _give(alice_client, closed, to=father.pk, paper="family").status_code == 422
    assert alice_client.post(_url(closed, "version_link", father.pk)).status_code == 404
    assert not FicheSending.objects.exists()


def test_it_is_given_on_paper_to_somebody_or_to_a_service(alice_client, alice, closed):
    first_version(closed, alice)
    mother = seat_of(closed, "mère")
    _give(alice_client, closed, to=mother.pk, paper="family")
    _give(alice_client, closed, label="MDPH", by_way="letter")
    one, two = FicheSending.objects.all()
    assert (one.participant, one.label, two.participant, two.label) == (mother, "", None, "MDPH")
    text = " ".join(
        text_of(alice_client.get(_url(closed, "version_paper", two.pk)).content).split()
    )
    assert "pour MDPH" in text
    assert "MDPH" in _page(alice_client, closed)


@pytest.mark.parametrize(
    "fields",
    [{}, {"label": "MDPH", "paper": "excerpt"}, {"label": "MDPH", "by_way": "mail"},
     {"label": "x" * 200}],
)  # fmt: skip
def test_a_giving_that_makes_no_sense_is_refused(alice_client, alice, closed, fields):
    first_version(closed, alice)
    assert _give(alice_client, closed, **fields).status_code == 422
    assert not FicheSending.objects.exists()


def test_a_paper_that_is_not_theirs_is_not_given(alice_client, alice, closed):
    first_version(closed, alice)
    father = seat_of(closed, "père")
    assert _give(alice_client, closed, to=father.pk, paper="whole").status_code == 422
    sent = _send(alice_client, closed, father, **{str(father.pk): "whole"})
    assert sent.status_code == 422
    assert not FicheSending.objects.exists()


def test_an_old_version_is_given_to_nobody_any_more(alice_client, alice, closed):
    first_version(closed, alice)
    _correct(closed, alice)
    _make(alice_client, closed)
    _send(alice_client, closed, seat_of(closed, "père"), number=1)
    assert not FicheSending.objects.exists()
    assert "plus récente" in _page(alice_client, closed)


def test_a_link_is_given_by_hand_and_shown_once(alice_client, alice, closed):
    first_version(closed, alice)
    mother, key = seat_of(closed, "mère"), factories.new_key()
    page = alice_client.post(_url(closed, "version_link", mother.pk), {"form_key": key})
    assert page["Referrer-Policy"] == "no-referrer"
    assert "/f/" in page.context["url"]
    assert FicheSending.objects.get().by_way == "link"
    again = alice_client.post(_url(closed, "version_link", mother.pk), {"form_key": key})
    assert again.status_code == 302
    assert PrivateLink.objects.filter(purpose=Purpose.FICHE.value).count() == 1


def test_the_same_file_is_given_whenever_it_is_asked(alice_client, alice, closed):
    first_version(closed, alice)
    _give(alice_client, closed, to=seat_of(closed, "mère").pk, paper="family")
    sending, kept = FicheSending.objects.get(), FichePaper.objects.get()
    assert kept.language == "ar"  # that of its reader
    url = _url(closed, "version_paper", sending.pk)
    assert alice_client.get(url).content == bytes(kept.content)
    kept.content = b"%PDF-as it left"
    kept.save()
    closed.title = "Un autre titre"
    closed.save()
    assert alice_client.get(url).content == b"%PDF-as it left"


def test_whoever_has_a_link_already_finds_the_file_kept(alice_client, alice, closed):
    first_version(closed, alice)
    father = seat_of(closed, "père")
    fiche_link(father, alice, opened_at=timezone.now())
    _send(alice_client, closed, father)
    assert FichePaper.objects.get().reader == f"p{father.pk}"


def test_that_somebody_signed_on_paper_is_noted(alice_client, alice, closed, undrawn):
    first_version(closed, alice)
    _give(alice_client, closed, label="MDPH")
    sending = FicheSending.objects.get()
    url = _url(closed, "version_read", sending.pk)
    assert alice_client.post(url, {"source": "link"}).status_code == 404
    alice_client.post(url, {"source": "paper"})
    sending.refresh_from_db()
    assert (sending.read_source, sending.opened_at) == ("paper", None)
    assert "A dit l’avoir lue le" in _page(alice_client, closed)


# --- The wall -----------------------------------------------------------------------------------


def test_a_stranger_finds_nothing(charlie_client, alice, closed):
    first_version(closed, alice)
    mother = seat_of(closed, "mère")
    given = Given(Paper.FAMILY, person=mother.pk)
    sending = note_given(closed, 1, given, HandedBy.HAND, by=alice, now=timezone.now())
    for name, more in (
        ("versions", ()), ("version_whole", (1,)), ("version_paper", (sending.pk,)),
    ):  # fmt: skip
        assert charlie_client.get(_url(closed, name, *more)).status_code == 404, name
    for name, more in (
        ("version_make", ()), ("version_send", ()), ("version_given", ()),
        ("version_link", (mother.pk,)), ("version_read", (sending.pk,)),
    ):  # fmt: skip
        assert charlie_client.post(_url(closed, name, *more)).status_code == 404, name


def test_a_paper_of_another_meeting_is_not_reached_through_this_one(
    alice_client, alice, closed, team
):
    first_version(closed, alice)
    given = Given(Paper.WHOLE, label="MDPH")
    sending = note_given(closed, 1, given, HandedBy.HAND, by=alice, now=timezone.now())
    other = factories.make_meeting(team, alice)
    assert alice_client.get(_url(other, "version_paper", sending.pk)).status_code == 404
    assert alice_client.get(_url(other, "version_whole", 1)).status_code == 404
    read = alice_client.post(_url(other, "version_read", sending.pk), {"source": "paper"})
    assert read.status_code == 404


def test_pages_are_read_and_acts_are_sent(alice_client, closed):
    assert alice_client.post(_url(closed)).status_code == 405
    for name in ("version_make", "version_send", "version_given"):
        assert alice_client.get(_url(closed, name)).status_code == 405


@pytest.mark.parametrize("many", [1, 15])
def test_versions_query_count(alice_client, alice, closed, many, django_assert_num_queries):
    first_version(closed, alice)
    for number in range(many):
        given = Given(Paper.WHOLE, label=f"Service {number}")
        note_given(closed, 1, given, HandedBy.HAND, by=alice, now=timezone.now())
    with django_assert_num_queries(QUERIES):
        alice_client.get(_url(closed))
