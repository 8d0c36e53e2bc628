"""What a phone receives before it can read: under 14 kB, through the server's own path."""

import re

import pytest
from django.test import Client

from meetings.domain.languages import Language
from meetings.languages import SCRIPTS
from tests import factories
from tests.guests import make_link, pass_gate

MOST_BYTES = 14_000
SERVER = 200  # what the server adds to our headers: its name, the date, the status


def _fetch(client, path, encoding):
    """The bytes on the wire of one answer, its headers included."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Encoding"] in encoding, path
    content = response.getvalue()
    headers = "".join(f"{name}: {value}\r\n" for name, value in response.items())
    return len(content) + len(headers) + SERVER


@pytest.fixture
def crowded(case_1):
    """The same meeting with two more people: twelve at the table."""
    for metier in ("ergotherapeute", "medecin_scolaire"):
        card = factories.make_professional(case_1.team, metier)
        factories.make_participant(case_1, professional=card)
    return case_1


@pytest.mark.parametrize("encoding", ["gzip", "gzip, br"])
@pytest.mark.usefixtures("published")
def test_the_first_view_weighs_less_than_14_kb(crowded, alice, encoding):
    """What a browser waits for before it draws; the typefaces and the voice come after."""
    secret = make_link(crowded.participants.get(family_member__relation="mère"), alice)
    reader, phone = pass_gate(Client(), secret), Client(headers={"accept-encoding": encoding})
    pass_gate(phone, secret)
    weights = {}
    for language in Language:
        address = f"/b/{secret}?langue={language}"
        page = reader.get(address).content.decode()
        beside = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
        assert len(beside) == (3 if language in SCRIPTS else 2)
        assert page.count("<script") == page.count('<script type="module" src=') == 1
        weights[language.value] = {p: _fetch(phone, p, encoding) for p in (address, *beside)}
    assert {one: w for one, w in weights.items() if sum(w.values()) >= MOST_BYTES} == {}
