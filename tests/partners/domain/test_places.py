import pytest

from partners.domain.places import name_place, whole_address


@pytest.mark.parametrize(
    ("address", "town", "whole"),
    [
        ("12 rue de la République", "Lyon", "12 rue de la République, Lyon"),
        ("12 rue de la République, Lyon 3e", "Lyon", "12 rue de la République, Lyon 3e"),
        ("4 rue des Lilas 69008 LYON", "Lyon", "4 rue des Lilas 69008 LYON"),
        ("4 rue des Lilas, 42000 Saint-Étienne", "saint-etienne",
         "4 rue des Lilas, 42000 Saint-Étienne"),
        ("12 rue de Lyon", "Lyon", "12 rue de Lyon, Lyon"),
        ("12 rue de Lyon, 1er étage", "Lyon", "12 rue de Lyon, 1er étage, Lyon"),
        ("", "Lyon", "Lyon"),
        ("12 rue de la République", "", "12 rue de la République"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_town_is_written_once(address, town, whole):
    assert whole_address(address, town) == whole


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("Salle des maîtres", "École Jean-Moulin, salle des maîtres"),
        ("BCD", "École Jean-Moulin, BCD"),
        ("Bibliothèque", "École Jean-Moulin, bibliothèque"),
        ("Jean-Jaurès", "École Jean-Moulin, Jean-Jaurès"),
        ("salle 2", "École Jean-Moulin, salle 2"),
    ],
)
def test_a_room_is_named_after_its_house(room, name):
    assert name_place("École Jean-Moulin", room) == name
