import pytest

from partners.domain.families import Interpreting, Receives, is_parent, usually_receives


@pytest.mark.parametrize(
    ("relation", "parent"),
    [("mère", True), ("Père", True), (" papa de Yanis", True), ("belle-mère", False),
     ("grand-père", False), ("famille d’accueil", False), ("", False)],
)  # fmt: skip
def test_a_parent_is_a_mother_or_a_father(relation, parent):
    assert is_parent(relation) is parent


@pytest.mark.parametrize(
    ("relation", "authority", "usual"),
    [("mère", True, Receives.ALL), ("père", False, Receives.IMPORTANT),
     ("tutrice", True, Receives.ALL), ("famille d’accueil", False, Receives.ALL)],
)  # fmt: skip
def test_what_is_usual_follows_the_authority(relation, authority, usual):
    assert usually_receives(relation, authority=authority) is usual


def test_nothing_is_left_to_look_for_once_found_or_not_needed():
    answered = {state for state in Interpreting if state.is_answered}
    assert answered == {Interpreting.NONE, Interpreting.FOUND}
