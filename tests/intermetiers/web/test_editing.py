"""Three-way merge, forms received once, and both versions of a conflict on the form."""

from datetime import date
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django import forms
from django.db import connection
from hypothesis import given, strategies as st

from intermetiers.web.editing import EditConflict, OnceForm, SeenForm, do_once, merge, show_conflict
from intermetiers.web.fields import FrenchDateField
from intermetiers.web.models import FormReceipt
from partners.models import Pupil, Team
from tests.factories import NOW, make_institution

FIELDS = ("first_name", "last_name", "class_name")
VALUES = st.sampled_from(["", "Yanis", "Inès", "deux\nlignes", "deux\r\nlignes"])
VERSIONS = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))


def _clean(text):
    return text.replace("\r\n", "\n")


@given(seen=VERSIONS, stored=VERSIONS, wanted=VERSIONS)
def test_merge_keeps_the_changes_of_both_or_nothing_of_the_second(seen, stored, wanted):
    row = Pupil(**stored)
    mine = {n for n in FIELDS if _clean(wanted[n]) != _clean(seen[n])}
    theirs = {n for n in FIELDS if _clean(stored[n]) != _clean(seen[n])}
    opposed = {n for n in mine & theirs if _clean(wanted[n]) != _clean(stored[n])}
    if opposed:
        with pytest.raises(EditConflict) as conflict:
            merge(row, seen=seen, wanted=wanted)
        assert conflict.value.current == {n: stored[n] for n in opposed}
        assert {n: getattr(row, n) for n in FIELDS} == stored
        return
    written = merge(row, seen=seen, wanted=wanted)
    for name in FIELDS:
        kept = wanted[name] if name in mine else stored[name]
        assert _clean(getattr(row, name)) == _clean(kept)
    assert set(written) <= mine


@given(stored=VERSIONS, wanted=VERSIONS)
def test_merge_without_anybody_else_is_what_was_wanted(stored, wanted):
    row = Pupil(**stored)
    merge(row, seen=stored, wanted=wanted)
    assert [_clean(getattr(row, n)) for n in FIELDS] == [_clean(wanted[n]) for n in FIELDS]


def test_merge_takes_an_empty_date_and_no_date_for_the_same():
    row = Pupil(first_name="Yanis", born_on=None)
    assert merge(row, seen={"born_on": ""}, wanted={"born_on": None}) == []


class PupilForm(SeenForm, forms.ModelForm):
    born_on = FrenchDateField(required=False)

    class Meta:
        model = Pupil
        fields = ["first_name", "born_on", "school", "aesh_hours"]


def _conflicting_form(team, **current):
    school = make_institution(team, "École Les Coquelicots")
    form = PupilForm({"first_name": "Ma version", "initial-first_name": "Yanis"})
    assert form.is_valid()
    show_conflict(form, EditConflict({"school": school, **current}))
    return form


def test_conflict_shows_both_versions_as_a_person_reads_them(team):
    form = _conflicting_form(team, first_name="Sa version", born_on=date(2018, 4, 17))
    said = " ".join(error for errors in form.errors.values() for error in errors)
    assert "«\u00a0Sa version\u00a0»" in said
    assert "mardi 17\u00a0avril 2018" in said
    assert "École Les Coquelicots" in said
    assert form["first_name"].value() == "Ma version"


def test_conflict_sent_again_replaces_knowingly(team):
    form = _conflicting_form(team, first_name="Sa version")
    again = PupilForm(form.data)
    assert again.seen()["first_name"] == "Sa version"
    row = Pupil(first_name="Sa version")
    assert again.is_valid()
    merge(row, seen=again.seen(), wanted={"first_name": again.cleaned_data["first_name"]})
    assert row.first_name == "Ma version"


def test_conflict_on_nothing_says_so(team):
    assert "«\u00a0rien\u00a0»" in str(_conflicting_form(team, first_name="").errors["first_name"])


def test_what_was_seen_and_cannot_be_read_counts_as_empty():
    form = PupilForm({"initial-born_on": "le 31 février", "initial-school": "x"})
    seen = form.seen()
    assert seen["born_on"] is None
    assert seen["school"] is None


class TeamForm(OnceForm):
    name = forms.CharField()


@pytest.mark.parametrize("key", ["", "pas une clé", "\x00", "1" * 5000])
def test_a_key_nobody_can_read_is_a_new_one(key):
    form = TeamForm({"name": "Secteur Lyon 3", "form_key": key})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["form_key"], UUID)


def test_each_form_shown_has_its_own_key():
    assert TeamForm()["form_key"].value() != TeamForm()["form_key"].value()


def _make_team():
    return Team.objects.create(name="Secteur Lyon 3")


def test_the_same_form_sent_twice_acts_once(db):
    key = uuid4()
    made = do_once(key, _make_team, now=NOW)
    assert made is not None
    assert do_once(key, _make_team, now=NOW) == made
    assert Team.objects.count() == 1


def test_the_second_sending_of_something_since_removed_gets_nothing(db):
    key = uuid4()
    do_once(key, _make_team, now=NOW)
    Team.objects.all().delete()
    assert do_once(key, _make_team, now=NOW) is None


def test_a_secret_is_given_to_the_first_sending_alone(db):
    key = uuid4()
    assert do_once(key, lambda: "secret", now=NOW) == "secret"
    assert do_once(key, lambda: "secret", now=NOW) is None


def test_an_act_that_failed_can_be_sent_again(db):
    def fail():
        Team.objects.create(name="à moitié")
        raise RuntimeError("interrompu")

    key = uuid4()
    with pytest.raises(RuntimeError, match="interrompu"):
        do_once(key, fail, now=NOW)
    assert not Team.objects.exists()
    assert not FormReceipt.objects.exists()
    assert do_once(key, _make_team, now=NOW) is not None


def test_an_act_refused_by_the_database_is_not_taken_for_a_second_sending(db):
    team = _make_team()
    with pytest.raises(Exception, match=r"(?i)unique"):
        do_once(uuid4(), lambda: Team.objects.create(pk=team.pk, name="autre"), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_instant_act_once():
    key, start, results = uuid4(), Barrier(2), []

    def send():
        start.wait(10)
        try:
            results.append(do_once(key, _make_team, now=NOW))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(results) == 2
    assert results[0] is not None
    assert results[0] == results[1]
    assert Team.objects.count() == 1
