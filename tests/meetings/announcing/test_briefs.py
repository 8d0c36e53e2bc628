"""The coordinator's side: preview, links, letter, mail, the day it was handed out."""

import re
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import fingerprint
from intermetiers.web.mail_queue import REFUSED_ADDRESS
from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.announcing.again import write_again
from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from meetings.dossier import QUERIES
from meetings.models import Handing, Meeting, PrivateLink
from partners.actions import change_relative
from partners.models import Account
from tests import factories
from tests.guests import pass_gate
from tests.meetings.pdfs import text_of

DOOR = 3  # the session, the account, its team in the header
ITS_OWN = 7  # who has what (4), the links, those that serve no more, the cards


def _url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def _mother(meeting):
    return meeting.participants.get(family_member__relation="mère").pk


def _father(meeting):
    return meeting.participants.get(family_member__relation="père").pk


def _make(client, meeting, person, key=None, made_for="link"):
    data = {"form_key": key or factories.new_key(), "made_for": made_for}
    return client.post(_url("brief_link", meeting, person), data)


def _words(response):
    """The page with the line breaks of its source as spaces, as a browser shows it."""
    return re.sub(r"[ \n]+", " ", response.content.decode())


def _secret_of(response):
    return re.search(r"/b/([\w-]{43})\b", response.content.decode())[1]


ENDPOINTS = [
    ("briefs", (), "get"),
    ("brief_preview", ("mother",), "get"),
    ("brief_link", ("mother",), "post"),
    ("brief_send", ("father",), "post"),
    ("brief_revoke", ("link",), "post"),
    ("brief_handed", ("mother",), "post"),
    ("brief_letter", ("mother",), "get"),
    ("briefs_send_all", (), "post"),
]


@pytest.fixture
def rows(case_1, alice_client):
    _make(alice_client, case_1, _mother(case_1))
    link = PrivateLink.objects.get()
    return {"mother": _mother(case_1), "father": _father(case_1), "link": link.pk}


@pytest.mark.parametrize(("name", "args", "method"), ENDPOINTS)
def test_a_stranger_finds_nothing(charlie_client, case_1, rows, name, args, method):
    url = _url(name, case_1, *(rows[arg] for arg in args))
    data = {"form_key": factories.new_key(), "made_for": "link", "given_on": "2026-11-02"}
    assert getattr(charlie_client, method)(url, data).status_code == 404
    assert PrivateLink.objects.get().revoked_at is None
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(("name", "args", "method"), ENDPOINTS)
def test_the_wrong_method_is_refused(alice_client, case_1, rows, name, args, method):
    url = _url(name, case_1, *(rows[arg] for arg in args))
    wrong = (
        alice_client.put
        if name in {"brief_revoke", "briefs_send_all"}
        else {"get": alice_client.post, "post": alice_client.get}[method]
    )
    assert wrong(url).status_code == 405


# --- The page ----------------------------------------------------------------------------------


def test_each_relative_has_their_own_brief(alice_client, case_1):
    page = _words(alice_client.get(_url("briefs", case_1)))
    assert "La mère de Yanis" in page
    assert "Le père de Yanis" in page
    assert _url("brief_send", case_1, _father(case_1)) in page
    assert _url("brief_send", case_1, _mother(case_1)) not in page
    assert "pas de serveur de courriel" in page


def test_without_family_it_says_what_to_do(alice_client, team, alice):
    meeting = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    page = alice_client.get(_url("briefs", meeting)).content.decode()
    assert "Personne de la famille" in page
    assert _url("guests", meeting) in page


@pytest.mark.parametrize("many", [1, 28])
def test_briefs_query_count(alice_client, meeting, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=min(many, 12), slots=many, places=1)
    for _ in range(min(many, 5)):
        _make(alice_client, meeting, _mother(meeting))
        _make(alice_client, meeting, _father(meeting))
    with django_assert_num_queries(DOOR + 1 + QUERIES + ITS_OWN):
        alice_client.get(_url("briefs", meeting))


