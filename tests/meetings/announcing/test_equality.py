"""« Qui a quoi »: the page, a point kept all the same, what is said by telephone noted here."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.dossier import QUERIES
from meetings.models import Handing, ReadMark
from meetings.reach import QUERIES as REACH
from tests import factories
from tests.guests import make_link, pass_gate
from tests.meetings.pdfs import text_of

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
DOOR = 3  # the session, the account, its team in the header


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(NOW)
    return at


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def seat_of(meeting, relation):
    return meeting.participants.get(family_member__relation=relation)


def hand(seat, by, *, way="mail", on=date(2027, 1, 4), **fields):
    return Handing.objects.create(
        participant=seat,
        by_way=way,
        handed_on=on,
        language="fr",
        noted_at=NOW,
        noted_by=by,
        **fields,
    )


@pytest.fixture
def decision(case_1):
    return case_1.agenda.filter(kind="decide").first()


@pytest.fixture
def information(decision):
    return decision.informations.get()


@pytest.fixture
def out(case_1, alice, information):
    """The briefs are out since 4 January, all informations with them."""
    case_1.brief_given_on = date(2027, 1, 4)
    case_1.save()
    for item in case_1.agenda.all():
        item.informations.update(released_at=NOW)
    return case_1


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


def cells_of(page, name):
    row = next(row for row in page.split("<tr>") if f'<th scope="row">{name}</th>' in row)
    return re.findall(r'class="cell__word">([^<]*)<', row)


# --- The page ----------------------------------------------------------------------------------


def test_before_anything_is_handed_out_nobody_has_anything(alice_client, case_1):
    page = words(alice_client.get(url("equality", case_1)))
    assert cells_of(page, "La mère") == ["pas donné", "pas donné"]
    assert page.count("à instruire") >= 2


def test_each_cell_says_how_far_it_went(alice_client, alice, client, out, information):
    mother, father = seat_of(out, "mère"), seat_of(out, "père")
    hand(father, alice)
    pass_gate(client, make_link(mother, alice))
    page = words(alice_client.get(url("equality", out)))
    assert cells_of(page, "La mère") == ["ouvert", "ouvert"]
    assert cells_of(page, "Le père") == ["donné", "donné"]
    assert "le 4 janvier par courriel" in page
    assert cells_of(page, "L’éducatrice spécialisée") == ["l’a", "l’a"]


def test_a_decision_whose_information_everybody_has_is_ready(alice_client, alice, out):
    for seat in out.participants.all():
        hand(seat, alice, way="hand")
    page = words(alice_client.get(url("equality", out)))
    assert "à instruire" not in page.split("Rappels")[0]
    Handing.objects.filter(participant=seat_of(out, "père")).delete()
    page = words(alice_client.get(url("equality", out)))
    assert "le père ne l’a pas encore reçu" in page


def test_a_message_that_came_back_gave_nothing(alice_client, alice, out):
    mail = OutgoingMail.objects.create(
        about="", recipient="x@example.org", subject="s", text="t", created_at=NOW,
        created_by=alice, failed_at=NOW, failure="le serveur de courriel refuse cette adresse",
    )  # fmt: skip
    hand(seat_of(out, "père"), alice, mail=mail)
    page = words(alice_client.get(url("equality", out)))
    assert cells_of(page, "Le père") == ["pas arrivé", "pas arrivé"]
    assert "Courriel revenu : le père." in page


def test_whom_a_judge_forbids_is_not_in_the_table(alice_client, out):
    father = seat_of(out, "père").family_member
    father.may_receive = "nothing"
    father.save()
    page = words(alice_client.get(url("equality", out)))
    assert '<th scope="row">Le père</th>' not in page
    assert "une décision de justice l’interdit" in page


def test_without_a_decision_it_says_what_to_do(alice_client, meeting):
    page = words(alice_client.get(url("equality", meeting)))
    assert url("agenda", meeting) in page
    assert "<table" not in page


@pytest.mark.parametrize(("people", "items"), [(1, 1), (28, 1), (1, 6), (28, 6)])
def test_query_count(alice_client, alice, meeting, people, items, django_assert_num_queries):
    seats = factories.fill(meeting, participants=people, items=items, slots=1, places=1)
    for seat in seats:
        hand(seat, alice)
        make_link(seat, alice, opened_at=NOW)
    with django_assert_num_queries(DOOR + 1 + QUERIES + REACH):
        assert alice_client.get(url("equality", meeting)).status_code == 200


ENDPOINTS = [
    ("equality", (), "get"),
    ("point_kept", ("agenda",), "post"),
    ("information_release", (), "post"),
    ("brief_reminders", (), "post"),
    ("reading_noted", (), "post"),
]


@pytest.mark.parametrize(("name", "args", "method"), ENDPOINTS)
def test_a_stranger_finds_nothing(charlie_client, out, decision, name, args, method):
    at = url(name, out, *(decision.pk for _ in args))
    assert getattr(charlie_client, method)(at, {"reason": "x", "pause": "1"}).status_code == 404
    out.refresh_from_db()
    assert out.brief_reminders_paused_at is None


@pytest.mark.parametrize(("name", "args", "method"), ENDPOINTS)
def test_the_wrong_method_is_refused(alice_client, out, decision, name, args, method):
    at = url(name, out, *(decision.pk for _ in args))
    wrong = {"get": alice_client.post, "post": alice_client.get}[method]
    assert wrong(at).status_code == 405


# --- A point kept all the same -----------------------------------------------------------------


def test_a_point_is_kept_with_a_reason_which_the_fiche_prints(alice_client, out, decision):
    at = url("point_kept", out, decision.pk)
    alice_client.post(at, {"reason": "La MDPH attend avant le 30 janvier."})
    alice_client.post(at, {"reason": "La MDPH attend avant le 30 janvier."})
    decision.refresh_from_db()
    assert decision.kept_reason == "La MDPH attend avant le 30 janvier."
    assert JournalEntry.objects.filter(act="point_kept").count() == 1
    assert "gardée quand même" in words(alice_client.get(url("equality", out)))
    sheet = text_of(alice_client.get(url("fiche", out)).content)
    assert "La MDPH attend avant le 30 janvier." in " ".join(sheet.split())
    alice_client.post(at, {"withdraw": "1"})
    decision.refresh_from_db()
    assert (decision.kept_reason, decision.kept_at) == ("", None)


def test_without_a_reason_nothing_is_kept(alice_client, out, decision):
    response = alice_client.post(url("point_kept", out, decision.pk), {"reason": " "})
    assert response.status_code == 422
    assert "Dites pourquoi, en une phrase." in response.content.decode()


def test_only_a_decision_of_this_meeting_is_kept(alice_client, alice, team, out):
    other = factories.make_item(factories.make_meeting(team, alice))
    reason = {"reason": "x"}
    assert alice_client.post(url("point_kept", out, other.pk), reason).status_code == 404
    to_understand = out.agenda.get(kind="understand")
    alice_client.post(url("point_kept", out, to_understand.pk), reason)
    to_understand.refresh_from_db()
    assert to_understand.kept_reason == ""


def test_no_brief_tells_the_reason(alice_client, alice, client, out, decision):
    alice_client.post(url("point_kept", out, decision.pk), {"reason": "Le motif ZQX."})
    secret = make_link(seat_of(out, "mère"), alice)
    page = pass_gate(client, secret).get(f"/b/{secret}").content.decode()
    assert decision.title in page
    assert "ZQX" not in page


# --- Noted by whoever prepares -----------------------------------------------------------------


def test_what_is_said_by_telephone_is_noted(alice_client, out, information):
    mother = seat_of(out, "mère")
    said = {"person": mother.pk, "information": information.pk, "said": "unclear",
            "note": "Que veut dire PPS ?", "source": "phone"}  # fmt: skip
    alice_client.post(url("reading_noted", out), said)
    page = words(alice_client.get(url("equality", out)))
    assert cells_of(page, "La mère")[0] == "pas compris"
    assert "dit au téléphone" in page
    assert "Que veut dire PPS" in page


@pytest.mark.parametrize("missing", ["person", "information", "said", "source"])
def test_what_is_missing_is_asked_for(alice_client, out, information, missing):
    said = {"person": seat_of(out, "mère").pk, "information": information.pk, "said": "read",
            "source": "paper"}  # fmt: skip
    response = alice_client.post(url("reading_noted", out), said | {missing: ""})
    assert response.status_code == 422
    assert not ReadMark.objects.exists()


# --- What is late goes to all at once ----------------------------------------------------------


@pytest.fixture
def late(out, decision):
    """An information that came the day after the briefs."""
    return factories.make_information(
        decision, "Le bilan ZQX", text="Texte secret WWW.", given_at=NOW + timedelta(hours=1)
    )


def test_nobody_sees_it_before_everybody_does(alice_client, alice, out, late):
    secrets = [make_link(seat_of(out, name), alice) for name in ("mère", "père")]
    guests = [(pass_gate(Client(), secret), secret) for secret in secrets]

    def seen():
        return ["WWW" in guest.get(f"/b/{secret}").content.decode() for guest, secret in guests]

    assert seen() == [False, False]
    page = words(alice_client.get(url("equality", out)))
    assert "Reçu le 4 janvier : personne ne l’a encore." in page
    assert "personne ne l’a encore" in words(alice_client.get(url("information", out)))
    alice_client.post(url("information_release", out), {"information": late.pk})
    assert seen() == [True, True]
    assert "Donner à tous maintenant" not in words(alice_client.get(url("equality", out)))


def test_a_late_document_opens_for_nobody_before(alice_client, alice, client, out, late):
    late.file_name = "bilan.pdf"
    late.file.name = "nulle-part.pdf"
    late.save()
    secret = make_link(seat_of(out, "mère"), alice)
    pass_gate(client, secret)
    assert client.get(f"/b/{secret}/document/{late.pk}").status_code == 404


def test_those_who_have_the_brief_by_mail_are_told_in_the_same_moment(
    alice_client, alice, client, clock, out, late
):
    clock(NOW + timedelta(hours=2))
    mother, father = seat_of(out, "mère"), seat_of(out, "père")
    hand(father, alice)
    hand(mother, alice, way="letter")
    for _ in range(2):
        alice_client.post(url("information_release", out), {"information": late.pk})
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "david.morel@example.org"
    assert "Yanis" not in mail.subject + mail.text + mail.html
    assert "WWW" not in mail.text + mail.html
    secret = re.search(r"/b/([\w-]{43})", mail.text)[1]
    assert "WWW" in pass_gate(client, secret).get(f"/b/{secret}").content.decode()
    page = words(alice_client.get(url("equality", out)))
    assert "À qui donner encore" in page
    assert f'brief#brief-{mother.pk}"' in page
    assert f'brief#brief-{father.pk}"' not in page


def test_a_release_that_fails_gives_nothing(alice_client, alice, out, late, monkeypatch):
    hand(seat_of(out, "père"), alice)
    monkeypatch.setattr(
        "meetings.announcing.again.queue", lambda *a, **k: (_ for _ in ()).throw(OSError)
    )
    with pytest.raises(OSError):  # noqa: PT011
        alice_client.post(url("information_release", out), {"information": late.pk})
    late.refresh_from_db()
    assert late.released_at is None


def test_what_the_page_did_not_show_is_not_released(alice_client, out, late, decision):
    other = factories.make_information(decision, text="Autre.", given_at=NOW)
    alice_client.post(url("information_release", out), {"information": ["abc", late.pk]})
    other.refresh_from_db()
    assert other.released_at is None


def test_the_aside_of_the_informations_says_it(alice_client, out, late):
    page = words(alice_client.get(url("information", out)))
    assert "est arrivé après l’envoi des briefs" in page
