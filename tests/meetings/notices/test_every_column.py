"""No column of the database is forgotten in what a data officer and a family are told."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from meetings.domain.data_fields import LIBRARIES, OF_NOBODY, columns
from meetings.domain.data_inventory import CATEGORIES, CATEGORY, Data

OURS = {"partners", "meetings", "web"}
# Django's own list of our tables: names of classes.
OF_DJANGO = {"contenttypes.ContentType", "auth.Permission", "auth.Group"}


def _written():
    """Each column that holds something, relations left out, as (table, column)."""
    return {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, models.ForeignKey)
    }


def _told():
    said = [(table, column) for table, kinds in columns().items() for column in kinds]
    nobody = [(table, column) for table, names in OF_NOBODY.items() for column in names.split()]
    return said + nobody


def test_every_column_is_of_a_kind_or_of_nobody():
    assert _written() - set(_told()) == set()


def test_no_column_is_told_that_is_not_written_nor_told_twice():
    told = _told()
    assert set(told) - _written() == set()
    assert len(told) == len(set(told))


def test_every_table_of_a_library_is_of_a_kind():
    found = {m._meta.label for m in apps.get_models() if m._meta.app_label not in OURS}
    assert found - OF_DJANGO == set(LIBRARIES)
    assert Session._meta.label in LIBRARIES


def test_every_kind_is_told_once_and_used():
    assert set(CATEGORY) == set(Data)
    assert len(CATEGORIES) == len(CATEGORY)
    used = {data for kinds in columns().values() for data in kinds.values()}
    assert used == set(Data)


def test_every_kind_says_how_long_it_is_kept():
    for category in CATEGORIES:
        assert bool(category.kept) != bool(category.until), category.data
        assert category.length({})