def test_the_preview_is_what_the_reader_reads(alice_client, client, case_1):
    preview = alice_client.get(_url("brief_preview", case_1, _father(case_1))).content.decode()
    secret = _secret_of(_make(alice_client, case_1, _father(case_1)))
    read = pass_gate(client, secret).get(f"/b/{secret}").content.decode()
    answering = re.compile(
        r'<section id="reponse".*?</section>|<div class="receipt".*?</div>|<p class="ask" data-mute>.*?</p>',
        re.DOTALL,
    )

    def body(page):
        """Without the buttons that nobody presses for another: whether one comes, what one read."""
        body = page.split("<h1>")[1].split("Qui appeler")[0]
        return " ".join(answering.sub("", body).split())

    assert body(preview) == body(read)


@pytest.mark.parametrize("who", ["professeur_ecoles", "pupil", "mother"])
def test_everybody_has_a_page_a_letter_and_a_link(alice_client, client, case_1, who):
    seats = case_1.participants
    person = {
        "professeur_ecoles": seats.get(professional__metier="professeur_ecoles").pk,
        "pupil": seats.get(role="pupil").pk,
        "mother": _mother(case_1),
    }[who]
    assert alice_client.get(_url("brief_preview", case_1, person)).status_code == 200
    letter = alice_client.get(_url("brief_letter", case_1, person))
    assert letter["Content-Type"] == "application/pdf"
    assert client.get(f"/b/{_secret_of(_make(alice_client, case_1, person))}").status_code == 200


def test_nobody_of_another_meeting_has_anything_here(alice_client, case_1, meeting):
    stranger = meeting.participants.get(family_member__relation="mère").pk
    for name in ("brief_preview", "brief_letter"):
        assert alice_client.get(_url(name, case_1, stranger)).status_code == 404
    assert _make(alice_client, case_1, stranger).status_code == 404
    data = {"form_key": factories.new_key()}
    assert alice_client.post(_url("brief_send", case_1, stranger), data).status_code == 404
    assert not PrivateLink.objects.exists()


def test_the_preview_shows_the_message_in_the_language_of_the_reader(alice_client, case_1):
    page = alice_client.get(_url("brief_preview", case_1, _mother(case_1))).content.decode()
    assert "Voir son courriel" in page
    assert lexicon(Language.AR).say("again.first_subject") in page
    pupil = case_1.participants.get(role="pupil").pk
    page = alice_client.get(_url("brief_preview", case_1, pupil)).content.decode()
    assert "Voir son courriel" not in page


# --- Links -------------------------------------------------------------------------------------


def test_a_link_is_shown_once_with_a_text_and_a_code(alice_client, client, case_1, settings):
    settings.PUBLIC_ORIGIN = "https://reunions.example.org"
    response = _make(alice_client, case_1, _mother(case_1))
    page, secret = response.content.decode(), _secret_of(response)
    assert f'value="https://reunions.example.org/b/{secret}"' in page
    assert "Bonjour, c’est Alice Martin" in page
    assert "<svg" in page
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert client.get(f"/b/{secret}").status_code == 200
    assert secret not in alice_client.get(_url("briefs", case_1)).content.decode()


def test_the_text_of_the_sms_does_not_name_the_child(alice_client, case_1):
    page = _make(alice_client, case_1, _mother(case_1)).content.decode()
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    assert "Yanis" not in text
    assert "jeudi 21" in text


def test_only_the_fingerprint_is_kept(alice_client, case_1, alice):
    secret = _secret_of(_make(alice_client, case_1, _mother(case_1)))
    link = PrivateLink.objects.get()
    assert link.fingerprint == fingerprint(secret)
    assert link.made_by == alice
    assert secret not in str(list(JournalEntry.objects.values()))
    assert JournalEntry.objects.get(act="link_made").detail["row"] == f"privatelink:{link.pk}"


def test_sending_the_form_twice_makes_one_link(alice_client, case_1):
    key = factories.new_key()
    assert _make(alice_client, case_1, _mother(case_1), key).status_code == 200
    assert _make(alice_client, case_1, _mother(case_1), key).status_code == 302
    assert PrivateLink.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"made_for": "\0"}, {"made_for": "other"}])
def test_a_form_out_of_shape_makes_nothing(alice_client, case_1, data):
    response = alice_client.post(_url("brief_link", case_1, _mother(case_1)), data)
    assert response.status_code == 422
    assert not PrivateLink.objects.exists()


