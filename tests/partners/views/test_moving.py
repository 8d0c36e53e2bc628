"""A whole class moves: one page, one yes, all or none."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from partners.domain.school_years import school_year_of
from partners.models import Schooling
from tests.factories import make_institution, make_pupil, make_schooling
from tests.forms import forms_of

URL = "/eleves/changer-de-classe"


@pytest.fixture
def year():
    return school_year_of(timezone.localdate())


@pytest.fixture
def school(team):
    return make_institution(team)


@pytest.fixture
def pupils(team, school):
    return [make_pupil(team, school=school, last_name=name) for name in ("Aubry", "Blanc", "Cros")]


def asked(school, year, **fields):
    return {"ecole": school.pk, "classe": "CE2", "annee": year} | fields


def address(school, year, **fields):
    query = "&".join(f"{name}={value}" for name, value in asked(school, year, **fields).items())
    return f"{URL}?{query}"


def typed(client, url, pupils, **changed):
    """The form as the page shows it, with what is changed in it."""
    fields = dict(forms_of(client.get(url), url)[-1][1])
    return fields | {"pupil": [pupil.pk for pupil in pupils]} | changed


def test_the_page_begins_with_the_classes_and_how_many_are_in_each(team, school, alice_client):
    college = make_institution(team, "Collège Rosa-Parks", "college")
    for name, place in (("CM2", school), ("CP", school), ("CP", school), ("6e B", college)):
        make_pupil(team, school=place, class_name=name)
    make_pupil(team, class_name="")
    make_pupil(team, school=school, class_name="CP", archived_at=timezone.now())
    found = {one.name: one.classes for one in alice_client.get(URL).context["schools"]}
    assert found[school.name] == (("CP", 2), ("CM2", 1))
    assert found[college.name] == (("6e B", 1),)
    assert found[""] == (("", 1),)


def test_a_class_whose_name_needs_quoting_opens(team, school, alice_client):
    make_pupil(team, school=school, class_name="CE2 & CM1")
    page = alice_client.get(URL).content.decode()
    assert f"?ecole={school.pk}&amp;classe=CE2%20%26%20CM1" in page.replace(
        "&classe", "&amp;classe"
    )
    response = alice_client.get(URL, {"ecole": school.pk, "classe": "CE2 & CM1"})
    assert len(response.context["lines"]) == 1


def test_the_next_class_of_the_same_school_is_proposed_to_all(school, pupils, year, alice_client):
    lines = alice_client.get(URL, asked(school, year + 1) | {"vers": school.pk, "nouvelle": "CM1"})
    assert {line.class_name.value() for line in lines.context["lines"]} == {"CM1"}
    proposed = alice_client.get(URL, {"ecole": school.pk, "classe": "CE2"}).context["lines"]
    assert {(line.school.value(), line.class_name.value()) for line in proposed} == {
        (school.pk, "CM1")
    }


def test_after_the_last_class_no_school_is_proposed(team, school, alice_client):
    make_pupil(team, school=school, class_name="CM2")
    line = alice_client.get(URL, {"ecole": school.pk, "classe": "CM2"}).context["lines"][0]
    assert (line.school.value(), line.class_name.value()) == ("", "6e")


def test_what_was_planned_already_is_shown(school, pupils, year, alice_client):
    make_schooling(pupils[0], year + 1, "CE2", school=school)
    make_schooling(pupils[1], year + 1, "", leaves=True)
    lines = alice_client.get(URL, asked(school, year + 1, nouvelle="CM1")).context["lines"]
    assert [line.class_name.value() for line in lines] == ["CE2", "CM1", "CM1"]
    assert [line.fate.value() for line in lines] == ["go", "leave", "go"]
    assert [bool(line.planned) for line in lines] == [True, True, False]


def test_one_yes_writes_each_line_and_says_how_many(team, school, pupils, year, alice_client):
    goes, stays, leaves = pupils
    url = address(school, year + 1, vers=school.pk, nouvelle="CM1")
    data = typed(
        alice_client, url, pupils, **{f"fate_{stays.pk}": "stay", f"fate_{leaves.pk}": "leave"}
    )
    page = alice_client.post(url, data, follow=True).content.decode()
    assert "un élève change de classe, un élève reste et un élève quitte le secteur" in page
    rows = {row.pupil: row for row in Schooling.objects.filter(year=year + 1)}
    assert (rows[goes].school, rows[goes].class_name) == (school, "CM1")
    assert (rows[stays].school, rows[stays].class_name) == (school, "CE2")
    assert rows[leaves].leaves
    assert JournalEntry.objects.filter(act="pupil_moved").count() == 3
    goes.refresh_from_db()
    assert goes.class_name == "CE2"


def test_a_line_corrected_goes_to_another_school(team, school, pupils, year, alice_client):
    other = make_institution(team, "École Foch")
    url = address(school, year, vers=school.pk, nouvelle="CM1")
    corrected = {f"school_{pupils[0].pk}": other.pk, f"class_{pupils[0].pk}": "CM1 B"}
    alice_client.post(url, typed(alice_client, url, pupils, **corrected))
    for pupil in pupils:
        pupil.refresh_from_db()
    assert [(pupil.school, pupil.class_name) for pupil in pupils] == [
        (other, "CM1 B"), (school, "CM1"), (school, "CM1"),
    ]  # fmt: skip


def test_nothing_noted_for_a_line_leaves_the_pupil(school, pupils, year, alice_client):
    url = address(school, year, vers=school.pk, nouvelle="CM1")
    skipped = {f"fate_{pupil.pk}": "skip" for pupil in pupils}
    page = alice_client.post(url, typed(alice_client, url, pupils, **skipped), follow=True)
    assert "Rien n’est noté, comme demandé." in page.content.decode()
    assert not Schooling.objects.exists()


def test_sent_twice_a_class_moves_once(school, pupils, year, alice_client):
    url = address(school, year, vers=school.pk, nouvelle="CM1")
    data = typed(alice_client, url, pupils)
    for _ in range(2):
        assert alice_client.post(url, data)["Location"] == URL
    assert JournalEntry.objects.filter(act="pupil_moved").count() == 3


def test_a_pupil_moved_meanwhile_stops_all_and_is_shown(school, pupils, year, alice_client):
    url = address(school, year, vers=school.pk, nouvelle="CM1")
    data = typed(alice_client, url, pupils, **{f"class_{pupils[2].pk}": "CM1 bleu"})
    pupils[1].class_name = "CP"
    pupils[1].save()
    refused = alice_client.post(url, data)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "a changé de classe pendant que vous écriviez" in page
    assert "CM1 bleu" in page
    assert not Schooling.objects.exists()
    again = data | {f"fate_{pupils[1].pk}": "skip"}
    assert alice_client.post(url, again).status_code == 302
    assert Schooling.objects.count() == 2


def test_a_line_that_goes_nowhere_is_refused(school, pupils, year, alice_client):
    url = address(school, year, vers=school.pk, nouvelle="CM1")
    empty = {f"school_{pupils[0].pk}": "", f"class_{pupils[0].pk}": ""}
    refused = alice_client.post(url, typed(alice_client, url, pupils, **empty))
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == [f"class_{pupils[0].pk}"]


def test_the_dispositif_is_kept(team, school, year, alice_client):
    pupil = make_pupil(team, school=school, dispositif="ULIS")
    url = address(school, year, vers=school.pk, nouvelle="CM1")
    alice_client.post(url, typed(alice_client, url, [pupil]))
    assert pupil.schoolings.get().dispositif == "ULIS"


def test_a_class_without_anybody_says_so(school, year, alice_client):
    assert (
        "personne dans cette classe" in alice_client.get(URL, asked(school, year)).content.decode()
    )


@pytest.mark.parametrize(
    "query", [{"annee": "x"}, {"annee": "1850"}, {"vers": "x", "annee": "2026"}, {"classe": "\x00"}]
)
def test_an_odd_address_still_answers(school, pupils, year, alice_client, query):
    assert alice_client.get(URL, asked(school, year) | query).status_code == 200


def test_teams_stay_apart(school, pupils, year, alice_client, charlie_client):
    assert charlie_client.get(URL, asked(school, year)).status_code == 404
    assert charlie_client.get(URL).context["schools"] == []
    nobody = {"ecole": 0, "classe": "CE2", "annee": year}
    data = {"pupil": [pupil.pk for pupil in pupils], f"fate_{pupils[0].pk}": "leave"}
    charlie_client.post(f"{URL}?ecole=0&classe=CE2&annee={year}", nobody | data)
    assert not Schooling.objects.exists()
    assert alice_client.get(URL, {"ecole": 999999, "classe": "CE2"}).status_code == 404
    assert reverse("partners:move_class") == URL


@pytest.mark.parametrize("count", [1, 3, 35])
def test_move_query_count(team, school, year, alice_client, django_assert_num_queries, count):
    for number in range(count):
        pupil = make_pupil(team, school=school)
        make_schooling(pupil, year + 1, school=make_institution(team, f"École {number}"))
    # Session, account, team of the header; the schools; how many, which; what is planned.
    with django_assert_num_queries(7):
        response = alice_client.get(URL, asked(school, year + 1))
    assert len(response.context["lines"]) == count


@pytest.mark.parametrize("count", [1, 3, 35])
def test_move_choice_query_count(team, alice_client, django_assert_num_queries, count):
    for number in range(count):
        make_pupil(team, school=make_institution(team, f"École {number}"))
    # Session, account, team of the header, the classes.
    with django_assert_num_queries(4):
        response = alice_client.get(URL)
    assert len(response.context["schools"]) == count
