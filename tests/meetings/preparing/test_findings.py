"""Points d’attention: put aside with a reason that stays visible, taken up again."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.models import SetAside

REASON = "La mère préfère <cette> salle 🙂"


@pytest.fixture
def path(case_1):
    return reverse("meetings:path", args=[case_1.reference])


@pytest.fixture
def url(case_1):
    return reverse("meetings:set_aside", args=[case_1.reference])


@pytest.fixture
def up_url(case_1):
    return reverse("meetings:take_up", args=[case_1.reference])


@pytest.fixture
def finding(path, alice_client):
    return alice_client.get(path).context["findings"][0].finding


def _standing(client, path):
    return [card.finding.key for card in client.get(path).context["findings"]]


def test_a_point_put_aside_leaves_with_a_reason_that_stays(path, url, finding, alice, alice_client):
    response = alice_client.post(url, {"finding": finding.key, "reason": REASON}, follow=True)
    page = response.content.decode()
    assert finding.key not in _standing(alice_client, path)
    assert "La mère préfère &lt;cette&gt; salle 🙂" in page
    assert f"Mis de côté par {alice.name}" in page


def test_a_point_taken_up_again_comes_back_and_the_row_stays(
    path, url, up_url, finding, alice_client
):
    alice_client.post(url, {"finding": finding.key, "reason": REASON})
    assert alice_client.post(up_url, {"finding": finding.key}).status_code == 302
    assert finding.key in _standing(alice_client, path)
    row = SetAside.objects.get()
    assert row.reason == REASON
    assert row.lifted_at is not None
    alice_client.post(url, {"finding": finding.key, "reason": "à nouveau"})
    assert finding.key not in _standing(alice_client, path)


def test_put_aside_twice_the_first_reason_stands(url, finding, alice_client, bob_client):
    alice_client.post(url, {"finding": finding.key, "reason": "la première"})
    bob_client.post(url, {"finding": finding.key, "reason": "la seconde"})
    assert SetAside.objects.get().reason == "la première"


@pytest.mark.parametrize("reason", ["", "   ", "é" * 3000, "a\x00b"])
def test_a_reason_is_asked_and_what_was_typed_is_kept(path, url, finding, alice_client, reason):
    response = alice_client.post(url, {"finding": finding.key, "reason": reason, "back": path})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Pourquoi mettre ce point de côté" in page
    assert finding.fact in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert "é" * 3000 in page or reason != "é" * 3000
    assert f'value="{path}"' in page
    assert finding.key in _standing(alice_client, path)


def test_a_point_that_is_not_to_look_at_cannot_be_put_aside(url, alice_client):
    for key in ("inventé", "", "\x00", "x" * 3000):
        response = alice_client.post(url, {"finding": key, "reason": REASON}, follow=True)
        assert "Ce point n’est plus à regarder" in response.content.decode()
    assert not SetAside.objects.exists()


def test_each_act_writes_its_line_and_never_the_reason(url, up_url, finding, alice_client):
    for _ in range(2):
        alice_client.post(url, {"finding": finding.key, "reason": REASON})
    for _ in range(2):
        alice_client.post(up_url, {"finding": finding.key})
    entries = list(JournalEntry.objects.order_by("pk"))
    assert [entry.act for entry in entries] == ["finding_set_aside", "finding_taken_up"]
    assert "mère" not in "".join(str(entry.detail) for entry in entries)


def test_one_comes_back_to_the_page_the_button_stood_on(case_1, url, up_url, finding, alice_client):
    back = reverse("meetings:guests", args=[case_1.reference])
    sent = {"finding": finding.key, "reason": REASON, "back": back}
    assert alice_client.post(url, sent)["Location"] == back
    assert alice_client.post(up_url, sent)["Location"] == back


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://ailleurs.example/reunions/",
        "//ailleurs.example/reunions/",
        "/deconnexion",
        "",
        "\x00",
    ],
)
def test_nobody_is_sent_elsewhere(path, url, up_url, finding, alice_client, elsewhere):
    sent = {"finding": finding.key, "reason": REASON, "back": elsewhere}
    assert alice_client.post(url, sent)["Location"] == path
    assert alice_client.post(up_url, sent)["Location"] == path


def test_a_stranger_finds_nothing(path, url, up_url, charlie_client):
    assert charlie_client.get(path).status_code == 404
    for address in (url, up_url):
        assert charlie_client.post(address, {"finding": "x", "reason": "y"}).status_code == 404


def test_acts_are_sent_and_the_path_only_read(path, url, up_url, alice_client):
    assert alice_client.get(url).status_code == 405
    assert alice_client.get(up_url).status_code == 405
    assert alice_client.post(path).status_code == 405


def test_the_path_says_why_when_where_and_where_one_stands(case_1, path, alice_client):
    page = alice_client.get(path).content.decode()
    assert "Où en est la préparation" in page
    assert "jeudi 21\u00a0janvier 2027" in page
    assert "10\u00a0h\u00a015 – 11\u00a0h\u00a030" in page
    assert "Centre social Bellevue" in page
    assert "la force de suivre, et les deux sorties" in page
    assert case_1.reference in page
