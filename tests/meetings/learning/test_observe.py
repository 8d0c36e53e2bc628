"""The observation sheets: on paper, on screen, for oneself."""

from datetime import date
from itertools import pairwise
from uuid import uuid4

import pytest
from django.urls import reverse

from meetings.domain.learning.observing import NOBODY, RULED, SHEETS
from meetings.learning.papers import observation_pdf
from meetings.models import Observation
from tests.factories import NOW
from tests.meetings.pdfs import read_pdf, text_of

LIST = reverse("meetings:observe")
SEEN = "L’aide se retire quand l’élève relève la tête."
DOOR = 3  # the session, the account, its team in the header
CODES = [sheet.code for sheet in SHEETS]


def _new(sheet="aesh"):
    return reverse("meetings:observation_new", args=[sheet])


def _url(row, name="observation"):
    return reverse(f"meetings:{name}", args=[row.pk])


def _flat(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def kept(alice, team):
    return Observation.objects.create(
        team=team, by=alice, sheet="aesh", title="Un lundi, en maths", saved_at=NOW,
        observed_on=date(2026, 11, 16), answers={"rhythm": SEEN},
    )  # fmt: skip


def _as_shown(client, row):
    form = client.get(_url(row)).context["form"]
    seen = {name: form[name].value() or "" for name in form.fields}
    return seen | {f"initial-{name}": value for name, value in seen.items()}


# --- On screen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_sheet_is_filled_and_found_again(alice_client, code):
    page = alice_client.get(_new(code)).content.decode()
    assert NOBODY in page
    line = next(sheet for sheet in SHEETS if sheet.code == code).parts[0].lines[0].key
    sent = {"title": "Un lundi", "observed_on": "", line: SEEN, "form_key": str(uuid4())}
    response = alice_client.post(_new(code), sent, follow=True)
    assert SEEN in response.content.decode()
    assert "Un lundi" in alice_client.get(LIST).content.decode()


def test_sent_twice_it_is_one(alice_client):
    sent = {"title": "Un lundi", "form_key": str(uuid4())}
    first, second = (alice_client.post(_new(), sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Observation.objects.count() == 1


def test_without_a_title_it_says_so_and_loses_nothing(alice_client):
    response = alice_client.post(_new(), {"title": "", "rhythm": SEEN})
    assert response.status_code == 422
    assert SEEN in response.content.decode()
    assert "Donnez un titre" in response.content.decode()


def test_two_windows_do_not_erase_each_other(alice_client, kept):
    first = _as_shown(alice_client, kept) | {"talk": "Dans le couloir."}
    second = _as_shown(alice_client, kept) | {"title": "Un mardi"}
    alice_client.post(_url(kept), first)
    alice_client.post(_url(kept), second)
    kept.refresh_from_db()
    assert kept.title == "Un mardi"
    assert kept.answers == {"rhythm": SEEN, "talk": "Dans le couloir."}


def test_an_emptied_line_is_not_kept(alice_client, kept):
    alice_client.post(_url(kept), _as_shown(alice_client, kept) | {"rhythm": "", "observed_on": ""})
    kept.refresh_from_db()
    assert (kept.answers, kept.observed_on) == ({}, None)


def test_it_is_removed_once_confirmed(alice_client, kept):
    url = _url(kept, "observation_remove")
    assert "est perdu" in alice_client.get(url).content.decode()
    assert Observation.objects.exists()
    assert alice_client.post(url)["Location"] == LIST
    assert not Observation.objects.exists()


@pytest.mark.parametrize("name", ["observation", "observation_print", "observation_remove"])
def test_nobody_else_finds_it(bob_client, charlie_client, kept, name):
    for client in (bob_client, charlie_client):
        assert client.get(_url(kept, name)).status_code == 404
        assert client.post(_url(kept, name)).status_code in {404, 405}
        assert kept.title not in client.get(LIST).content.decode()
    assert Observation.objects.exists()


def test_a_sheet_that_is_not_is_not_found(alice_client):
    assert alice_client.get(_new("autre")).status_code == 404
    assert alice_client.get(reverse("meetings:observe_blank", args=["autre"])).status_code == 404


def test_each_page_takes_its_methods_only(alice_client, kept):
    assert alice_client.post(LIST).status_code == 405
    assert alice_client.put(_url(kept)).status_code == 405
    assert alice_client.post(_url(kept, "observation_print")).status_code == 405
    assert alice_client.post(reverse("meetings:observe_blank", args=["aesh"])).status_code == 405


@pytest.mark.parametrize("many", [1, 12])
def test_observe_query_count(alice_client, alice, team, many, django_assert_num_queries):
    for n in range(many):
        Observation.objects.create(team=team, by=alice, sheet="aesh", title=str(n), saved_at=NOW)
    with django_assert_num_queries(DOOR + 2):
        alice_client.get(LIST)


# --- On paper ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_the_blank_sheet_is_one_leaf(alice_client, code):
    response = alice_client.get(reverse("meetings:observe_blank", args=[code]))
    read = read_pdf(response.content)
    assert (read.lang, read.marked, read.shows_title, read.conformance) == ("fr", True, True, "1")
    assert read.pages == 2
    levels = [int(heading[1]) for heading in read.headings]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "N’écrivez aucun nom" in _flat(text_of(response.content))


@pytest.mark.parametrize("sheet", SHEETS, ids=CODES)
def test_every_line_of_the_sheet_is_on_paper(sheet):
    text = _flat(text_of(observation_pdf(sheet)))
    for line in sheet.lines:
        assert _flat(line.label) in text
        assert _flat(line.help) in text
    assert RULED > 2


def test_the_filled_sheet_prints_what_was_written(alice_client, kept):
    content = alice_client.get(_url(kept, "observation_print")).content
    text = _flat(text_of(content))
    assert "Un lundi, en maths" in text
    assert SEEN in text
    assert "16 novembre" in text
    assert "Le temps de se parler" not in text  # a line left empty
    assert read_pdf(content).conformance == "1"


def test_a_sheet_with_nothing_on_it_says_so(kept):
    kept.answers = {}
    assert "Rien n’est encore écrit." in _flat(text_of(observation_pdf(SHEETS[0], kept)))


def test_a_very_long_answer_goes_on_over_the_pages(kept):
    kept.answers = {line.key: "Un mot après l’autre. " * 180 for line in SHEETS[0].lines}
    content = observation_pdf(SHEETS[0], kept)
    assert text_of(content).count("après") >= 180 * len(kept.answers) * 0.9
    assert read_pdf(content).pages > 3


def test_markup_typed_by_hand_is_text(kept):
    kept.answers, kept.title = {"rhythm": "<script>alert(1)</script>"}, "<b>a</b>"
    text = text_of(observation_pdf(SHEETS[0], kept))
    assert "<script>alert(1)</script>" in text
    assert "<b>a</b>" in text
