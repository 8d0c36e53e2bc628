"""Names in the order of a French index, and found as anybody types them."""

import pytest

from partners.models import Pupil
from partners.models.finding import indexed_name
from tests.factories import make_pupil


@pytest.mark.parametrize(
    ("name", "indexed"),
    [
        ("d’Aubigné", "aubigne, d'"),
        ("D'AUBIGNÉ", "aubigne, d'"),
        ("d’ Aubigné", "aubigne, d'"),
        ("de La Tour", "la tour, de"),
        ("De la Tour", "la tour, de"),
        ("Le Goff", "le goff"),
        ("du Bellay", "du bellay"),
        ("Delage", "delage"),
        ("Dedieu", "dedieu"),
        ("de", "de"),
        ("d’", "d'"),
        ("", ""),
    ],
)
def test_a_particle_does_not_count_and_an_article_does(name, indexed):
    assert indexed_name(name) == indexed


def test_pupils_stand_as_in_a_french_index(team):
    names = ["Le Goff", "Émond", "de La Tour", "Étienne", "Emery", "d’Aubigné", "Zola", "Bon"]
    for name in names:
        make_pupil(team, last_name=name)
    assert [pupil.last_name for pupil in Pupil.objects.in_order()] == [
        "d’Aubigné", "Bon", "Emery", "Émond", "Étienne", "de La Tour", "Le Goff", "Zola",
    ]  # fmt: skip


def test_a_civility_typed_before_a_name_is_not_looked_for(team):
    pupil = make_pupil(team, last_name="Belkacem")
    assert list(Pupil.objects.matching("Mme Belkacem")) == [pupil]
    assert not Pupil.objects.matching("mme").exists()
