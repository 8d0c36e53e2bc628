"""The letters of a meeting, or of a week, as one document to print."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.models import Meeting, PrivateLink
from tests import factories
from tests.meetings.pdfs import read_pdf, text_of

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


def _url(meeting):
    return reverse("meetings:letters", args=[meeting.reference])


def _seat(meeting, relation):
    return meeting.participants.get(family_member__relation=relation)


def _print(client, url, *seats, key=None):
    data = {"form_key": key or factories.new_key(), "people": [seat.pk for seat in seats]}
    return client.post(url, data)


def _pages(content):
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _ticked(response):
    boxes = re.findall(r'<input\s+type="checkbox"[^>]*>', response.content.decode())
    return {int(re.search(r'value="(\d+)"', box)[1]) for box in boxes if " checked" in box}


# --- Those of a meeting ------------------------------------------------------------------------


def test_those_whom_nothing_else_reaches_are_ticked(alice_client, case_1):
    case_1.pupil.family.filter(relation="mère").update(email="", reached_by="")
    case_1.pupil.family.filter(relation="père").update(email="d@example.org", reached_by="letter")
    ticked = _ticked(alice_client.get(_url(case_1)))
    assert {_seat(case_1, "mère").pk, _seat(case_1, "père").pk} <= ticked
    case_1.pupil.family.update(email="quelqu.un@example.org", reached_by="mail")
    ticked = _ticked(alice_client.get(_url(case_1)))
    assert not {_seat(case_1, "mère").pk, _seat(case_1, "père").pk} & ticked


def test_one_document_holds_a_letter_for_each(alice_client, case_1):
    mother, father = _seat(case_1, "mère"), _seat(case_1, "père")
    response = _print(alice_client, _url(case_1), father, mother)
    assert response["Content-Type"] == "application/pdf"
    pages = _pages(response.content)
    begins = [number for number, page in enumerate(pages) if CODE.search(page)]
    assert len(begins) == 2
    assert all(number % 2 == 0 for number in begins), "a letter begins on the front of a sheet"
    assert "Samia Belkacem" in pages[begins[0]]
    assert "Pour David Morel" in pages[begins[1]]


def test_the_first_page_says_all_that_matters(alice_client, case_1):
    pages = _pages(_print(alice_client, _url(case_1), _seat(case_1, "père")).content)
    first = " ".join(pages[0].split())
    for said in (
        "Pourquoi on se réunit", "Ce qu’on va décider", "Qui sera là", "Ce que vous pouvez faire",
        case_1.convener.name,
    ):  # fmt: skip
        assert said in first
    assert "Ma réponse, à rendre à" in pages[-1]
    assert "Ce qui compte pour moi" in pages[-1]


def test_the_code_of_a_letter_opens_its_link(alice_client, client, case_1):
    content = _print(alice_client, _url(case_1), _seat(case_1, "mère")).content
    code = CODE.search(text_of(content))[0]
    answer = client.post(reverse("meetings:guest_code"), {"code": code.lower()}, follow=True)
    assert answer.status_code == 200
    assert "Samia Belkacem" in answer.content.decode()


def test_each_page_counts_from_its_own_letter(alice_client, case_1):
    mother, father = _seat(case_1, "mère"), _seat(case_1, "père")
    pages = _pages(_print(alice_client, _url(case_1), mother, father).content)
    second = next(n for n, page in enumerate(pages) if "Pour David Morel" in page)
    assert pages[second].split()[-1] == "1"


def test_nothing_of_one_parent_is_on_the_letter_of_the_other(alice_client, case_1):
    case_1.pupil.family.filter(relation="mère").update(
        postal_address="9 rue Duguesclin\n69003 Lyon", email="samia@canari.example",
        phone="06 11 22 33 44",
    )  # fmt: skip
    said = text_of(_print(alice_client, _url(case_1), _seat(case_1, "père")).content)
    for private in ("Duguesclin", "canari", "06 11 22 33 44"):
        assert private not in said


def test_a_letter_in_arabic_is_given_back_with_the_french_beside(alice_client, case_1):
    content = _print(alice_client, _url(case_1), _seat(case_1, "mère")).content
    coupon = _pages(content)[-1]
    assert "compte pour" in coupon or "pour compte" in coupon
    assert re.search("[\u0621-\u064a\ufe70-\ufefc]{3}", coupon)


def test_the_document_can_be_read_aloud(alice_client, case_1):
    pdf = read_pdf(_print(alice_client, _url(case_1), _seat(case_1, "mère")).content)
    assert pdf.marked
    assert pdf.headings[0] == "H1"
    assert pdf.headings.count("H1") == 1


def test_sending_the_form_twice_makes_one_link(alice_client, case_1, undrawn):
    mother, key = _seat(case_1, "mère"), factories.new_key()
    _print(alice_client, _url(case_1), mother, key=key)
    again = _print(alice_client, _url(case_1), mother, key=key)
    assert again.status_code == 302
    assert PrivateLink.objects.filter(participant=mother, made_for="letter").count() == 1
    assert "déjà été préparées" in alice_client.get(again.url).content.decode()


def test_without_anybody_ticked_it_says_so(alice_client, case_1):
    response = _print(alice_client, _url(case_1))
    assert response.status_code == 422
    assert "Cochez au moins une personne." in response.content.decode()


def test_nothing_is_printed_for_whom_a_judge_forbids(alice_client, case_1):
    mother, father = _seat(case_1, "mère"), _seat(case_1, "père")
    case_1.pupil.family.filter(relation="père").update(may_receive="nothing")
    assert father.pk not in _ticked(alice_client.get(_url(case_1)))
    said = text_of(_print(alice_client, _url(case_1), mother, father).content)
    assert len(set(CODE.findall(said))) == 1
    assert not PrivateLink.objects.filter(participant=father).exists()


def test_each_letter_leaves_a_line_without_its_secret(alice_client, case_1, alice):
    content = _print(alice_client, _url(case_1), _seat(case_1, "mère")).content
    entry = JournalEntry.objects.filter(act="link_made").latest("pk")
    assert entry.account == alice
    assert CODE.search(text_of(content))[0] not in str(entry.detail)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing(charlie_client, case_1, method):
    assert getattr(charlie_client, method)(_url(case_1)).status_code == 404


@pytest.mark.parametrize("name", ["letters", "letters_week"])
def test_the_wrong_method_is_refused(alice_client, case_1, name):
    args = [case_1.reference] if name == "letters" else []
    assert alice_client.delete(reverse(f"meetings:{name}", args=args)).status_code == 405


# --- Those of a week ---------------------------------------------------------------------------


@pytest.fixture
def next_week(case_1):
    """Case 1, held in ten days; the address of the letters of its week."""
    starts = timezone.now() + timedelta(days=10)
    slot = case_1.chosen_slot
    slot.starts_at, slot.ends_at = starts, starts + timedelta(minutes=75)
    slot.save()
    return f"{reverse('meetings:letters_week')}?jour={timezone.localdate(starts)}"


def test_the_letters_of_a_week_stand_school_by_school(alice_client, case_1, team, alice, next_week):
    school = factories.make_institution(team, "Collège Aimé-Césaire", kind="college")
    pupil = factories.make_pupil(team, first_name="Ana", last_name="Costa", school=school)
    factories.make_relative(pupil, "mère", first_name="Rosa", last_name="Costa")
    other = factories.make_meeting(team, alice, pupil=pupil)
    Meeting.objects.filter(pk=other.pk).update(school=school)
    slot = other.slots.create(
        starts_at=case_1.chosen_slot.starts_at, ends_at=case_1.chosen_slot.ends_at,
        added_at=timezone.now(),
    )  # fmt: skip
    Meeting.objects.filter(pk=other.pk).update(chosen_slot=slot)
    page = alice_client.get(next_week).content.decode()
    assert page.index("Ana") < page.index("Yanis"), "« Collège » stands before « École »"
    content = _print(alice_client, next_week, _seat(case_1, "mère"), _seat(other, "mère")).content
    said = text_of(content)
    assert said.index("Pour Rosa Costa") < said.index("Samia Belkacem")


def test_a_week_shows_only_the_meetings_of_the_team(charlie_client, case_1, next_week):
    assert "Aucune réunion à venir" in charlie_client.get(next_week).content.decode()
    refused = _print(charlie_client, next_week, _seat(case_1, "mère"))
    assert refused.status_code == 422
    assert not PrivateLink.objects.filter(made_for="letter").exists()


@pytest.mark.parametrize("day", ["", "2026-13-45", "9999-12-31", "0001-01-01", "demain"])
def test_a_week_that_is_none_is_this_one_or_empty(alice_client, case_1, day):
    response = alice_client.get(reverse("meetings:letters_week"), {"jour": day})
    assert response.status_code == 200


def test_the_week_leads_to_its_letters(alice_client, case_1, next_week):
    day = next_week.partition("=")[2]
    page = alice_client.get(reverse("meetings:week"), {"jour": day}).content.decode()
    assert reverse("meetings:letters_week") in page
