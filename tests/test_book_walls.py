"""The walls of the address book: between teams, between what is typed and what a page says."""

import csv
import io
import zipfile

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import FormReceipt, JournalEntry, OutgoingMail
from partners.domain.school_years import year_to_plan
from partners.models import DistinctCards, Following, MergedCard, Schooling
from tests import factories
from tests.test_addresses import addresses  # noqa: F401 (a fixture)

SECRET_NAME = "Zorglub"


@pytest.fixture
def theirs(charlie):
    """Cards of another team, all with one name."""
    team = charlie.current_team
    school = factories.make_institution(team, f"École {SECRET_NAME}")
    return {
        "personnes": factories.make_professional(team, last_name=SECRET_NAME, institution=school),
        "eleves": factories.make_pupil(team, last_name=SECRET_NAME, school=school),
        "lieux": school,
    }


@pytest.fixture
def ours(team):
    school = factories.make_institution(team)
    return {
        "personnes": factories.make_professional(team),
        "eleves": factories.make_pupil(team, school=school),
        "lieux": school,
    }


@pytest.mark.parametrize("kind", ["personnes", "eleves", "lieux"])
@pytest.mark.parametrize("name", ["merge", "distinct"])
def test_no_card_of_another_team_is_merged_nor_told_apart(ours, theirs, alice_client, kind, name):
    mine, other = ours[kind], theirs[kind]
    for pair in ([mine.pk, other.pk], [other.pk, mine.pk]):
        url = reverse(f"partners:{name}", args=[kind, *pair])
        for answer in (alice_client.get(url), alice_client.post(url, {"seen": ""})):
            assert answer.status_code in {404, 405}
            assert SECRET_NAME not in answer.content.decode()
    assert not MergedCard.objects.exists()
    assert not DistinctCards.objects.exists()


@pytest.mark.parametrize("kind", ["personnes", "eleves", "lieux"])
def test_where_another_team_merged_nobody_else_is_led(theirs, charlie, alice_client, kind):
    card = theirs[kind]
    MergedCard.objects.create(
        team=charlie.current_team, model=card._meta.model_name, old_pk=424242, kept_pk=card.pk,
        at=timezone.now(),
    )  # fmt: skip
    pages = {
        "personnes": "meetings:partner",
        "eleves": "meetings:pupil",
        "lieux": "partners:institution",
    }
    assert alice_client.get(reverse(pages[kind], args=[424242])).status_code == 404


def test_nobody_follows_across_teams(ours, theirs, alice_client):
    pupil, person = ours["eleves"], ours["personnes"]
    answer = alice_client.post(
        reverse("partners:follower_add", args=[pupil.pk]), {"professional": theirs["personnes"].pk}
    )
    assert answer.status_code == 404
    answer = alice_client.post(
        reverse("partners:following_add", args=[person.pk]), {"pupils": theirs["eleves"].pk}
    )
    assert answer.status_code == 422
    assert SECRET_NAME not in answer.content.decode()
    assert not Following.objects.exists()


@pytest.mark.parametrize(
    ("name", "filtered", "kind"),
    [("pupils", "ecole", "lieux"), ("people", "lieu", "lieux"), ("move_class", "ecole", "lieux")],
)
def test_a_filter_names_nothing_of_another_team(ours, theirs, alice_client, name, filtered, kind):
    url = reverse(f"partners:{name}")
    answer = alice_client.get(url, {filtered: theirs[kind].pk, "classe": "CE2"})
    assert answer.status_code in {200, 404}
    assert SECRET_NAME not in answer.content.decode()


