import pytest

from meetings.domain.company import answer_to_wish, balance
from meetings.domain.kinds import MeetingKind, Presence, PupilPlace, Role
from tests.meetings.domain import builders as b


def companion(id=30, **changes):
    return b.mother(id, role=Role.COMPANION, parental_authority=False, called="une amie", **changes)


def test_the_balance_counts_who_will_be_at_the_table():
    assert balance(b.case_1()) == "Sept professionnels pour deux parents et l’élève."


def test_the_pupil_counts_once_it_is_settled_that_the_pupil_comes():
    unsettled = b.case_1(pupil_place=PupilPlace.UNKNOWN)
    assert balance(unsettled) == "Sept professionnels pour deux parents."


def test_whoever_only_writes_is_told_apart():
    people = (b.mother(), b.convener(), b.teacher(presence=Presence.WRITTEN))
    assert balance(b.dossier(participants=people)) == (
        "Un professionnel pour un parent. Une personne contribue par écrit."
    )


def test_a_relative_without_parental_authority_is_no_parent():
    people = (b.mother(), b.father(parental_authority=False), b.convener())
    assert balance(b.dossier(participants=people)) == (
        "Un professionnel pour un parent et un autre proche."
    )


def test_who_comes_with_the_family_counts_on_no_side():
    interpreter = companion(31, title="interprète")
    people = (b.mother(), b.convener(), companion())
    assert balance(b.dossier(participants=people)) == (
        "Un professionnel pour un parent. Une personne accompagne la famille."
    )
    seated = (*people, b.replace(interpreter, role=Role.INTERPRETER))
    assert balance(b.dossier(participants=seated)).endswith("Une personne traduit.")


@pytest.mark.parametrize(
    ("people", "kind", "said"),
    [
        ((), MeetingKind.ESS, "Personne n’est encore autour de la table."),
        ((b.mother(),), MeetingKind.ESS, "Un parent, et aucun professionnel pour l’instant."),
        (
            (b.convener(),),
            MeetingKind.ESS,
            "Un professionnel, et personne de la famille pour l’instant.",
        ),
        (
            (b.aesh(), b.teacher()),
            MeetingKind.CONCERTATION_AESH,
            "Deux professionnels autour de la table.",
        ),
    ],
)
def test_the_balance_of_a_table_being_filled(people, kind, said):
    assert balance(b.dossier(participants=people, kind=kind)) == said


def test_the_wish_of_a_family_is_a_right_in_an_ess_only():
    wish = {"companion_wish": "venir avec ma sœur"}
    assert answer_to_wish(b.dossier(kind=MeetingKind.ESS, **wish)).startswith("C’est son droit")
    answer = answer_to_wish(b.dossier(kind=MeetingKind.EQUIPE_EDUCATIVE, **wish))
    assert "ce n’est pas un droit" in answer
    assert "la direction peut tout de même l’accueillir" in answer


@pytest.mark.parametrize("kind", MeetingKind)
def test_no_wish_needs_no_answer(kind):
    assert answer_to_wish(b.dossier(kind=kind, companion_wish="  ")) == ""
    assert answer_to_wish(b.dossier(kind=kind, companion_wish="venir à deux"))
