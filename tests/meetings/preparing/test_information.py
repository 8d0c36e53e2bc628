from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from intermetiers.web import uploads
from meetings.models import Information
from tests import factories
from tests.intermetiers.web.test_uploads import make_pdf

ACTS = ("information_change", "information_remove", "information_file", "information_file_remove")


def url(meeting, name="information", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def pdf(name="Bilan d’une page.pdf", content=None):
    return SimpleUploadedFile(name, make_pdf(2) if content is None else content)


def new_information(**changes):
    plain = {"title": "L’emploi du temps", "giver_id": "", "due_on": "", "text": ""}
    return plain | {"form_key": factories.new_key()} | changes


def changed(row, **changes):
    seen = {
        "title": row.title,
        "giver_id": row.giver_id or "",
        "due_on": row.due_on or "",
        "text": row.text,
    }
    seen |= {f"initial-{name}": value for name, value in seen.items()}
    return seen | {"file_seen": row.file.name or ""} | changes


@pytest.fixture
def item(meeting):
    return factories.make_item(meeting)


@pytest.fixture
def row(item):
    return factories.make_information(item)


@pytest.fixture
def row_with_file(row):
    row.file.save("hasard.pdf", ContentFile(make_pdf()), save=False)
    row.file_name, row.file_pages, row.given_at = "Bilan.pdf", 1, timezone.now()
    row.save()
    return row


def test_a_decision_with_nothing_to_read_is_asked_for_it_and_the_others_are_not(
    alice_client, meeting, item
):
    factories.make_item(meeting, "Ce que Yanis vit", kind="understand")
    page = alice_client.get(url(meeting)).content.decode()
    assert page.count("Rien n’est encore prévu") == 1
    assert page.count("Ajouter une information") == 2


def test_the_page_says_that_no_medical_document_belongs_here(alice_client, meeting, item):
    for address in (url(meeting), url(meeting, "information_add", item.pk)):
        assert "Aucun document médical" in alice_client.get(address).content.decode()


@pytest.mark.parametrize("name", ACTS)
def test_a_stranger_finds_nothing(charlie_client, meeting, row_with_file, name):
    address = url(meeting, name, row_with_file.pk)
    assert charlie_client.get(address).status_code == 404
    assert charlie_client.post(address).status_code in {404, 405}
    assert Information.objects.exists()


def test_a_stranger_adds_nothing(charlie_client, meeting, item):
    address = url(meeting, "information_add", item.pk)
    assert charlie_client.get(url(meeting)).status_code == 404
    assert charlie_client.post(address, new_information()).status_code == 404
    assert not Information.objects.exists()


@pytest.mark.parametrize("name", ACTS)
def test_what_belongs_to_another_meeting_is_not_found(
    alice_client, alice, team, meeting, row_with_file, name
):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    assert alice_client.get(url(other, name, row_with_file.pk)).status_code == 404
    assert alice_client.get(url(meeting, name, 999999)).status_code == 404


def test_reading_is_all_one_can_do_to_the_page_and_to_a_document(
    alice_client, meeting, row_with_file
):
    assert alice_client.post(url(meeting)).status_code == 405
    assert alice_client.post(url(meeting, "information_file", row_with_file.pk)).status_code == 405


def test_a_text_is_given_with_its_time_to_read(alice_client, meeting, item):
    giver = meeting.participants.get(family_member__relation="mère")
    sent = new_information(giver_id=giver.pk, due_on="11/01/2027", text="mot " * 200)
    assert alice_client.post(url(meeting, "information_add", item.pk), sent).status_code == 302
    row = item.informations.get()
    assert (row.giver, row.due_on, row.given_at is None) == (giver, date(2027, 1, 11), False)
    page = alice_client.get(url(meeting)).content.decode()
    assert "2\u00a0minutes de lecture" in page
    assert "donnée le" in page


@pytest.mark.parametrize(
    ("days", "said"), [(None, "attendue, sans date"), (2, "attendue pour le"), (-2, "en retard")]
)
def test_what_is_awaited_says_until_when(alice_client, meeting, row, days, said):
    row.due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    row.save()
    card = alice_client.get(url(meeting)).context["sections"][0].cards[0]
    assert card.state.startswith(said)
    assert (card.pill == "late") == (days == -2)


def test_a_pdf_is_stored_under_a_name_that_says_nothing(alice_client, meeting, item):
    sent = new_information(file=pdf("../Bilan\u202e de Yanis.PDF"))
    assert alice_client.post(url(meeting, "information_add", item.pk), sent).status_code == 302
    row = item.informations.get()
    assert "Yanis" not in row.file.name
    assert (row.file_name, row.file_pages) == ("Bilan de Yanis.pdf", 2)
    assert row.given_at is not None


def test_a_document_is_given_back_only_to_save(alice_client, meeting, row_with_file):
    response = alice_client.get(url(meeting, "information_file", row_with_file.pk))
    assert b"".join(response.streaming_content) == make_pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Bilan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_a_document_lost_by_the_storage_is_not_an_error(alice_client, meeting, row_with_file):
    default_storage.delete(row_with_file.file.name)
    address = url(meeting, "information_file", row_with_file.pk)
    assert alice_client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script>", uploads.NOT_A_PDF),
        (b"%PDF-1.7 broken", uploads.BROKEN),
        (make_pdf(password="x"), uploads.ENCRYPTED),
        (b"%PDF-" + b"0" * uploads.MOST_BYTES, uploads.TOO_HEAVY),
    ],
    ids=["not a pdf", "broken", "encrypted", "heavy"],
)
def test_a_refused_document_keeps_everything_else(alice_client, meeting, item, content, said):
    sent = new_information(text="Le lundi.", due_on="31/01/2027", file=pdf(content=content))
    response = alice_client.post(url(meeting, "information_add", item.pk), sent)
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors == {"file": [said]}
    assert [form[name].value() for name in ("title", "text", "due_on")] == [
        "L’emploi du temps", "Le lundi.", "31/01/2027",
    ]  # fmt: skip
    assert not Information.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "é" * 3000}, "title"),
        ({"text": "é" * 6001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"due_on": "31/02/2027"}, "due_on"),
        ({"giver_id": "999999"}, "giver_id"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_the_field(
    alice_client, meeting, item, changes, field
):
    response = alice_client.post(
        url(meeting, "information_add", item.pk), new_information(**changes)
    )
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}


