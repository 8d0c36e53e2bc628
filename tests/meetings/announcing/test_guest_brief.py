"""What a private link opens, and what it never does."""

import logging
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import code_of, make_secret
from meetings.dossier import QUERIES
from tests import factories
from tests.guests import make_link, pass_gate
from tests.meetings.pdfs import read_pdf, text_of

LINK = 1  # the link, its participant and its meeting
CHANGES = 1  # the dates the meeting had before
MARKS = 1  # what this person said of each thing to read
HOSTILE = "<script>alert(1)</script>"
PDF = b"%PDF-1.4 pour de vrai"


@pytest.fixture
def guest():
    return Client(headers={"host": "testserver"})


def _mother(meeting):
    return meeting.participants.get(family_member__relation="mère")


def _father(meeting):
    return meeting.participants.get(family_member__relation="père")


def _open(guest, participant, alice):
    """The secret of a link whose gate this guest has passed."""
    secret = make_link(participant, alice)
    pass_gate(guest, secret)
    return secret


def _brief(secret, rest=""):
    """In French, which the mother of this case does not read best."""
    return f"{reverse('meetings:guest_brief', args=[secret])}{rest}?langue=fr"


# --- It opens ----------------------------------------------------------------------------------


def test_a_link_opens_the_brief_of_its_reader(guest, case_1, alice):
    response = guest.get(_brief(_open(guest, _mother(case_1), alice)))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Pour Samia Belkacem, la mère de Yanis" in page
    assert "Qui sera là\u00a0: 10 personnes" in page
    assert "04 00 00 00 00" in page
    assert page.count("<script") == 1  # what reads the page aloud
    assert 'lang="fr"' in page


def test_calling_is_one_tap_at_the_top_and_at_the_end(guest, case_1, alice):
    page = guest.get(_brief(_open(guest, _mother(case_1), alice))).content.decode()
    top, rest = page.split("Pourquoi on se réunit")
    assert 'href="tel:0400000000"' in top
    assert 'href="tel:0400000000"' in rest.split("Qui appeler")[1]


def test_it_is_private(guest, case_1, alice):
    response = guest.get(_brief(_open(guest, _mother(case_1), alice)))
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_a_reader_who_signed_in_elsewhere_sees_the_same(charlie_client, guest, case_1, alice):
    secret = _open(guest, _mother(case_1), alice)
    pass_gate(charlie_client, secret)
    url = _brief(secret)
    assert charlie_client.get(url).content == guest.get(url).content


@pytest.mark.parametrize("many", [1, 28])
def test_guest_brief_query_count(guest, meeting, alice, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=min(many, 12), slots=many, places=1)
    url = _brief(_open(guest, _mother(meeting), alice))
    with django_assert_num_queries(LINK + QUERIES + CHANGES + MARKS):
        guest.get(url)


# --- It does not open --------------------------------------------------------------------------


def _dead_links(meeting, alice):
    past = timezone.now() - timedelta(seconds=1)
    return {
        "wrong": make_secret(),
        "withdrawn": make_link(_mother(meeting), alice, revoked_at=past),
        "expired": make_link(_mother(meeting), alice, expires_at=past),
        "short": "x",
        "long": "x" * 2000,
    }


@pytest.mark.parametrize("rest", ["", "/lettre.pdf", "/document/1"])
def test_a_link_that_does_not_open_always_gives_the_same_page(
    guest, case_1, alice, rest, django_assert_num_queries
):
    pages = set()
    for secret in _dead_links(case_1, alice).values():
        with django_assert_num_queries(LINK):
            response = guest.get(_brief(secret, rest))
        assert response.status_code == 404
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        pages.add(response.content)
    assert len(pages) == 1
    assert "Ce lien ne s’ouvre pas" in pages.pop().decode()


@pytest.mark.parametrize("rest", ["", "/lettre.pdf", "/document/1"])
def test_a_link_of_a_meeting_called_off_says_so_and_nothing_else(
    guest, alice_client, case_1, alice, rest
):
    secret = _open(guest, _mother(case_1), alice)
    url = reverse("meetings:cancel", args=[case_1.reference])
    alice_client.post(url, {"reason": "la famille déménage"})
    page = guest.get(_brief(secret, rest)).content.decode()
    assert "La réunion est annulée" in page
    assert 'href="tel:0400000000"' in page
    for told in ("Yanis", "Samia", "la famille déménage", "SESSAD", "Bellevue"):
        assert told not in page


def test_the_log_of_a_wrong_link_does_not_hold_it(guest, db, capfd):
    secret = make_secret()
    handler = logging.StreamHandler()
    logging.getLogger("django.request").addHandler(handler)
    try:
        guest.get(_brief(secret))
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    printed = capfd.readouterr()
    assert "/b/…" in printed.err
    assert secret not in printed.out + printed.err


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("rest", ["", "/lettre.pdf", "/document/1"])
def test_a_link_only_reads(guest, case_1, alice, method, rest):
    secret = _open(guest, _mother(case_1), alice)
    assert getattr(guest, method)(_brief(secret, rest)).status_code == 405


# --- Documents ---------------------------------------------------------------------------------