def test_a_link_lives_thirty_days_after_the_meeting(alice_client, case_1):
    _make(alice_client, case_1, _mother(case_1))
    assert PrivateLink.objects.get().expires_at == case_1.chosen_slot.ends_at + timedelta(days=30)


def test_without_a_date_a_link_lives_ninety_days(alice_client, meeting):
    _make(alice_client, meeting, _mother(meeting))
    link = PrivateLink.objects.get()
    assert link.expires_at - link.made_at == timedelta(days=90)


def test_no_link_is_made_that_would_not_open(alice_client, case_1):
    past = factories.make_slot(case_1, datetime(2020, 1, 7, 9, tzinfo=UTC))
    case_1.chosen_slot = past
    case_1.save()
    response = alice_client.post(
        _url("brief_link", case_1, _mother(case_1)),
        {"form_key": factories.new_key(), "made_for": "link"},
        follow=True,
    )
    assert "plus de trente jours" in response.content.decode()
    case_1.chosen_slot, case_1.cancelled_at = None, timezone.now()
    case_1.save()
    assert _make(alice_client, case_1, _mother(case_1)).status_code == 302
    assert not PrivateLink.objects.exists()


def test_withdrawing_asks_first_then_closes(alice_client, client, case_1):
    secret = _secret_of(_make(alice_client, case_1, _mother(case_1)))
    url = _url("brief_revoke", case_1, PrivateLink.objects.get().pk)
    assert "Retirer ce lien" in alice_client.get(url).content.decode()
    assert client.get(f"/b/{secret}").status_code == 200
    assert alice_client.post(url).status_code == 302
    first = PrivateLink.objects.get().revoked_at
    assert client.get(f"/b/{secret}").status_code == 404
    alice_client.post(url)
    assert PrivateLink.objects.get().revoked_at == first
    assert url not in alice_client.get(_url("briefs", case_1)).content.decode()


def test_a_link_of_another_meeting_cannot_be_withdrawn_here(alice_client, case_1, meeting):
    _make(alice_client, case_1, _mother(case_1))
    url = _url("brief_revoke", meeting, PrivateLink.objects.get().pk)
    assert alice_client.post(url).status_code == 404
    assert PrivateLink.objects.get().revoked_at is None


def test_what_is_not_chosen_yet_is_told_before_a_letter_is_printed(alice_client, case_1, meeting):
    said = "Un lien le montrera dès que ce sera fait"
    assert said in _words(alice_client.get(_url("briefs", meeting)))
    assert said not in _words(alice_client.get(_url("briefs", case_1)))


# --- Mail --------------------------------------------------------------------------------------


def _send(client, meeting, person, key=None):
    return client.post(
        _url("brief_send", meeting, person), {"form_key": key or factories.new_key()}
    )


def test_the_message_goes_to_one_person_with_a_link_that_opens(alice_client, client, case_1):
    assert _send(alice_client, case_1, _father(case_1)).status_code == 302
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "david.morel@example.org"
    secret = re.search(r"/b/([\w-]{43})", mail.text)[1]
    assert f'/b/{secret}">Ouvrir la page de la réunion</a>' in mail.html
    assert 'href="tel:0400000000"' in mail.html
    assert "Pour David Morel" in client.get(f"/b/{secret}").content.decode()
    page = pass_gate(client, secret).get(f"/b/{secret}").content.decode()
    assert "le père de Yanis" in page


def test_the_message_names_neither_the_child_nor_anybody_else(alice_client, case_1):
    case_1.pupil.family.update(phone="SECRETphone", needs="SECRETneeds", work="SECRETwork")
    _send(alice_client, case_1, _father(case_1))
    mail = OutgoingMail.objects.get()
    for part in (mail.subject, mail.text, mail.html):
        for word in ("Yanis", "Belkacem", "Samia", "SECRET", "ESS", "MDPH", "@example.org\u00a0"):
            assert word not in part
    addresses = set(re.findall(r"[\w.]+@[\w.]+\w", mail.subject + mail.text + mail.html))
    assert addresses == {case_1.convener.email}


def test_the_message_shows_markup_as_text(alice_client, case_1, alice):
    alice.name = "<script>alert(1)</script>"
    alice.save()
    _send(alice_client, case_1, _father(case_1))
    mail = OutgoingMail.objects.get()
    assert "<script>" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert "<script>" in mail.text


