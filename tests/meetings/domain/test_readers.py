"""What one must know before giving a brief, and to whom none is written."""

import pytest

from meetings.domain.brief import NotForThisReaderError, compose_brief
from meetings.domain.readers import before_giving
from partners.domain.families import Receives
from tests.meetings.domain.builders import FATHER, MOTHER, TODAY, dossier, father, mother, pupil


def test_to_a_parent_who_decides_there_is_nothing_to_know():
    assert before_giving(mother()) == ""


def test_the_important_choices_of_a_parent_come_with_their_article():
    told = before_giving(father(parental_authority=False, may_receive=Receives.IMPORTANT))

    assert "article 373-2-1 du code civil" in told
    assert "Relisez-le avant de le donner" in told


def test_no_article_is_cited_for_somebody_who_is_no_parent():
    aunt = mother(title="tante", parental_authority=False, may_receive=Receives.IMPORTANT)

    assert "Relisez-le avant de le donner" in before_giving(aunt)
    assert "article" not in before_giving(aunt)


@pytest.mark.parametrize("authority", [True, False])
def test_no_brief_is_written_for_whom_a_judge_forbids(authority):
    person = father(parental_authority=authority, may_receive=Receives.NOTHING)
    meeting = dossier(participants=(pupil(), mother(), person))

    assert "Une décision de justice" in before_giving(person)
    with pytest.raises(NotForThisReaderError):
        compose_brief(meeting, FATHER, TODAY)
    assert compose_brief(meeting, MOTHER, TODAY).pupil == "Yanis"


def test_the_brief_is_the_same_whether_all_or_the_important_is_to_be_given():
    """The coordinator decides what to give; the texts of the brief follow the authority alone."""
    briefs = [
        compose_brief(
            dossier(participants=(pupil(), father(parental_authority=False, may_receive=what))),
            FATHER,
            TODAY,
        )
        for what in (Receives.ALL, Receives.IMPORTANT)
    ]

    assert briefs[0] == briefs[1]
