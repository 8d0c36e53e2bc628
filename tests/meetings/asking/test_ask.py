"""The coordinator's side: a round, each way of asking, the others, the end."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.kinds import Answer, Presence, Role, Source
from meetings.dossier import QUERIES
from meetings.models import Asked, AskingRound, PrivateLink
from meetings.rounds import ROUND_QUERIES
from tests import factories
from tests.meetings.asking.cast import answer_url, make_answer_link, open_round, seat_of

DOOR = 3  # the session, the account, its team in the header
ITS_OWN = 2  # the addresses, the links handed over


def _url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def _post(client, name, meeting, *args, **data):
    return client.post(_url(name, meeting, *args), {"form_key": factories.new_key()} | data)


def _words(response):
    return re.sub(r"[ \n]+", " ", response.content.decode())


@pytest.fixture
def mother(meeting):
    mother = seat_of(meeting, "mère")
    mother.family_member.email = "samia@example.org"
    mother.family_member.save()
    return mother


@pytest.fixture
def father(meeting):
    return seat_of(meeting, "père")


@pytest.fixture
def aesh(meeting, team):
    card = factories.make_professional(team, "aesh", email="aesh@example.org")
    return factories.make_participant(meeting, professional=card)


@pytest.fixture
def psychologist(meeting, team):
    card = factories.make_professional(team, "psyen", gender="f", email="psy@example.org")
    return factories.make_participant(meeting, professional=card)


@pytest.fixture
def round(meeting, alice, mother, father, aesh, psychologist):
    return open_round(meeting, alice)


def _answer_all(meeting, *people, answer=Answer.YES):
    for slot in meeting.slots.all():
        for person in people:
            factories.make_answer(slot, person, answer)


def _firsts(meeting, aesh):
    pupil = meeting.participants.get(role=Role.PUPIL.value)
    return (pupil, seat_of(meeting, "mère"), seat_of(meeting, "père"), aesh)


ENDPOINTS = [
    ("ask", False, "get"),
    ("ask_open", False, "post"),
    ("ask_all", False, "post"),
    ("ask_others", False, "post"),
    ("ask_close", False, "post"),
    ("ask_mail", True, "post"),
    ("ask_link", True, "post"),
    ("ask_remind", True, "post"),
    ("ask_quiet", True, "post"),
]


@pytest.mark.parametrize(("name", "of_person", "method"), ENDPOINTS)
def test_a_stranger_finds_nothing(charlie_client, meeting, round, mother, name, of_person, method):
    url = _url(name, meeting, *([mother.pk] if of_person else []))
    data = {"form_key": factories.new_key(), "made_for": "link"}
    assert getattr(charlie_client, method)(url, data).status_code == 404
    assert not Asked.objects.exists()
    assert not OutgoingMail.objects.exists()
    round.refresh_from_db()
    assert round.closed_at is None


@pytest.mark.parametrize(("name", "of_person", "method"), ENDPOINTS)
def test_the_wrong_method_is_refused(alice_client, meeting, round, mother, name, of_person, method):
    url = _url(name, meeting, *([mother.pk] if of_person else []))
    wrong = {"get": alice_client.post, "post": alice_client.get}[method]
    assert wrong(url).status_code == 405


@pytest.mark.parametrize("name", [name for name, of_person, _ in ENDPOINTS if of_person])
@pytest.mark.parametrize("whose", ["other meeting", "other team", "nobody"])
def test_somebody_of_another_table_is_not_found(
    alice_client, alice, charlie, team, meeting, round, name, whose
):
    if whose == "other meeting":
        other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
        person = other.participants.first().pk
    elif whose == "other team":
        theirs = factories.make_case_1(charlie.current_team, charlie)
        person = theirs.participants.exclude(family_member=None).first().pk
    else:
        person = 999_999
    assert _post(alice_client, name, meeting, person, made_for="link").status_code == 404
    assert not Asked.objects.exists()
    assert not PrivateLink.objects.exists()


# --- Opening -----------------------------------------------------------------------------------


def test_without_a_slot_to_come_it_says_to_add_some(alice_client, meeting):
    factories.make_slot(meeting, timezone.now() - timedelta(days=2))
    page = _words(alice_client.get(_url("ask", meeting)))
    assert "Ajouter des créneaux" in page
    assert _url("ask_open", meeting) not in page
    _post(alice_client, "ask_open", meeting)
    assert not AskingRound.objects.exists()


def test_a_round_is_open_for_a_week_with_the_weakest_first(alice_client, alice, meeting):
    factories.make_slot(meeting, timezone.now() + timedelta(days=30))
    form = alice_client.get(_url("ask", meeting)).context["form"]
    day = form["answer_by"].value()
    assert day == timezone.localdate() + timedelta(days=7)
    assert form["weakest_first"].value() is True
    _post(alice_client, "ask_open", meeting, answer_by=day.isoformat(), weakest_first="on")
    made = AskingRound.objects.get()
    assert (made.answer_by, made.weakest_first, made.only_possible) == (day, True, False)
    assert made.opened_by == alice
    entry = JournalEntry.objects.get(act="round_opened")
    assert (entry.account, entry.subject) == (alice, f"meeting:{meeting.pk}")
    assert not OutgoingMail.objects.exists()


def test_a_round_is_opened_once(alice_client, bob_client, meeting, round):
    page = _post(bob_client, "ask_open", meeting, weakest_first="on")
    assert page.status_code == 302
    assert "déjà ouverte" in _words(bob_client.get(_url("ask", meeting)))
    assert AskingRound.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "field"),
    [({"answer_by": "2020-01-01", "weakest_first": "on"}, "answer_by"),
     ({"answer_by": "bientôt"}, "answer_by"),
     ({"only_possible": "on"}, "only_possible")],
)  # fmt: skip
def test_a_round_that_makes_no_sense_is_refused_and_kept(alice_client, meeting, data, field):
    factories.make_slot(meeting, timezone.now() + timedelta(days=30))
    response = _post(alice_client, "ask_open", meeting, **data)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not AskingRound.objects.exists()


def test_a_meeting_with_a_date_asks_for_none(alice_client, case_1):
    page = _words(alice_client.get(_url("ask", case_1)))
    assert "La réunion a déjà une date" in page
    _post(alice_client, "ask_open", case_1, weakest_first="on")
    assert not AskingRound.objects.exists()


# --- The list ----------------------------------------------------------------------------------


def test_the_ones_with_least_room_come_first_and_the_others_wait(
    alice_client, meeting, round, mother, psychologist
):
    page = _words(alice_client.get(_url("ask", meeting)))
    first, others = page.split("Ensuite : les autres".replace(" :", "\u00a0:"))
    for name in ("La mère", "Le père", "L’AESH", "parole à soutenir"):
        assert name in first
    assert "psychologue" in others
    assert "Interroger les autres maintenant" in others
    assert _url("ask_mail", meeting, mother.pk) in first
    assert _url("ask_mail", meeting, psychologist.pk) not in page
    assert _url("person_answers", meeting, psychologist.pk) in others


def test_the_pupil_is_never_written_to(alice_client, meeting, round):
    pupil = meeting.participants.get(role=Role.PUPIL.value)
    page = _words(alice_client.get(_url("ask", meeting)))
    assert _url("ask_mail", meeting, pupil.pk) not in page
    assert _url("ask_link", meeting, pupil.pk) in page
    row = page.split(f'id="person-{pupil.pk}"')[1].split("</li>")[0]
    assert "Sur papier" in row
    assert "SMS" not in row
    assert "Aucun message ne lui est envoyé" in page
    coupon = _post(alice_client, "ask_link", meeting, pupil.pk, made_for="coupon")
    assert "SMS" not in _words(coupon)
    _post(alice_client, "ask_mail", meeting, pupil.pk)
    assert not OutgoingMail.objects.exists()


def test_somebody_a_judge_forbids_is_only_called(alice_client, meeting, round, father):
    father.family_member.may_receive, father.family_member.email = "nothing", "pere@example.org"
    father.family_member.save()
    page = _words(alice_client.get(_url("ask", meeting)))
    assert "Une décision de justice interdit" in page
    assert _url("person_answers", meeting, father.pk) + "?par=telephone" in page
    for name in ("ask_mail", "ask_link"):
        assert _url(name, meeting, father.pk) not in page
        _post(alice_client, name, meeting, father.pk, made_for="link")
    _post(alice_client, "ask_all", meeting)
    assert not PrivateLink.objects.filter(participant=father).exists()
    assert not OutgoingMail.objects.filter(recipient="pere@example.org").exists()
    assert not father.asked.exists()


def test_who_takes_part_from_afar_or_in_writing_is_said(
    alice_client, meeting, round, mother, psychologist
):
    mother.presence, psychologist.presence = Presence.WRITTEN.value, Presence.PHONE.value
    mother.save()
    psychologist.save()
    page = _words(alice_client.get(_url("ask", meeting)))
    assert "Prend part par écrit" in page
    assert "Prend part par téléphone" in page


@pytest.mark.parametrize("many", [3, 30])
def test_ask_query_count(alice_client, meeting, round, many, django_assert_num_queries):
    for person in factories.fill(meeting, participants=many, slots=many, items=1, places=1):
        Asked.objects.create(round=round, participant=person, asked_at=timezone.now())
    for person in meeting.participants.exclude(family_member=None):
        make_answer_link(person, round.opened_by)
    with django_assert_num_queries(DOOR + 1 + QUERIES + ROUND_QUERIES + ITS_OWN):
        alice_client.get(_url("ask", meeting))


# --- Asking ------------------------------------------------------------------------------------


def test_one_press_asks_the_first_who_have_an_address(
    alice_client, alice, meeting, round, mother, aesh, settings
):
    settings.PUBLIC_ORIGIN = "https://reunions.example.org"
    page = alice_client.get(_url("ask", meeting))
    assert "aux 2 personnes qui ont une adresse" in _words(page)
    _post(alice_client, "ask_all", meeting)
    assert set(OutgoingMail.objects.values_list("recipient", flat=True)) == {
        "samia@example.org",
        "aesh@example.org",
    }
    asked = {row.participant_id: row.by_mail for row in Asked.objects.all()}
    assert asked == {mother.pk: True, aesh.pk: True}
    for mail in OutgoingMail.objects.all():
        said = f"{mail.subject} {mail.text} {mail.html}"
        for private in ("Yanis", "Belkacem", "CE2", "soutenir", "AESH", "mère"):
            assert private not in said
        assert "Alice Martin prépare une réunion" in mail.text
        assert "ne voient pas vos réponses" in mail.text
        secret = re.search(r"https://reunions\.example\.org/r/([\w-]{43})", mail.text)[1]
        assert Client().get(answer_url(secret)).status_code == 200
    assert JournalEntry.objects.filter(act="asked_by_mail", account=alice).count() == 2
    _post(alice_client, "ask_all", meeting)
    assert OutgoingMail.objects.count() == 2


def test_sending_the_same_form_twice_asks_once(alice_client, meeting, round, mother):
    key = factories.new_key()
    for _ in range(2):
        _post(alice_client, "ask_mail", meeting, mother.pk, form_key=key)
    assert OutgoingMail.objects.count() == 1


def test_the_message_says_until_when(alice_client, meeting, round, mother):
    round.answer_by = timezone.localdate() + timedelta(days=7)
    round.save()
    _post(alice_client, "ask_mail", meeting, mother.pk)
    assert "Merci de répondre jusqu’au" in OutgoingMail.objects.get().text


@pytest.mark.parametrize("made_for", ["link", "coupon"])
def test_a_link_is_shown_once_and_counts_as_asked(
    alice_client, client, meeting, round, father, made_for
):
    key = factories.new_key()
    response = _post(alice_client, "ask_link", meeting, father.pk, made_for=made_for, form_key=key)
    page = response.content.decode()
    secret = re.search(r"/r/([\w-]{43})", page)[1]
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert reverse("meetings:guest_coupon", args=[secret]) in page
    sms = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    assert "Alice Martin" in sms
    assert "Yanis" not in sms
    assert client.get(answer_url(secret)).status_code == 200
    assert PrivateLink.objects.get().purpose == "slots"
    asked = father.asked.get()
    assert not asked.by_mail
    listed = _words(alice_client.get(_url("ask", meeting)))
    assert secret not in listed
    assert {"link": "par lien", "coupon": "par coupon"}[made_for] in listed
    again = _post(alice_client, "ask_link", meeting, father.pk, made_for=made_for, form_key=key)
    assert again.status_code == 302
    assert PrivateLink.objects.count() == 1


def test_asking_again_waits_for_the_answer_again(alice_client, meeting, round, mother, father):
    round.complete_at = timezone.now()
    round.save()
    _post(alice_client, "ask_mail", meeting, mother.pk)
    round.refresh_from_db()
    assert round.complete_at is None


@pytest.mark.parametrize("name", ["ask_mail", "ask_link", "ask_all"])
def test_nobody_is_asked_once_it_is_closed(alice_client, meeting, round, mother, name):
    _post(alice_client, "ask_close", meeting)
    args = [] if name == "ask_all" else [mother.pk]
    assert _post(alice_client, name, meeting, *args, made_for="link").status_code == 302
    assert not OutgoingMail.objects.exists()
    assert not PrivateLink.objects.exists()


# --- The others --------------------------------------------------------------------------------


def test_the_others_are_refused_while_they_wait(alice_client, meeting, round, psychologist):
    _post(alice_client, "ask_mail", meeting, psychologist.pk)
    _post(alice_client, "ask_link", meeting, psychologist.pk, made_for="link")
    assert not Asked.objects.exists()
    assert not PrivateLink.objects.exists()


def test_the_others_are_asked_once_the_first_have_answered(
    alice_client, meeting, round, aesh, psychologist
):
    _answer_all(meeting, *_firsts(meeting, aesh))
    _post(alice_client, "ask_all", meeting)
    assert OutgoingMail.objects.get().recipient == "psy@example.org"


def test_the_coordinator_may_let_the_others_in(alice_client, alice, meeting, round, psychologist):
    _post(alice_client, "ask_others", meeting)
    _post(alice_client, "ask_mail", meeting, psychologist.pk)
    assert OutgoingMail.objects.get().recipient == "psy@example.org"
    assert JournalEntry.objects.get(act="others_let_in").account == alice


def test_with_nothing_the_first_can_do_the_others_are_asked_nothing(
    alice_client, meeting, round, aesh, psychologist
):
    round.only_possible = True
    round.save()
    _answer_all(meeting, *_firsts(meeting, aesh), answer=Answer.NO)
    page = _words(alice_client.get(_url("ask", meeting)))
    assert "Aucun créneau ne va à ceux qui sont interrogés d’abord" in page
    _post(alice_client, "ask_all", meeting)
    _post(alice_client, "ask_link", meeting, psychologist.pk, made_for="link")
    assert not Asked.objects.exists()


# --- Waiting, closing --------------------------------------------------------------------------


def test_the_slot_step_says_how_far_the_answers_are(alice_client, meeting, round, mother, father):
    now = timezone.now()
    Asked.objects.create(round=round, participant=mother, asked_at=now, answered_at=now)
    Asked.objects.create(round=round, participant=father, asked_at=now)
    page = _words(alice_client.get(_url("slot", meeting)))
    assert "1\u00a0réponse sur 5, on attend le père" in page
    assert _url("ask", meeting) in page


def test_before_any_round_the_slot_step_leads_to_asking(alice_client, meeting):
    assert _url("ask", meeting) not in _words(alice_client.get(_url("slot", meeting)))
    factories.make_slot(meeting, timezone.now() + timedelta(days=30))
    assert _url("ask", meeting) in _words(alice_client.get(_url("slot", meeting)))


def test_when_everybody_has_answered_one_chooses(alice_client, meeting, round, aesh, psychologist):
    _answer_all(meeting, *_firsts(meeting, aesh), psychologist)
    assert "Toutes les réponses sont là" in _words(alice_client.get(_url("ask", meeting)))


def test_other_times_are_read_by_the_coordinator(alice_client, meeting, round, mother):
    Asked.objects.create(
        round=round, participant=mother, asked_at=timezone.now(), other_times="le mardi <matin>"
    )
    assert "le mardi &lt;matin&gt;" in _words(alice_client.get(_url("ask", meeting)))


def test_closing_twice_is_one_act(alice_client, meeting, round):
    for _ in range(2):
        _post(alice_client, "ask_close", meeting)
    assert JournalEntry.objects.filter(act="round_closed").count() == 1
    assert "Ouvrir la demande" in _words(alice_client.get(_url("ask", meeting)))


def test_choosing_a_slot_closes_the_round(alice_client, meeting, round):
    alice_client.post(_url("slot_choose", meeting, meeting.slots.first().pk))
    round.refresh_from_db()
    assert round.closed_at is not None


def test_calling_the_meeting_off_closes_the_round(alice_client, alice, meeting, round, mother):
    secret = make_answer_link(mother, alice)
    form = alice_client.get(_url("cancel", meeting)).context["form"]
    alice_client.post(_url("cancel", meeting), dict.fromkeys(form.fields, "La famille déménage"))
    round.refresh_from_db()
    assert round.closed_at is not None
    assert "annulée" in Client().get(answer_url(secret)).content.decode()
    assert "annulée" in _words(alice_client.get(_url("ask", meeting)))
    _post(alice_client, "ask_open", meeting, weakest_first="on")
    assert AskingRound.objects.count() == 1


# --- By telephone ------------------------------------------------------------------------------


def test_what_is_said_on_the_telephone_is_marked_so(alice_client, meeting, round, father):
    url = _url("person_answers", meeting, father.pk) + "?par=telephone"
    form = alice_client.get(url).context["form"]
    assert form["source"].value() == Source.PHONE.value
    data = {"source": form["source"].value()}
    slot = meeting.slots.first()
    for name in form.fields:
        data |= {f"initial-{name}": "", name: ""} if name != "source" else {}
    alice_client.post(url, data | {f"answer_{slot.pk}_{father.pk}": "yes"})
    assert father.answers.get().source == Source.PHONE.value


def test_a_way_nobody_offers_is_refused(alice_client, meeting, round, father):
    url = _url("person_answers", meeting, father.pk)
    data = {"source": "link", f"answer_{meeting.slots.first().pk}_{father.pk}": "yes"}
    assert alice_client.post(url, data).status_code == 422
    assert not father.answers.exists()


# --- Reminding one person ----------------------------------------------------------------------

MONDAY = datetime(2027, 1, 11, 9, tzinfo=UTC)


def _sign_in_at(moment, monkeypatch, client, account):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    client.force_login(account, backend="partners.backends.PasswordBackend")


@pytest.fixture
def monday(monkeypatch, alice_client, alice):
    """A Monday at ten, before the slots of a round."""
    _sign_in_at(MONDAY, monkeypatch, alice_client, alice)


def _asked_by_mail(round, person, **fields):
    usual = {"asked_at": MONDAY - timedelta(days=1), "by_mail": True}
    return Asked.objects.create(round=round, participant=person, **(usual | fields))


def test_one_person_is_reminded_by_a_press(alice_client, alice, meeting, round, mother, monday):
    asked = _asked_by_mail(round, mother)
    assert _url("ask_remind", meeting, mother.pk) in _words(alice_client.get(_url("ask", meeting)))
    _post(alice_client, "ask_remind", meeting, mother.pk)
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "samia@example.org"
    assert "votre réponse compte" in mail.subject
    assert "Yanis" not in f"{mail.subject} {mail.text} {mail.html}"
    asked.refresh_from_db()
    assert (asked.reminders, asked.reminded_at) == (1, MONDAY)
    assert JournalEntry.objects.get(act="reminded").account == alice


@pytest.mark.parametrize(
    "fields", [{"answered_at": MONDAY}, {"reminders": 2}, {"by_mail": False}], ids=str
)
def test_nobody_is_reminded_who_need_not_be(alice_client, meeting, round, mother, monday, fields):
    _asked_by_mail(round, mother, **fields)
    page = _words(alice_client.get(_url("ask", meeting)))
    assert _url("ask_remind", meeting, mother.pk) not in page
    _post(alice_client, "ask_remind", meeting, mother.pk)
    assert not OutgoingMail.objects.exists()


def test_no_reminder_leaves_at_night(alice_client, alice, meeting, round, mother, monkeypatch):
    _sign_in_at(MONDAY + timedelta(hours=12), monkeypatch, alice_client, alice)
    _asked_by_mail(round, mother)
    _post(alice_client, "ask_remind", meeting, mother.pk)
    assert not OutgoingMail.objects.exists()
    assert "entre 8\u00a0h\u00a030" in _words(alice_client.get(_url("ask", meeting)))


def test_the_coordinator_may_leave_somebody_in_peace(alice_client, meeting, round, mother, monday):
    asked = _asked_by_mail(round, mother)
    _post(alice_client, "ask_quiet", meeting, mother.pk)
    asked.refresh_from_db()
    assert asked.quiet_since == MONDAY
    assert "Reprendre les relances" in _words(alice_client.get(_url("ask", meeting)))
    _post(alice_client, "ask_quiet", meeting, mother.pk, relancer="oui")
    asked.refresh_from_db()
    assert asked.quiet_since is None
    acts = JournalEntry.objects.filter(act__startswith="reminders_").order_by("pk")
    assert [entry.act for entry in acts] == ["reminders_stopped", "reminders_resumed"]
