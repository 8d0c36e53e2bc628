"""The page of a usual week: of a professional, of a relative, of a school."""

import re

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from tests.factories import make_institution, make_professional, make_pupil, make_relative

MONDAY = {"day": 1, "start": "08:30", "end": "11:30", "kind": "paid", "note": ""}


@pytest.fixture
def aesh(team):
    return make_professional(team, "aesh", last_name="N’Diaye")


def url_of(card):
    kind = type(card).__name__
    if kind == "FamilyMember":
        return reverse("partners:week_relative", args=[card.pupil_id, card.pk])
    return reverse(f"partners:week_{kind.lower()}", args=[card.pk])


def fields_of(response):
    """What a browser would send of this page, no button pressed."""
    form, sent = response.context["form"], {}
    for bound in form:
        value = bound.value()
        if value not in (None, ""):
            sent[bound.html_name] = value
    for number in range(len(form.draft.lines)):
        sent.setdefault(f"kind_{number}", "taken")
    return sent


def line(number=0, days=("1",), start="8 h 30", end="11:30", kind="paid", note=""):
    values = {"days": list(days), "start": start, "end": end, "kind": kind, "note": note}
    return {f"{name}_{number}": value for name, value in values.items()}


def date(number=0, first="14/01/2027", last="", since="", until="", what="taken"):
    values = {"first": first, "last": last, "since": since, "until": until, "what": what}
    return {f"{name}_{number}": value for name, value in values.items()}


def opened(client, card, **typed):
    """The page as it was opened, with what was typed in it."""
    return fields_of(client.get(url_of(card))) | typed


def test_hours_of_three_days_are_one_line(alice_client, aesh):
    sent = opened(alice_client, aesh, **line(days=("1", "2", "4")))
    response = alice_client.post(url_of(aesh), sent, follow=True)
    aesh.refresh_from_db()
    assert aesh.week == [MONDAY | {"day": day} for day in (1, 2, 4)]
    assert (
        "lundi, mardi et jeudi, de 8\u00a0h\u00a030 à 11\u00a0h\u00a030"
        in response.content.decode()
    )
    again = alice_client.get(url_of(aesh)).context["form"].draft
    assert [one.days for one in again.lines] == ["1 2 4", ""]


def test_a_night_ends_the_next_day(alice_client, team):
    mother = make_relative(make_pupil(team))
    night = line(start="21:00", end="05:00", kind="taken", note="travaille la nuit")
    alice_client.post(url_of(mother), opened(alice_client, mother, **night))
    mother.refresh_from_db()
    assert (mother.week[0]["start"], mother.week[0]["end"]) == ("21:00", "05:00")
    page = alice_client.get(reverse("meetings:pupil", args=[mother.pupil_id])).content.decode()
    assert "de 21\u00a0h à 5\u00a0h le lendemain" in page


