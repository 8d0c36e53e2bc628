"""The classes in their order, as people write them."""

import pytest

from partners.domain.classes import class_key, is_last_of_school, next_class, write_class


@pytest.mark.parametrize(
    ("name", "then"),
    [
        ("PS", "MS"),
        ("GS", "CP"),
        ("ce2", "CM1"),
        ("CM2", "6e"),
        ("6e B", "5e"),
        ("6ème B", "5e"),
        ("3e Lumière", "2de"),
        ("1ère STI", "Terminale"),
        ("Tle", ""),
        ("CM1-CM2", ""),
        ("ULIS", ""),
        ("", ""),
    ],
)
def test_the_next_class_is_proposed_when_it_is_known(name, then):
    assert next_class(name) == then


def test_after_some_classes_one_changes_school():
    assert [name for name in ("GS", "CP", "CM2 A", "6e", "3e", "ULIS") if is_last_of_school(name)] == [
        "GS", "CM2 A", "3e",
    ]  # fmt: skip


def test_classes_are_sorted_from_the_youngest_to_the_oldest():
    names = ["6e B", "CM2", "ULIS", "PS", "6e A", "CP", "Atelier", "6ème A"]
    assert sorted(names, key=class_key) == [
        "PS", "CP", "CM2", "6e A", "6e B", "6ème A", "Atelier", "ULIS",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("6ème B", "6e B"), ("5°", "5e"), ("6eme", "6e"), ("2nde pro", "2de pro"), ("ce2", "CE2"),
        ("Tle", "Terminale"), ("CM1-CM2", "CM1-CM2"), ("CAP 1", "CAP 1"), ("", ""),
    ],
)  # fmt: skip
def test_a_class_is_written_in_one_way(typed, written):
    assert write_class(typed) == written