def test_a_class_goes_to_no_school_and_takes_no_pupil_of_another_team(ours, theirs, alice_client):
    mine, other, year = ours["eleves"], theirs["eleves"], year_to_plan(timezone.localdate())
    url = f"{reverse('partners:move_class')}?ecole={mine.school_id}&classe=CE2&annee={year}"
    sent = {"form_key": factories.new_key(), "pupil": [mine.pk, other.pk]}
    for pupil in (mine, other):
        sent |= {f"fate_{pupil.pk}": "go", f"school_{pupil.pk}": other.school_id}
    answer = alice_client.post(url, sent)
    assert answer.status_code == 422
    assert SECRET_NAME not in answer.content.decode()
    assert not Schooling.objects.exists()


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [("pupil_change", "eleves", "school"), ("professional_change", "personnes", "institution"),
     ("schooling_add", "eleves", "school")],
)  # fmt: skip
def test_no_form_takes_a_place_of_another_team(ours, theirs, alice_client, name, kind, field):
    url = reverse(f"partners:{name}", args=[ours[kind].pk])
    sent = {
        "form_key": factories.new_key(), "first_name": "Yanis", "metier": "psyen", "year": "2026",
        field: theirs["lieux"].pk,
    }  # fmt: skip
    answer = alice_client.post(url, sent)
    assert answer.status_code == 422
    assert SECRET_NAME not in answer.content.decode()


def test_the_table_of_a_colleague_is_nobody_elses(team, alice, bob_client):
    draft = factories.make_draft(team, alice)
    for name in ("columns", "preview", "result", "answer", "sheet", "write", "abandon"):
        url = reverse(f"partners:import_{name}", args=[draft.pk])
        assert bob_client.get(url).status_code in {404, 405}
        assert bob_client.post(url).status_code in {404, 405}
    draft.refresh_from_db()


def test_the_key_of_a_form_of_another_team_gives_nothing_of_it(theirs, charlie, alice_client):
    """Even by somebody who would know the key: an address at most, which is not found."""
    receipt = FormReceipt.objects.create(key=factories.new_key(), at=timezone.now())
    receipt.remember(theirs["eleves"])
    answer = alice_client.post(
        reverse("partners:pupil_add"), {"form_key": receipt.key, "first_name": "Lina"}, follow=True
    )
    assert answer.status_code == 404
    assert SECRET_NAME not in answer.content.decode()


# --- What is typed is only text ------------------------------------------------------------------

MARKUP = "\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}"
FORMULA = '=HYPERLINK("http://evil.example","x")'
NOT_TYPED = (JournalEntry, FormReceipt, OutgoingMail)


def _fill_every_text(typed):
    """The same text in every field people write freely, in every row."""
    for model in apps.get_models():
        if model in NOT_TYPED or model._meta.app_label not in {"partners", "meetings"}:
            continue
        wanted = {
            field.name: typed
            for field in model._meta.concrete_fields
            if type(field) is models.CharField or type(field) is models.TextField
            if not field.choices and not field.unique and (field.max_length or 999) >= len(typed)
            if field.name not in CODES
        }
        if wanted:
            model._base_manager.update(**wanted)


CODES = {
    "kind", "metier", "folded", "uai", "code", "model", "weekdays", "plan", "layouts", "transport",
    "ground", "role", "presence", "fingerprint", "password", "reference", "made_for", "step",
    "file", "code_fingerprint", "language",
}  # fmt: skip


def test_no_text_of_anybody_becomes_a_mark_of_a_page(addresses, alice_client, undrawn):  # noqa: F811
    _fill_every_text(MARKUP)
    seen = 0
    for name, address in addresses.items():
        response = alice_client.get(address)
        page = response.getvalue().decode("utf-8", "replace")
        assert response.status_code < 500, name
        if "html" in response.headers.get("Content-Type", ""):  # a calendar has no marks
            assert "<img src=x" not in page, name
        assert "\n" not in str(response.headers.get("Content-Disposition", "")), name
        seen += "&lt;img src=x" in page
    assert seen > 20


@pytest.mark.parametrize("listed", ["pupils", "people", "institutions"])
def test_no_text_becomes_a_formula_in_a_file(case_1, alice_client, listed):
    _fill_every_text(FORMULA)
    text = alice_client.post(reverse(f"partners:{listed}_export", args=["csv"]))
    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert any(FORMULA in cell for cell in cells)
    assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in cells)
    book = alice_client.post(reverse(f"partners:{listed}_export", args=["xlsx"]))
    with zipfile.ZipFile(io.BytesIO(book.getvalue())) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert not any("externalLink" in part for part in parts.namelist())
        assert "hyperlink" not in sheet