def test_sending_twice_queues_one_message(alice_client, case_1):
    key = factories.new_key()
    _send(alice_client, case_1, _father(case_1), key)
    _send(alice_client, case_1, _father(case_1), key)
    assert OutgoingMail.objects.count() == PrivateLink.objects.count() == 1


def test_nobody_without_an_address_is_written_to(alice_client, case_1):
    response = alice_client.post(
        _url("brief_send", case_1, _mother(case_1)), {"form_key": factories.new_key()}, follow=True
    )
    assert "n’a pas d’adresse électronique" in response.content.decode()
    assert not OutgoingMail.objects.exists()
    assert not PrivateLink.objects.exists()


@pytest.mark.parametrize(("host", "noted"), [("", False), ("mail.example.org", True)])
def test_a_message_counts_as_handed_out_only_where_mail_leaves(
    alice_client, case_1, settings, host, noted
):
    settings.EMAIL_HOST = host
    _send(alice_client, case_1, _father(case_1))
    case_1.refresh_from_db()
    assert bool(case_1.brief_given_on) is noted


# --- To all ------------------------------------------------------------------------------------


def _to_all(client, meeting, *people, seen=None, key=None):
    data = {
        "form_key": key or factories.new_key(),
        "seen": (seen or timezone.now()).timestamp(),
        "people": people,
    }
    return client.post(_url("briefs_send_all", meeting), data, follow=True)


@pytest.fixture
def reachable(case_1):
    """Case 1, where both parents have an address and the letters are for nobody but the pupil."""
    for member in case_1.pupil.family.all():
        member.email = f"{member.first_name.lower()}@example.org"
        member.save()
    return case_1


def test_all_are_written_to_in_one_act(alice_client, reachable):
    people = (_mother(reachable), _father(reachable))
    page = _to_all(alice_client, reachable, *people).content.decode()
    assert "Deux courriels dans la boîte d’envoi" in page
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {
        "samia@example.org",
        "david@example.org",
    }
    assert Handing.objects.filter(by_way="mail").count() == 2


def test_the_page_says_who_gets_a_message_and_who_does_not(alice_client, case_1):
    page = _words(alice_client.get(_url("briefs_send_all", case_1)))
    assert "david.morel@example.org" in page
    rest = page.split("À prévenir autrement")[1]
    assert "La mère de Yanis" in rest
    assert "Le père de Yanis" not in rest


def test_the_same_form_twice_sends_once(alice_client, reachable):
    key, father = factories.new_key(), _father(reachable)
    _to_all(alice_client, reachable, father, key=key)
    assert "déjà fait" in _to_all(alice_client, reachable, father, key=key).content.decode()
    assert OutgoingMail.objects.count() == 1


def test_a_list_drawn_before_somebody_else_sent_writes_to_nobody_twice(alice_client, reachable):
    seen, father = timezone.now(), _father(reachable)
    _to_all(alice_client, reachable, father, seen=seen)
    page = _to_all(alice_client, reachable, father, _mother(reachable), seen=seen)
    assert "Un courriel dans la boîte d’envoi" in page.content.decode()
    assert OutgoingMail.objects.filter(recipient="david@example.org").count() == 1


def test_one_that_fails_sends_to_nobody(alice_client, reachable, monkeypatch):
    """Killed halfway, the act leaves no message, no link and no handing."""
    written = []

    def fail_the_second_time(*args, **kwargs):
        written.append(args)
        if len(written) > 1:
            raise RuntimeError
        return write_again(*args, **kwargs)

    monkeypatch.setattr("meetings.announcing.actions.briefs.write_again", fail_the_second_time)
    with pytest.raises(RuntimeError):
        _to_all(alice_client, reachable, _mother(reachable), _father(reachable))
    assert not OutgoingMail.objects.exists()
    assert not PrivateLink.objects.exists()
    assert not Handing.objects.exists()


@pytest.mark.parametrize("seen", ["", "hier", "1e300", "nan"])
def test_a_list_out_of_shape_sends_nothing(alice_client, reachable, seen):
    data = {"form_key": factories.new_key(), "seen": seen, "people": [_father(reachable)]}
    assert alice_client.post(_url("briefs_send_all", reachable), data).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_a_message_that_came_back_is_said_until_another_leaves(alice_client, reachable):
    _to_all(alice_client, reachable, _father(reachable))
    mail = OutgoingMail.objects.get()
    mail.failed_at, mail.failure = timezone.now(), REFUSED_ADDRESS
    mail.save()
    said = "n’est pas arrivé"
    assert said in _words(alice_client.get(_url("briefs", reachable)))
    _to_all(alice_client, reachable, _father(reachable))
    assert said not in _words(alice_client.get(_url("briefs", reachable)))