def test_a_line_emptied_goes(alice_client, aesh):
    aesh.week = [MONDAY]
    aesh.save()
    sent = opened(alice_client, aesh) | line(days=(), start="", end="")
    assert alice_client.post(url_of(aesh), sent).status_code == 302
    aesh.refresh_from_db()
    assert aesh.week == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (line(days=()), "Cochez au moins un jour."),
        (line(end=""), "Donnez cette heure"),
        (line(start="25 h"), "Cette heure n’existe pas"),
        (line(end="8:30"), "L’heure de fin est celle du début."),
        (line(start="14:00", end="12:00"), "vient avant le début"),
        (date(last="2027-01-02"), "Ce jour vient avant le premier."),
        (date(first="", since="9 h"), "Donnez le premier jour"),
        (date(since="9 h", until="9 h"), "L’heure de fin est celle du début."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(alice_client, aesh, typed, told):
    good = line(1, days=("5",), note="décharge")
    response = alice_client.post(url_of(aesh), opened(alice_client, aesh) | good | line() | typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert told in page
    assert "décharge" in page
    aesh.refresh_from_db()
    assert aesh.week == [] == aesh.exceptions


def test_adding_a_line_keeps_what_was_typed_and_writes_nothing(alice_client, aesh):
    sent = opened(alice_client, aesh, **line(end="midi"), add="line")
    response = alice_client.post(url_of(aesh), sent)
    assert response.status_code == 200
    first, second = response.context["form"].draft.lines
    assert (first.end, second.is_empty) == ("midi", True)
    assert not JournalEntry.objects.exists()


def test_a_line_is_taken_away(alice_client, aesh):
    sent = opened(alice_client, aesh, **line(), **line(1, days=("3",)), remove="0")
    left = alice_client.post(url_of(aesh), sent).context["form"].draft.lines
    assert [one.days for one in left] == ["3", ""]


@pytest.mark.parametrize("number", ["7", "²", "9" * 5000, "-1", ""])
def test_a_line_that_is_not_there_takes_nothing_away(alice_client, aesh, number):
    sent = opened(alice_client, aesh, **line()) | {"remove": number}
    assert alice_client.post(url_of(aesh), sent).status_code in {200, 302}


def test_a_shortcut_takes_the_days_already_ticked(alice_client, aesh):
    sent = opened(alice_client, aesh, **line(days=("1", "3"), start="", end=""), fill="nuit")
    night, empty = alice_client.post(url_of(aesh), sent).context["form"].draft.lines
    assert (night.days, night.start, night.end, empty.is_empty) == ("1 3", "21:00", "05:00", True)


def test_rest_is_on_the_mornings_after(alice_client, aesh):
    sent = opened(alice_client, aesh, **line(days=("3", "7"), start="20:45", end="06:45"))
    lines = alice_client.post(url_of(aesh), sent | {"fill": "repos"}).context["form"].draft.lines
    assert (lines[1].days, lines[1].start) == ("1 4", "06:45")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        (line(days=("1",), start="8h30", end="11h30"), ("", "05:00")),
        (line(days=("1",), start="17:00", end=""), ("", "05:00")),
        (line(days=("lundi", "²", "2"), start="21 h", end="6 h"), ("3", "6 h")),
    ],
)
def test_rest_follows_a_night_and_nothing_else(alice_client, aesh, typed, rest):
    sent = opened(alice_client, aesh, **typed) | {"fill": "repos"}
    lines = alice_client.post(url_of(aesh), sent).context["form"].draft.lines
    assert (lines[-2].days, lines[-2].start) == rest


def test_other_hours_of_the_same_days(alice_client, aesh):
    sent = opened(alice_client, aesh, **line(days=("1", "2")), fill="suite")
    second = alice_client.post(url_of(aesh), sent).context["form"].draft.lines[1]
    assert (second.days, second.start) == ("1 2", "")


def test_a_button_that_would_do_nothing_is_not_shown(alice_client, aesh):
    assert "Mêmes jours" not in alice_client.get(url_of(aesh)).content.decode()
    aesh.week = [MONDAY]
    aesh.save()
    assert "Mêmes jours" in alice_client.get(url_of(aesh)).content.decode()


def test_days_ticked_are_kept_beside_a_shortcut_that_says_its_own(alice_client, aesh):
    sent = opened(alice_client, aesh, **line(days=("1",), start="", end=""), fill="mercredi")
    lines = alice_client.post(url_of(aesh), sent).context["form"].draft.lines
    assert [one.days for one in lines] == ["1", "3", ""]


def test_the_hours_of_class_are_taken_from_the_school(alice_client, team):
    school = make_institution(team, week=[MONDAY | {"kind": "taken"}])
    teacher = make_professional(team, "professeur_ecoles", institution=school)
    page = alice_client.get(url_of(teacher))
    assert "Reprendre les heures de classe" in page.content.decode()
    response = alice_client.post(url_of(teacher), fields_of(page) | {"fill": "classe"})
    alice_client.post(url_of(teacher), fields_of(response))
    teacher.refresh_from_db()
    assert teacher.week == [MONDAY | {"kind": "taken", "note": "en classe"}]


