"""The shared screen, by its link: who may read it, what travels, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import make_secret
from meetings.dossier import QUERIES
from meetings.holding.actions.screens import make_screen, revoke_screen
from meetings.models import Holding, LiveAct, ScreenLink
from tests.meetings.live_acts import act, entry, open_meeting, type_line, write

LINK, LATEST, ACTS, NEWS = 1, 1, 1, 1
FIRST = re.compile(r"suite\?vu=([\d.]+)")


@pytest.fixture
def wall():
    """A projector: nobody signed in."""
    return Client(headers={"host": "testserver"})


@pytest.fixture
def secret(case_1, alice):
    return make_screen(case_1, by=alice, now=timezone.now()).secret


@pytest.fixture
def item(case_1):
    return str(case_1.agenda.first().pk)


@pytest.fixture
def opened(case_1, alice, item):
    return open_meeting(case_1, alice, item=item)


def _page(wall, secret):
    response = wall.get(reverse("meetings:screen", args=[secret]))
    assert response.status_code == 200
    return response.content.decode()


def _mark(text):
    return FIRST.search(text)[1]


def _follow(wall, secret, mark):
    return wall.get(reverse("meetings:screen_follow", args=[secret]), {"vu": mark})


# --- What it shows ------------------------------------------------------------------------------


def test_what_is_kept_is_on_the_page(wall, secret, case_1, alice, opened, item):
    write(case_1, alice, entry("agreement", "Après 14 h, rien de neuf.", opened + 1, item=item))
    page = _page(wall, secret)
    assert "Après 14\u00a0h, rien de neuf." in page
    assert "Ce que Yanis vit l’après-midi" in page


def test_it_follows_what_is_written_and_says_only_what_is_new(
    wall, secret, case_1, alice, opened, item
):
    write(case_1, alice, entry("agreement", "Déjà là.", opened + 1, item=item))
    mark = _mark(_page(wall, secret))
    assert _follow(wall, secret, mark).status_code == 204
    write(case_1, alice, entry("word", "PPS", opened + 2, item=item, meaning="un projet"))
    part = _follow(wall, secret, mark).content.decode()
    assert "Déjà là." in part
    said = re.search(r'hx-swap-oob="innerHTML:#screen-said">([^<]*)<', part)[1]
    assert said == "Mot expliqué\u00a0: PPS, un projet"
    assert part.count("data-fresh") == 1
    assert _follow(wall, secret, _mark(part)).status_code == 204


def test_it_says_where_one_goes(wall, secret, case_1, alice, opened):
    mark = _mark(_page(wall, secret))
    write(case_1, alice, act("point", opened + 1, item="relire"))
    part = _follow(wall, secret, mark).content.decode()
    assert 'hx-swap-oob="innerHTML:#screen-said">On relit ensemble<' in part


def test_while_somebody_types_the_line_alone_travels(wall, secret, case_1, opened):
    mark = _mark(_page(wall, secret))
    type_line(case_1, "Il rate les <maths>")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        part = _follow(wall, secret, mark).content.decode()
    assert len(asked) == LINK + LATEST
    assert "Il rate les &lt;maths&gt;" in part
    assert "screen-list" not in part
    assert "screen-top" not in part
    assert _follow(wall, secret, _mark(part)).status_code == 204


def test_a_line_is_read_before_anybody_says_what_it_is(wall, secret, case_1, alice_client, opened):
    sent = {"device": "d1", "since": 0, "acts": [], "draft": {"note": "", "text": "La mère : une"}}
    address = reverse("meetings:live_acts", args=[case_1.reference])
    assert alice_client.post(address, sent, content_type="application/json").status_code == 200
    page = _page(wall, secret)
    assert '<p class="draft__label">On écrit</p>' in page
    assert "La mère\u00a0: une" in page


def test_a_line_left_alone_goes_away(wall, secret, case_1, opened):
    type_line(case_1, "Une ligne", ago=119)
    page = _page(wall, secret)
    assert "Une ligne" in page
    type_line(case_1, "Une ligne", ago=121)
    assert "Une ligne" not in _follow(wall, secret, _mark(page)).content.decode()
    assert "Une ligne" not in _page(wall, secret)


def test_who_speaks_makes_nothing_travel(wall, secret, case_1, alice, opened):
    mark = _mark(_page(wall, secret))
    who = f"p{case_1.participants.first().pk}"
    write(
        case_1, alice,
        act("floor", opened + 1, who=who),
        act("feeling", opened + 2, moment="arrive", who=who, word="CANARY"),
        act("seats", opened + 3, order=[who]),
    )  # fmt: skip
    assert _follow(wall, secret, mark).status_code == 204
    assert "CANARY" not in _page(wall, secret)


def test_minutes_pass_by_themselves(wall, secret, case_1, opened, monkeypatch):
    page = _page(wall, secret)
    left = re.search(r"reste (\d+)\u00a0min en tout", page)[1]
    later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    part = _follow(wall, secret, _mark(page)).content.decode()
    assert f"reste {int(left) - 1}\u00a0min en tout" in part
    assert "screen-list" not in part


@pytest.mark.parametrize(
    "mark", ["", "1", "a.b.c", "-1.0.0", "1.2.3.4", "9" * 80, "²..", "1.1.\x00"]
)
def test_a_mark_nobody_made_gets_everything(wall, secret, opened, mark):
    response = _follow(wall, secret, mark)
    assert response.status_code == 200
    assert "screen-list" in response.content.decode()


def test_closed_it_says_what_comes_next_for_half_an_hour(
    wall, secret, case_1, alice, alice_client, opened
):
    sent = {
        "device": "d1", "sent_at": None, "since": 0, "draft": None,
        "acts": [
            act("next", opened + 1, day="2027-03-19", time="10:15", text="On regarde.").as_json(),
            act("close", opened + 2).as_json(),
        ],
    }  # fmt: skip
    address = reverse("meetings:live_acts", args=[case_1.reference])
    assert alice_client.post(address, sent, content_type="application/json").status_code == 200
    page = _page(wall, secret)
    assert "La réunion est fermée" in page
    assert "Vendredi 19\u00a0mars 2027 à 10\u00a0h\u00a015" in page
    link, closed_at = ScreenLink.objects.get(), Holding.objects.get().closed_at
    assert link.expires_at == closed_at + timedelta(minutes=30)


def test_a_refreshed_page_needs_no_script(wall, secret):
    page = _page(wall, secret)
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page


# --- Who may read it ----------------------------------------------------------------------------


def test_it_neither_sets_nor_needs_a_cookie_and_is_kept_nowhere(wall, secret, opened):
    for name in ("meetings:screen", "meetings:screen_follow"):
        response = wall.get(reverse(name, args=[secret]))
        assert response.status_code == 200
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"


def _revoked(link, alice):
    revoke_screen(link, by=alice, now=timezone.now())


def _expired(link, alice):
    ScreenLink.objects.update(expires_at=timezone.now())


def _called_off(link, alice):
    link.meeting.cancelled_at = timezone.now()
    link.meeting.save()


@pytest.mark.parametrize("close", [_revoked, _expired, _called_off])
def test_a_link_that_closes_shows_nothing_any_more(wall, case_1, alice, opened, close):
    made = make_screen(case_1, by=alice, now=timezone.now())
    mark = _mark(_page(wall, made.secret))
    close(made.link, alice)
    for response in (
        wall.get(reverse("meetings:screen", args=[made.secret])),
        _follow(wall, made.secret, mark),
    ):
        assert response.status_code == 404
        assert "Ce lien ne s’ouvre pas" in response.content.decode()
        assert "Yanis" not in response.content.decode()
        assert response["HX-Refresh"] == "true"  # a screen that was following says so by itself


def test_a_stranger_and_the_secret_of_another_kind_find_nothing(wall, secret, alice, case_1):
    for wrong in (make_secret(), secret.lower(), secret[:-1], "x"):
        assert wall.get(reverse("meetings:screen", args=[wrong])).status_code == 404
    assert wall.get(f"/b/{secret}").status_code == 404
    assert wall.get(f"/r/{secret}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("name", ["meetings:screen", "meetings:screen_follow"])
def test_it_only_reads(wall, secret, method, name):
    assert getattr(wall, method)(reverse(name, args=[secret])).status_code == 405


def test_it_leaves_everything_as_it_was(wall, secret, opened):
    def rows():
        return [list(model.objects.values()) for model in (ScreenLink, Holding, LiveAct)]

    before = rows()
    _follow(wall, secret, _mark(_page(wall, secret)))
    assert rows() == before


def test_it_carries_nothing_to_reach_anybody_nor_who_is_supported(
    wall, secret, case_1, alice, opened, item
):
    for seat in case_1.participants.exclude(family_member=None):
        seat.family_member.phone = seat.family_member.email = "CANARY@example.org"
        seat.family_member.postal_address = seat.family_member.needs = "CANARY"
        seat.family_member.save()
    alice.phone = alice.email = "CANARY@example.com"
    alice.save()
    write(case_1, alice, entry("agreement", "Un accord.", opened + 1, item=item))
    pages = _page(wall, secret) + _follow(wall, secret, "").content.decode()
    assert "Un accord." in pages
    assert "CANARY" not in pages
    assert "à soutenir" not in pages
    assert "halo" not in pages


# --- What it costs ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 60])
def test_it_costs_the_same_whatever_was_written(wall, secret, case_1, alice, opened, item, count):
    mark = _mark(_page(wall, secret))
    write(case_1, alice, *(entry("agreement", f"Accord {n}", opened + n, item=item) for n in range(count)))  # fmt: skip
    with CaptureQueriesContext(connection) as whole:
        part = _follow(wall, secret, mark).content.decode()
    assert part.count("data-fresh") == count
    assert len(whole) == LINK + LATEST + ACTS + QUERIES + NEWS
    with CaptureQueriesContext(connection) as nothing:
        assert _follow(wall, secret, _mark(part)).status_code == 204
    assert len(nothing) == LINK + LATEST


def test_a_refresh_is_light(secret, case_1, alice, opened, item):
    """Bytes on the wire, headers left out: a line being typed, then thirty lines kept."""
    wall = Client(headers={"host": "testserver", "accept-encoding": "gzip"})
    mark = _mark(wall.get(f"/e/{secret}", headers={"accept-encoding": ""}).content.decode())
    type_line(case_1, "La mère : une heure et demie de devoirs le soir, avec des larmes. " * 4)
    assert len(_follow(wall, secret, mark).content) < 800
    write(case_1, alice, *(
        entry("decision", f"La séance {n} se fait dans la classe, préparée à deux.", opened + n,
              item=item, people=[f"p{case_1.participants.last().pk}"], by="2027-03-19")
        for n in range(30)
    ))  # fmt: skip
    assert len(_follow(wall, secret, mark).content) < 5000