# --- The day it was handed out -----------------------------------------------------------------


def _hand(client, meeting, person, day, way="hand"):
    data = {"form_key": factories.new_key(), "by_way": way, "handed_on": day}
    data = {f"p{person}-{name}": value for name, value in data.items()}
    return client.post(_url("brief_handed", meeting, person), data)


@pytest.mark.parametrize("typed", ["2026-11-02", "02/11/2026", "2 novembre 2026"])
def test_the_day_is_noted_for_that_person(alice_client, case_1, typed):
    assert _hand(alice_client, case_1, _mother(case_1), typed).status_code == 302
    handed = Handing.objects.get()
    assert (handed.participant_id, handed.handed_on) == (_mother(case_1), date(2026, 11, 2))
    page = _words(alice_client.get(_url("briefs", case_1)))
    assert page.count("Remis en main propre le lundi 2\u00a0novembre 2026.") == 1


@pytest.mark.parametrize("days", [("2026-11-02", "2026-11-05"), ("2026-11-05", "2026-11-02")])
def test_the_first_of_the_days_counts(alice_client, case_1, days):
    for person, day in zip((_mother(case_1), _father(case_1)), days, strict=True):
        _hand(alice_client, case_1, person, day, way="letter")
    case_1.refresh_from_db()
    assert case_1.brief_given_on == date(2026, 11, 2)
    assert JournalEntry.objects.filter(act="brief_given").count() == 1
    assert JournalEntry.objects.filter(act="brief_handed").count() == 2


@pytest.mark.parametrize("typed", ["", "31/02/2026", "demain", "2199-01-01", "\0", "x" * 3000])
def test_a_day_that_cannot_be_keeps_what_was_typed(alice_client, case_1, typed):
    response = _hand(alice_client, case_1, _mother(case_1), typed)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Handing.objects.exists()


# --- What each may receive ---------------------------------------------------------------------


def _forbid(meeting):
    meeting.pupil.family.filter(relation="père").update(may_receive="nothing")


def test_nothing_is_prepared_for_whom_a_judge_forbids(alice_client, case_1):
    _forbid(case_1)
    page = _words(alice_client.get(_url("briefs", case_1)))
    assert "Une décision de justice interdit que cette personne reçoive quoi que ce soit" in page
    assert _url("brief_link", case_1, _father(case_1)) not in page
    assert _url("brief_send", case_1, _father(case_1)) not in page
    assert _url("brief_link", case_1, _mother(case_1)) in page


def test_nothing_is_made_nor_sent_for_whom_a_judge_forbids(alice_client, case_1):
    _forbid(case_1)
    father = _father(case_1)
    data = {"form_key": factories.new_key(), "made_for": "link"}
    for name in ("brief_link", "brief_send"):
        response = alice_client.post(_url(name, case_1, father), data, follow=True)
        assert "rien n’est préparé ni envoyé" in response.content.decode()
    assert alice_client.get(_url("brief_preview", case_1, father)).status_code == 404
    assert not PrivateLink.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_link_made_before_the_judge_forbids_opens_no_more(alice_client, client, case_1):
    secret = _secret_of(_make(alice_client, case_1, _father(case_1)))
    _forbid(case_1)
    for page in (f"/b/{secret}", f"/b/{secret}/lettre.pdf"):
        assert client.get(page).status_code == 404
    assert "Liens qui s’ouvrent encore" not in _words(alice_client.get(_url("briefs", case_1)))


def test_a_message_that_still_waits_does_not_leave_once_a_judge_forbids(
    alice, alice_client, case_1
):
    _send(alice_client, case_1, _father(case_1))
    father = case_1.pupil.family.get(relation="père")
    change_relative(
        father, seen={"may_receive": "all"}, wanted={"may_receive": "nothing"}, by=alice,
        now=factories.NOW,
    )  # fmt: skip
    assert not OutgoingMail.objects.waiting().exists()
    outbox = alice_client.get(reverse("meetings:outbox")).content.decode()
    assert "interdit d’écrire à cette personne" in outbox