def test_hours_written_in_words_make_the_lines(alice_client, team):
    mother = make_relative(
        make_pupil(team), work="ménage, du lundi au vendredi 5h30–8h30 et 17h–20h"
    )
    sent = opened(alice_client, mother) | {"fill": "mots"}
    filled = alice_client.post(url_of(mother), sent)
    alice_client.post(url_of(mother), fields_of(filled))
    mother.refresh_from_db()
    assert len(mother.week) == 10
    assert {(one["start"], one["end"], one["note"]) for one in mother.week} == {
        ("05:30", "08:30", "travaille"),
        ("17:00", "20:00", "travaille"),
    }


def test_words_without_hours_offer_nothing_to_take(alice_client, team):
    father = make_relative(make_pupil(team), "père", work="en tournée jusqu’à 15 h 30")
    assert "Reprendre ce qui est écrit" not in alice_client.get(url_of(father)).content.decode()


def test_a_school_without_hours_offers_none(alice_client, team):
    teacher = make_professional(team, "professeur_ecoles", institution=make_institution(team))
    assert "Reprendre les heures" not in alice_client.get(url_of(teacher)).content.decode()


def test_a_school_has_hours_of_class_and_no_dates(alice_client, team):
    school = make_institution(team)
    page = alice_client.get(url_of(school))
    assert "Des dates où" not in page.content.decode()
    filled = alice_client.post(url_of(school), fields_of(page) | {"fill": "classe"})
    response = alice_client.post(url_of(school), fields_of(filled), follow=True)
    assert "Heures de classe\u00a0: lundi, mardi, jeudi et vendredi" in response.content.decode()


def test_two_editors_each_keep_what_the_other_did_not_touch(alice_client, aesh):
    mine = opened(alice_client, aesh, **line())
    alice_client.post(url_of(aesh), opened(alice_client, aesh, **date()))
    assert alice_client.post(url_of(aesh), mine).status_code == 302
    aesh.refresh_from_db()
    assert aesh.week == [MONDAY]
    assert [one["first"] for one in aesh.exceptions] == ["2027-01-14"]


def test_two_editors_of_one_week_see_both_versions(alice_client, aesh):
    mine = opened(alice_client, aesh, **line())
    alice_client.post(url_of(aesh), opened(alice_client, aesh, **line(days=("5",))))
    response = alice_client.post(url_of(aesh), mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Heures payées\u00a0: vendredi" in page
    assert response.context["form"].draft.lines[0].days == "1"
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    assert (
        alice_client.post(url_of(aesh), mine | {"seen": seen.replace("&quot;", '"')}).status_code
        == 302
    )
    aesh.refresh_from_db()
    assert aesh.week == [MONDAY]


@pytest.mark.parametrize("seen", ["", "{", "[1]", "[" * 5000, '{"week": 3}'])
def test_a_damaged_memory_of_what_was_seen_stops_nothing(alice_client, aesh, seen):
    sent = opened(alice_client, aesh, **line()) | {"seen": seen}
    assert alice_client.post(url_of(aesh), sent).status_code in {302, 422}


def test_nothing_changed_writes_nothing(alice_client, aesh):
    aesh.week = [MONDAY]
    aesh.save()
    assert alice_client.post(url_of(aesh), opened(alice_client, aesh)).status_code == 302
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing(charlie_client, team, aesh, method):
    for card in (aesh, make_institution(team), make_relative(make_pupil(team))):
        assert getattr(charlie_client, method)(url_of(card)).status_code == 404


@pytest.mark.parametrize("lines", [1, 3])
def test_query_count(alice_client, django_assert_num_queries, aesh, lines):
    aesh.week = [MONDAY | {"day": day, "start": f"0{day}:00"} for day in range(1, lines + 1)]
    aesh.save()
    alice_client.get(url_of(aesh))
    with django_assert_num_queries(4):
        alice_client.get(url_of(aesh))


def test_days_ticked_and_a_week_that_differ_are_told(alice_client, aesh):
    aesh.weekdays, aesh.week = "1 4", [MONDAY]
    aesh.save()
    page = alice_client.get(reverse("meetings:partner", args=[aesh.pk])).content.decode()
    assert "la semaine notée dit autre chose, et c’est elle qui compte" in page
    change = alice_client.get(reverse("partners:professional_change", args=[aesh.pk]))
    assert "La semaine notée dit\u00a0: lundi." in change.content.decode()
