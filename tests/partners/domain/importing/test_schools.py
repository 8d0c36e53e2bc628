import pytest

from partners.domain.importing.schools import (
    KnownPlace,
    PlaceName,
    Places,
    kind_of_classes,
    kind_of_name,
)

BOOK = [
    KnownPlace(1, "École élémentaire Jean-Moulin", "Lyon", "0690001A"),
    KnownPlace(2, "École élémentaire Jean-Moulin", "Bron", "0690002B"),
    KnownPlace(3, "Collège Aimé-Césaire", "Bron"),
    KnownPlace(4, "École maternelle Les Tilleuls", "Lyon"),
]


def _key(*names):
    found = Places(BOOK).resolve_all(PlaceName(*name) for name in names)
    return [found[PlaceName(*name)] for name in names]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (("jean moulin", "Lyon"), 1),
        (("Ecole Jean-Moulin", "BRON"), 2),
        (("", "", "0690002B"), 2),
        (("Clg Aimé Césaire",), 3),
        (("Les Tilleuls",), 4),
        (("E.M. les Tilleuls",), None),
    ],
)
def test_a_school_is_known_by_its_name_and_town(name, key):
    [found] = _key(name)
    assert key is None or found.place.key == key


def test_a_college_is_never_the_school_of_the_same_name():
    [found] = _key(("Collège Jean-Moulin", "Lyon"))
    assert found.place.key == "n0"


def test_two_schools_of_one_name_are_not_guessed():
    [found] = _key(("École élémentaire Jean-Moulin",))
    assert found.place is None
    assert "Jean-Moulin · Lyon" in found.problem
    assert "Jean-Moulin · Bron" in found.problem


def test_an_unknown_number_needs_a_name():
    [found] = _key(("", "", "0699999Z"))
    assert "Écrivez aussi son nom" in found.problem


def test_a_new_school_is_added_once_whatever_the_order_of_the_lines():
    short, whole = ("Victor Hugo", "Lyon"), ("École primaire Victor-Hugo", "Lyon")
    for names in ((short, whole), (whole, short)):
        keys = {found.place.key for found in _key(*names)}
        assert keys == {"n0"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Collège Aimé-Césaire", "college"), ("ECOLE MATERNELLE Les Tilleuls", "ecole_maternelle"),
        ("Lycée professionnel Seguin", "lycee_professionnel"), ("SESSAD Les Tilleuls", "sessad"),
        ("École Jean-Moulin", "autre"), ("Cabinet des Lilas", "cabinet_liberal"),
    ],
)  # fmt: skip
def test_a_name_tells_its_kind_or_nothing(name, kind):
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("name", "classes", "kind"),
    [
        ("École Jean-Moulin", ["CE2", "CM1-CM2"], "ecole_elementaire"),
        ("École Jean-Moulin", ["GS", "CP"], "ecole_primaire"),
        ("École Jean-Moulin", ["MS/GS"], "ecole_maternelle"),
        ("École Jean-Moulin", ["", "6e"], "autre"),
        ("Institut Jean-Moulin", ["CE2"], "autre"),
    ],
)
def test_the_classes_say_the_kind_a_name_does_not(name, classes, kind):
    place = KnownPlace("n0", name, values={"kind": kind_of_name(name)})
    assert kind_of_classes(place, classes).values["kind"] == kind
