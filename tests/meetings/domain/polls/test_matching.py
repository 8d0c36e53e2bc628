import pytest

from meetings.domain.polls.matching import Matcher
from tests.meetings.domain import builders
from tests.meetings.domain.builders import AESH, FATHER, MOTHER, REFERENT, TEACHER


@pytest.fixture
def matcher():
    return Matcher(builders.case_1(), {MOTHER: "samia@example.org", AESH: ""})


@pytest.mark.parametrize(
    ("signed", "person"),
    [
        ("Samia Belkacem", MOTHER),
        ("BELKACEM Samia", MOTHER),
        ("Samia Belkacen", MOTHER),  # one letter wrong
        ("Mme Belkacem", MOTHER),
        ("maman de Yanis", MOTHER),
        ("Papa", FATHER),
        ("M. Morel", FATHER),
        ("AESH", AESH),
        ("enseignante référente", REFERENT),
        ("maîtresse", TEACHER),
    ],
)
def test_who_signs_plainly_is_known(matcher, signed, person):
    match = matcher.by_name(signed)
    assert (match.person, match.sure) == (person, True)


@pytest.mark.parametrize(("signed", "person"), [("Mme Dupont, mère", MOTHER), ('AESH "Léa"', AESH)])
def test_a_word_that_tells_nothing_of_the_person_is_to_be_checked(matcher, signed, person):
    match = matcher.by_name(signed)
    assert (match.person, match.sure) == (person, False)


@pytest.mark.parametrize(
    "signed", ["", "Part 4", "=1+1", "Léa", "belle-mère", "Samia Dupuis", "12", "💡", "de la"]
)
def test_nobody_is_proposed_for_who_is_not_known(matcher, signed):
    assert matcher.by_name(signed).person is None


def test_a_name_and_a_word_that_disagree_propose_nobody(matcher):
    match = matcher.by_name("AESH Morel")
    assert match.person is None
    assert set(match.among) == {FATHER, AESH}


def test_both_parents_are_two_people(matcher):
    assert set(matcher.by_name("Les parents").among) == {MOTHER, FATHER}


def test_one_parent_alone_is_never_sure_of_both():
    dossier = builders.dossier(participants=(builders.pupil(), builders.mother()))
    match = Matcher(dossier, {}).by_name("Parents de Yanis")
    assert (match.person, match.sure) == (MOTHER, False)


def test_an_address_tells_one_person_whatever_its_capitals(matcher):
    assert matcher.by_mail("Samia@Example.org ") == MOTHER
    assert matcher.by_mail("") is None


def test_an_address_that_two_have_tells_nobody():
    both = {MOTHER: "famille@example.org", FATHER: "famille@example.org"}
    assert Matcher(builders.case_1(), both).by_mail("famille@example.org") is None


def test_a_step_mother_is_not_the_mother():
    step = builders.mother(id=77, title="belle-mère", called="la belle-mère", name="Inès Diop")
    dossier = builders.dossier(participants=(builders.pupil(), builders.mother(), step))
    matcher = Matcher(dossier, {})
    assert matcher.by_name("belle-mère").person == 77
    assert matcher.by_name("maman").person == MOTHER
