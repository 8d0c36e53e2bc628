"""Nothing sticks out sideways: on a small phone, a phone, or a laptop zoomed to 200 %."""

import pytest

from tests.factories import (
    make_following,
    make_institution,
    make_professional,
    make_pupil,
    make_relative,
    make_room,
)

# A page of 1360 pixels zoomed to 200 % has 680 left to be laid out in.
WIDTHS = [320, 400, 680, 1360]

# What is wider than the page, or cut by it, the deepest element of each kind first.
STICKING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) => element.closest(".table-wrap, .visually-hidden");
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
        .map((element) => `${element.tagName} ${element.className.baseVal ?? element.className}`)
        .concat(["the page is wider than the window"]);
}"""


def faults_of(page):
    page.wait_for_load_state()  # of the page a click may just have asked for
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        out = page.evaluate(STICKING_OUT)
        if out:
            faults.append(f"{page.url} at {width}: {out[-4:]}")
    return faults


@pytest.mark.parametrize("name", ["partners:sign_in", "meetings:guest_brief"])
def test_pages_of_a_stranger(visit, addresses, name):
    page = visit()
    page.goto(addresses[name])
    assert faults_of(page) == []


def test_names_without_a_space(visit, alice, case_1):
    """What people type may have no place to break a line at."""
    long = "Saint-Rémy" * 15
    case_1.title = case_1.problem = long[:120]
    case_1.save()
    case_1.agenda.update(title=long[:160])
    case_1.places.update(name=long[:160], address=long)
    case_1.participants.update(reason=long, viewpoint=long)
    case_1.agenda.last().informations.update(title=long, text=long * 3)
    page = visit(alice)
    faults = []
    steps = ("", "/probleme", "/invites", "/lieu", "/creneau", "/ordre-du-jour", "/informations")
    dates = ("/creneau/proposer", "/creneau/tableau", "/creneau/et-si", "/invitations")
    for step in (*steps, *dates, "/brief", "/fiche"):
        page.goto(f"/reunions/{case_1.reference}{step}")
        faults += faults_of(page)
    mother = case_1.participants.exclude(family_member=None).first()
    page.goto(f"/reunions/{case_1.reference}/brief/{mother.pk}")
    faults += faults_of(page)
    page.goto("/")
    faults += faults_of(page)
    assert faults == []


def test_long_names_in_the_book(visit, alice, team):
    """Names as long as the cards allow, two cards alike, a table above a class that moves."""
    long = "Saint-Rémy" * 8
    school = make_institution(team, long, town=long[:70])
    make_room(school, long, key_holder=long, note=long * 2)
    pupils = [
        make_pupil(team, first_name=long[:79], last_name=long[:end], school=school)
        for end in (78, 79)
    ]
    relative = make_relative(pupils[0], long[:60], first_name=long, last_name=long)
    cards = [
        make_professional(team, "autre", metier_other=long, first_name=long[:end], last_name=long,
                          institution=school, email=f"{long[:60]}@example.org")
        for end in (78, 79)
    ]  # fmt: skip
    make_following(pupils[0], cards[0])
    page = visit(alice)
    faults = []
    for address in (
        "/eleves/", f"/eleves/{pupils[0].pk}/", f"/eleves/{pupils[0].pk}/famille/{relative.pk}/",
        f"/eleves/{pupils[1].pk}/suivi/ajouter", "/eleves/changer-de-classe",
        f"/eleves/changer-de-classe?ecole={school.pk}&classe=CE2", "/carnet/",
        f"/carnet/{cards[0].pk}/", f"/carnet/{cards[0].pk}/eleves/ajouter", "/carnet/lieux/",
        f"/carnet/lieux/{school.pk}/", "/carnet/mots/", "/carnet/doublons/",
        f"/carnet/doublons/personnes/{cards[0].pk}/{cards[1].pk}/", "/chercher?q=saint-remy",
    ):  # fmt: skip
        page.goto(address)
        faults += faults_of(page)
    assert faults == []


def test_a_page_that_sticks_out_is_seen(visit, alice):
    page = visit(alice)
    page.goto("/compte")
    page.evaluate("() => { document.querySelector('main').style.minWidth = '500px'; }")
    assert len(faults_of(page)) == 2