@pytest.fixture
def information(case_1):
    row = case_1.agenda.filter(kind="decide").first().informations.first()
    row.file.save("x.pdf", ContentFile(PDF))
    row.file_name, row.file_pages = "bilan de l’éducatrice.pdf", 2
    row.save()
    return row


def _document(secret, pk):
    return reverse("meetings:guest_document", args=[secret, pk])


def test_a_document_is_a_file_to_save(guest, case_1, alice, information):
    secret = _open(guest, _mother(case_1), alice)
    assert _document(secret, information.pk) in guest.get(_brief(secret)).content.decode()
    response = guest.get(_document(secret, information.pk))
    assert response.getvalue() == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_document_of_a_point_moved_out_is_closed(guest, case_1, alice, information):
    secret = _open(guest, _mother(case_1), alice)
    information.item.moved_to = "later"
    information.item.save()
    assert guest.get(_document(secret, information.pk)).status_code == 404


def test_a_document_of_another_meeting_is_closed(guest, case_1, team, alice, information):
    pupil = factories.make_pupil(team, first_name="Lina")
    factories.make_relative(pupil)
    other = factories.make_meeting(team, alice, pupil=pupil)
    secret = _open(guest, other.participants.exclude(family_member=None).get(), alice)
    assert guest.get(_document(secret, information.pk)).status_code == 404


def test_a_document_lost_from_the_disk_is_closed_not_broken(guest, case_1, alice, information):
    information.file.storage.delete(information.file.name)
    assert (
        guest.get(_document(_open(guest, _mother(case_1), alice), information.pk)).status_code
        == 404
    )


# --- The letter --------------------------------------------------------------------------------


def test_the_letter_has_the_address_and_can_be_heard(guest, case_1, alice, settings):
    settings.PUBLIC_ORIGIN = "https://reunions.example.org"
    secret = _open(guest, _mother(case_1), alice)
    response = guest.get(_brief(secret, "/lettre.pdf"))
    text = text_of(response.content)
    assert "reunions.example.org/code" in text
    assert code_of(secret) in text
    assert "Pour Samia Belkacem" in text
    assert "04 00 00 00 00" in text
    assert "Lundi et mardi matin" in text.split("À lire avant\n")[1]
    read = read_pdf(response.content)
    assert (read.lang, read.marked, read.shows_title, read.conformance) == ("fr", True, True, "1")
    assert read.headings[0] == "H1"
    assert set(read.headings[1:]) == {"H2", "H3"}
    alts = [figure.node["/Alt"] for figure in read.tags.all("Figure")]
    assert alts == ["Code à photographier pour lire cette lettre sur un téléphone"]


# --- What must never be there ------------------------------------------------------------------


def _mark_everybody(meeting):
    """Put a mark in every private field of every person of the meeting; returns who holds which."""
    marks = {}
    for seat in meeting.participants.select_related("family_member", "professional"):
        marks[seat.pk] = []
        for card in (seat.family_member, seat.professional):
            if card is None:
                continue
            names = (
                "phone",
                "work",
                "needs",
                "living",
                "wishes",
                "reads_other",
                "paid_hours",
                "availability",
            )
            for name in (n for n in names if hasattr(card, n)):
                marks[seat.pk].append(f"SECRET{seat.pk}{name.replace('_', '')}")
                setattr(card, name, marks[seat.pk][-1])
            card.email = f"secret{seat.pk}@prive.example"
            marks[seat.pk].append(card.email)
            card.save()
        for name in ("viewpoint", "reason", "written"):
            marks[seat.pk].append(f"SECRET{seat.pk}{name}")
            setattr(seat, name, marks[seat.pk][-1])
        seat.save()
    for place in meeting.places.all():
        place.distances.create(participant=_father(meeting), metres=41987)
    meeting.slots.get().answers.update(note="SECRETnote")
    return marks


def test_nothing_private_of_anybody_reaches_a_reader(guest, case_1, alice):
    marks = _mark_everybody(case_1)
    secret = _open(guest, _mother(case_1), alice)
    received = []
    for rest in ("", "/lettre.pdf"):
        response = guest.get(_brief(secret, rest))
        body = text_of(response.content) if rest else response.content.decode()
        received += [body, str(response.headers)]
    text = "\n".join(received)
    assert [mark for held in marks.values() for mark in held if mark in text] == []
    assert "SECRETnote" not in text
    assert "prive.example" not in text
    assert "41987" not in text
    assert "42\u00a0km" not in text
    assert "à soutenir" not in text


def test_markup_typed_by_hand_is_text_everywhere(guest, case_1, alice):
    case_1.problem = HOSTILE
    case_1.save()
    case_1.agenda.update(title=HOSTILE)
    case_1.places.update(name=HOSTILE, address=HOSTILE, transport=HOSTILE, waiting=HOSTILE)
    for item in case_1.agenda.all():
        item.informations.update(title=HOSTILE, text=HOSTILE)
    case_1.pupil.family.update(first_name=HOSTILE)
    secret = _open(guest, _mother(case_1), alice)
    page = guest.get(_brief(secret)).content.decode()
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") > 8
    assert "<script>" in text_of(guest.get(_brief(secret, "/lettre.pdf")).content)