def test_a_double_click_makes_one_information(alice_client, meeting, item):
    for _ in "12":
        sent = new_information(form_key="6f0d2a53-3d3f-4c8e-9a3b-5b1f1d0a0a0a", file=pdf())
        assert alice_client.post(url(meeting, "information_add", item.pk), sent).status_code == 302
    assert item.informations.count() == 1


def test_markup_is_text(alice_client, meeting, item):
    sent = new_information(title="<script>alert(1)</script>", text="<script>alert(2)</script>")
    page = alice_client.post(url(meeting, "information_add", item.pk), sent, follow=True).content
    assert b"<script>alert" not in page
    assert page.count(b"&lt;script&gt;alert") >= 2


def test_a_pdf_takes_the_place_of_the_former(
    alice_client, meeting, row_with_file, django_capture_on_commit_callbacks
):
    former = row_with_file.file.name
    sent = changed(row_with_file, file=pdf("Autre.pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        address = url(meeting, "information_change", row_with_file.pk)
        assert alice_client.post(address, sent).status_code == 302
    row_with_file.refresh_from_db()
    assert (row_with_file.file_name, row_with_file.file_pages) == ("Autre.pdf", 2)
    assert default_storage.exists(row_with_file.file.name)
    assert not default_storage.exists(former)


def test_a_document_put_there_meanwhile_is_not_lost(alice_client, meeting, row):
    sent = changed(row, text="Écrit pendant ce temps.", file=pdf("Autre.pdf"))
    row.file.save("hasard.pdf", ContentFile(make_pdf()), save=False)
    row.file_name, row.file_pages = "Celui de Marc.pdf", 1
    row.save()
    address = url(meeting, "information_change", row.pk)
    response = alice_client.post(address, sent)
    form = response.context["form"]
    assert "Celui de Marc.pdf" in form.errors["file"][0]
    assert form["text"].value() == "Écrit pendant ce temps."
    row.refresh_from_db()
    assert (row.file_name, row.text) == ("Celui de Marc.pdf", "")
    again = sent | {"file_seen": form["file_seen"].value(), "file": pdf("Autre.pdf")}
    assert alice_client.post(address, again).status_code == 302
    row.refresh_from_db()
    assert row.file_name == "Autre.pdf"


def test_a_text_changed_by_two_shows_both(alice_client, bob_client, meeting, row):
    sent = changed(row, text="Le mien.", due_on="2027-01-11")
    address = url(meeting, "information_change", row.pk)
    bob_client.post(address, changed(row, text="Le sien."))
    response = alice_client.post(address, sent)
    form = response.context["form"]
    assert form.errors.keys() == {"text"}
    assert "Le sien." in form.errors["text"][0]
    assert form["text"].value() == "Le mien."
    assert alice_client.post(address, sent | {"initial-text": "Le sien."}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.due_on) == ("Le mien.", date(2027, 1, 11))


def test_a_day_changed_by_two_is_shown_in_french(alice_client, bob_client, meeting, row):
    address = url(meeting, "information_change", row.pk)
    bob_client.post(address, changed(row, due_on="2027-01-11"))
    form = alice_client.post(address, changed(row, due_on="2027-01-12")).context["form"]
    assert "lundi 11\u00a0janvier 2027" in form.errors["due_on"][0]


def test_a_text_emptied_is_awaited_again(alice_client, meeting, row):
    row.text, row.given_at = "Le lundi.", timezone.now()
    row.released_at = timezone.now()  # once given to all, what is written next waits again
    row.save()
    alice_client.post(url(meeting, "information_change", row.pk), changed(row, text=""))
    row.refresh_from_db()
    assert (row.text, row.given_at, row.released_at) == ("", None, None)


@pytest.mark.parametrize("name", ["information_remove", "information_file_remove"])
def test_removing_asks_first_then_deletes_the_document(
    alice_client, meeting, row_with_file, django_capture_on_commit_callbacks, name
):
    address = url(meeting, name, row_with_file.pk)
    assert "Bilan.pdf" in alice_client.get(address).content.decode()
    stored = row_with_file.file.name
    assert default_storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        assert alice_client.post(address).status_code == 302
    assert not default_storage.exists(stored)
    left = Information.objects.values_list("file", "file_name", "file_pages", "given_at")
    assert list(left) == ([] if name == "information_remove" else [("", "", 0, None)])


@pytest.mark.parametrize("count", [3, 30])
def test_information_query_count(alice_client, meeting, django_assert_num_queries, count):
    factories.fill(meeting, participants=count, items=count)
    with django_assert_num_queries(13):
        alice_client.get(url(meeting))
