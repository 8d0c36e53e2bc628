import re
from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from intermetiers.web.mail_queue import NO_ANSWER
from intermetiers.web.models import OutgoingMail
from tests import factories

URL = "/courriels"
DOOR = 3  # the session, the account, its team in the header
ITS_OWN = 2  # how many messages, a page of them


def _mail(account, **changes):
    plain = {
        "scope": account.current_team_id, "about": "meeting:1", "recipient": "david@example.org",
        "subject": "Votre réunion", "text": "Bonjour,\n\ntout le texte\n", "created_at": factories.NOW,
        "created_by": account,
    }  # fmt: skip
    return OutgoingMail.objects.create(**(plain | changes))


def _words(response):
    """The page with the line breaks of its source as spaces, as a browser shows it."""
    return re.sub(r"[ \n]+", " ", response.content.decode())


def test_each_message_is_there_whole_with_its_state(alice_client, alice):
    _mail(alice, subject="Un")
    _mail(alice, subject="Deux", sent_at=factories.NOW)
    _mail(
        alice, subject="Trois", failed_at=factories.NOW, failure="Le serveur refuse cette adresse."
    )
    _mail(alice, subject="Quatre", failure=NO_ANSWER)
    page = _words(alice_client.get(URL))
    for expected in (
        "en attente",
        "parti le lundi 23",
        "Le serveur refuse cette adresse",
        "tout le texte",
    ):
        assert expected in page
    assert f"pas encore parti\u00a0: {NO_ANSWER}" in page
    assert "pas de serveur de courriel" in page


def test_where_mail_leaves_nothing_is_said_of_a_server(alice_client, alice, settings):
    settings.EMAIL_HOST = "mail.example.org"
    assert "pas de serveur de courriel" not in _words(alice_client.get(URL))


def test_another_team_sees_none_of_it(charlie_client, alice):
    _mail(alice, subject="Le secret")
    assert "Le secret" not in charlie_client.get(URL).content.decode()


def test_who_left_the_team_sees_none_of_it(alice_client, alice):
    _mail(alice, subject="Le secret")
    alice.memberships.all().delete()
    assert "Le secret" not in alice_client.get(URL).content.decode()


def test_it_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405
    assert reverse("meetings:outbox") == URL


@pytest.mark.parametrize("many", [1, 30])
def test_outbox_query_count(alice_client, alice, many, django_assert_num_queries):
    for number in range(many):
        _mail(
            alice, subject=f"Message {number}", created_at=factories.NOW + timedelta(minutes=number)
        )
    with django_assert_num_queries(DOOR + ITS_OWN):
        alice_client.get(URL)


def test_markup_is_text(alice_client, alice):
    _mail(alice, subject="<script>1</script>", text="<script>2</script>", recipient="a@example.org")
    assert "<script>" not in alice_client.get(URL).content.decode().split("<main")[1]


# --- The command -------------------------------------------------------------------------------


def test_without_a_server_the_command_says_what_to_do(alice):
    _mail(alice)
    with pytest.raises(CommandError, match="EMAIL_HOST"):
        call_command("deliver_mail")
    assert OutgoingMail.objects.waiting().count() == 1


def test_with_a_server_mail_leaves_once(alice, settings, capsys):
    settings.EMAIL_HOST = "mail.example.org"
    _mail(alice)
    call_command("deliver_mail")
    call_command("deliver_mail")
    assert [message.to for message in sent_mail.outbox] == [["david@example.org"]]
    assert "1 parti(s), 0 refusé(s)." in capsys.readouterr().out


@pytest.mark.parametrize("seconds", ["0", "-1", "souvent"])
def test_a_loop_needs_a_time_to_wait(settings, seconds):
    settings.EMAIL_HOST = "mail.example.org"
    with pytest.raises(CommandError):
        call_command("deliver_mail", "--loop", seconds)
