"""No table of the site is forgotten: it is given to who asks, or named with the reason why not."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, OneToOneField

from meetings.erasing import Why, erase_pupil
from meetings.rights.tables import (
    CALLED,
    NEVER_GIVEN,
    OF_NO_PUPIL,
    SAID_BY_THE_HEADING,
    TABLES,
    called,
    fields_of,
)
from tests.factories import NOW
from tests.meetings.held import hold

OURS = {
    model._meta.label for app in ("meetings", "partners", "web")
    for model in apps.get_app_config(app).get_models() if not model._meta.auto_created
}  # fmt: skip


def test_every_table_is_given_or_has_its_reason():
    given = {table.model for table in TABLES}
    labels = {apps.get_model(name)._meta.label for name in given}
    apart = {apps.get_model(name)._meta.label for name in OF_NO_PUPIL}
    assert labels & apart == set()
    assert labels | apart == OURS


def test_every_reason_is_still_of_use():
    names = {f.name for label in OURS for f in apps.get_model(label)._meta.concrete_fields}
    assert set(NEVER_GIVEN) <= names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model)
def test_each_way_leads_to_the_pupil_and_to_no_other(db, table):
    assert not table.rows(0).exists()


def test_whatever_points_at_a_pupil_is_given(db):
    """A new table that hangs on a pupil, however far, cannot stay outside."""
    reached = {"partners.Pupil"}
    grown = True
    while grown:
        grown = False
        for label in OURS - reached:
            for field in apps.get_model(label)._meta.concrete_fields:
                is_link = isinstance(field, ForeignKey | OneToOneField)
                if is_link and not field.null and field.related_model._meta.label in reached:
                    reached.add(label)
                    grown = True
                    break
    assert reached <= {apps.get_model(table.model)._meta.label for table in TABLES}


def test_a_text_anywhere_in_a_file_is_in_a_column_that_is_given():
    for table in TABLES:
        assert fields_of(apps.get_model(table.model)), table.model


def test_erasing_takes_away_every_row_of_every_table(case_1, alice):
    hold(case_1, alice, NOW)
    pupil = case_1.pupil
    assert sum(table.rows(pupil.pk).count() for table in TABLES) > 30
    number = pupil.pk
    case_1.chosen_slot = None
    case_1.save()
    erase_pupil(pupil, by=alice, now=NOW, why=Why.ASKED)
    assert not any(table.rows(number).exists() for table in TABLES)


def test_every_column_has_a_name_a_person_reads():
    said_once = SAID_BY_THE_HEADING
    for table in TABLES:
        for field in fields_of(apps.get_model(table.model)):
            is_english = called(field) == field.name.replace("_", " ") and field.name not in CALLED
            assert not is_english or field.name in said_once, f"{table.model}.{field.name}"
