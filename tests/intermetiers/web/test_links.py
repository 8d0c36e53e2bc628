import logging
import re

import pytest
from hypothesis import given, strategies as st

from intermetiers.web.links import (
    HideSecrets,
    code_of,
    fingerprint,
    make_secret,
    read_code,
    without_links,
)


def test_secrets_are_long_different_and_fit_an_address():
    secrets = {make_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(s) >= 43 and s.replace("-", "").replace("_", "").isalnum() for s in secrets)


def test_a_fingerprint_does_not_hold_its_secret():
    secret = make_secret()
    assert secret not in fingerprint(secret)
    assert fingerprint(secret) == fingerprint(secret) != fingerprint(make_secret())


@pytest.mark.parametrize("door", ["b", "r", "a", "e", "A", "E"])
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


@pytest.mark.parametrize("door", ["b", "r", "a", "e"])
def test_the_text_of_a_message_that_has_left_opens_nothing(door):
    text = f"Répondez ici : https://reunions.example.org/{door}/{make_secret()}\nMerci"
    assert without_links(text) == "Répondez ici : (le lien n’est pas gardé)\nMerci"


# --- The code of a letter ------------------------------------------------------------------------

SECRETS = st.binary(min_size=32, max_size=32).map(lambda b: b.hex())
LOOKALIKES = {"0": "Oo0", "1": "1IiLl"}


def test_a_code_is_sixteen_signs_by_four_that_no_eye_takes_for_others():
    code = code_of(make_secret())
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", code)


def test_a_code_is_always_the_same_and_never_that_of_another():
    secrets = [make_secret() for _ in range(50)]
    assert len({code_of(secret) for secret in secrets}) == 50
    assert code_of(secrets[0]) == code_of(secrets[0])


def test_a_code_is_of_eighty_bits_and_gives_nothing_of_the_secret():
    signs = {position: set() for position in range(16)}
    for _ in range(1000):
        secret = make_secret()
        code = read_code(code_of(secret))
        assert code not in secret.upper()
        for position, sign in enumerate(code):
            signs[position].add(sign)
    assert all(len(seen) == 32 for seen in signs.values())


@given(SECRETS, st.data())
def test_a_code_is_read_as_a_hand_types_it(secret, data):
    code = code_of(secret)
    typed = ""
    for sign in code.replace("-", ""):
        alike = LOOKALIKES.get(sign, sign + sign.lower())
        typed += data.draw(st.sampled_from(alike)) + data.draw(st.sampled_from(["", " ", "-", "–"]))
    assert read_code(typed) == read_code(code) == code.replace("-", "")


@given(st.text(max_size=40))
def test_what_is_no_code_is_none(typed):
    read = read_code(typed)
    assert read == "" or (len(read) == 16 and read_code(read) == read)


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "ABCD-EFGH-JKMN-PQR", "ABCD-EFGH-JKMN-PQRSX", "U" * 16]
)
def test_a_code_too_short_too_long_or_of_other_signs_is_none(typed):
    assert read_code(typed) == ""


def test_no_secret_of_ours_is_read_as_a_code():
    assert not any(read_code(make_secret()) for _ in range(100))


@pytest.mark.parametrize("door", ["/b/", "/B/", "/f/", "/d/"])
def test_no_line_of_a_log_holds_a_code(door):
    code = code_of(make_secret())
    record = logging.LogRecord("x", logging.INFO, "", 0, "GET %s", (f"{door}{code}/ouvrir",), None)
    assert HideSecrets().filter(record)
    assert code not in record.getMessage()
