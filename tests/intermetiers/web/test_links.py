import logging

import pytest

from intermetiers.web.links import HideSecrets, fingerprint, make_secret, without_links


def test_secrets_are_long_different_and_fit_an_address():
    secrets = {make_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(s) >= 43 and s.replace("-", "").replace("_", "").isalnum() for s in secrets)


def test_a_fingerprint_does_not_hold_its_secret():
    secret = make_secret()
    assert secret not in fingerprint(secret)
    assert fingerprint(secret) == fingerprint(secret) != fingerprint(make_secret())


@pytest.mark.parametrize("door", ["b", "r", "a", "A"])
@pytest.mark.parametrize("rest", ["", "/lettre.pdf", "/document/3", "?x=1", " HTTP/1.1"])
def test_no_line_of_a_log_holds_a_secret(door, rest):
    secret = make_secret()
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "%s: %s",
        ("Not Found", f"/{door}/{secret}{rest}"),
        None,
    )
    assert HideSecrets().filter(record)
    assert secret not in record.getMessage()
    assert record.getMessage().startswith(f"Not Found: /{door}/…")


def test_other_lines_are_left_alone():
    record = logging.LogRecord("x", logging.INFO, "", 0, "GET %s", ("/reunions/A1/brief",), None)
    assert HideSecrets().filter(record)
    assert record.getMessage() == "GET /reunions/A1/brief"


@pytest.mark.parametrize("door", ["b", "r", "a"])
def test_the_text_of_a_message_that_has_left_opens_nothing(door):
    text = f"Répondez ici : https://reunions.example.org/{door}/{make_secret()}\nMerci"
    assert without_links(text) == "Répondez ici : (le lien n’est pas gardé)\nMerci"