def test_before_giving_to_a_parent_without_authority_one_reads_what_it_means(alice_client, case_1):
    assert "373-2-1" not in _words(alice_client.get(_url("briefs", case_1)))
    case_1.pupil.family.filter(relation="père").update(
        parental_authority=False, may_receive="important"
    )
    page = _words(alice_client.get(_url("briefs", case_1)))
    told, _, button = page.partition(_url("brief_link", case_1, _father(case_1)))
    assert "article 373-2-1 du code civil" in told
    assert button


def test_the_surest_way_is_the_first_button(alice_client, case_1):
    case_1.pupil.family.filter(relation="père").update(reached_by="mail")
    page = _words(alice_client.get(_url("briefs", case_1))).partition("Le père de Yanis")[2]
    assert page.index("Envoyer par courriel") < page.index("Créer un lien privé")
    assert "Préparer la lettre" in page


# --- The letter and its envelope ---------------------------------------------------------------


def _letter(client, secret):
    return text_of(client.get(reverse("meetings:guest_letter", args=[secret])).content)


def test_the_letter_the_coordinator_prints_has_its_address_and_no_other(
    alice_client, charlie_client, client, case_1
):
    mother = case_1.pupil.family.get(relation="mère")
    mother.postal_address = "Bâtiment C\n9 rue Duguesclin\n69003 Lyon"
    mother.save()
    case_1.pupil.family.filter(relation="père").update(postal_address="7 quai Perrache")
    secret = _secret_of(_make(alice_client, case_1, _mother(case_1)))
    printed = _letter(alice_client, secret)
    assert "Samia Belkacem\nBâtiment C\n9 rue Duguesclin\n69003 Lyon" in printed
    assert "Perrache" not in printed
    for anybody in (client, charlie_client):
        assert "Duguesclin" not in _letter(pass_gate(anybody, secret), secret)


def test_the_letter_of_a_secret_address_says_to_give_it_by_hand(alice_client, case_1):
    factories.hide_address(case_1.pupil.family.get(relation="mère"), "9 rue Duguesclin")
    made = _make(alice_client, case_1, _mother(case_1), made_for="letter")
    assert "Remettez-la en main propre" in _words(made)
    assert "Duguesclin" not in _letter(alice_client, _secret_of(made))


def test_an_address_adds_no_page_to_the_letter(alice_client, client, case_1):
    """The demonstration of case 1: the letter, its detail and what to read, the part to give back."""
    call_command("load_demonstration", verbosity=0)
    meeting = Meeting.objects.get(reference="DEMO1")
    member = meeting.pupil.family.get(relation="mère")
    member.postal_address = "Bâtiment C, appartement 12\n9 rue Duguesclin\n69003 Lyon"
    member.reads_best = "fr"
    member.save()
    claire = Account.objects.get(email="claire.vasseur@demo.example")
    alice_client.force_login(claire, backend="partners.backends.PasswordBackend")
    printed = _letter(alice_client, _secret_of(_make(alice_client, meeting, _mother(meeting))))
    assert "Duguesclin" in printed
    assert len([page for page in printed.split("\f") if page.strip()]) == 4


MM = 72 / 25.4
WINDOW = {"left": 92 * MM, "right": 200 * MM, "bottom": (297 - 90) * MM, "top": (297 - 44) * MM}


@pytest.mark.parametrize("settled", [True, False])
def test_the_window_of_the_envelope_shows_the_address_and_nothing_else(
    alice_client, case_1, settled
):
    case_1.pupil.family.filter(relation="mère").update(
        postal_address="9 rue Duguesclin\n69003 Lyon"
    )
    if not settled:
        case_1.chosen_slot = case_1.chosen_place = None
        case_1.save()
    secret = _secret_of(_make(alice_client, case_1, _mother(case_1)))
    content = alice_client.get(reverse("meetings:guest_letter", args=[secret])).content
    with pypdfium2.PdfDocument(content) as document:
        shown = document[0].get_textpage().get_text_bounded(**WINDOW)
    assert shown.split() == ["Samia", "Belkacem", "9", "rue", "Duguesclin", "69003", "Lyon"]
