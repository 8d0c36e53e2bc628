"""What the texts say, by kind of meeting, and who they expect."""

import re
import tomllib
from pathlib import Path

import pytest

from intermetiers.web.french import typeset
from meetings.domain import legal
from meetings.domain.kinds import MeetingKind, PupilPlace
from meetings.domain.languages import Language
from meetings.domain.legal import Weight, cite, expected, facts_of, missing
from meetings.domain.lexicon import lexicon
from partners.domain.worlds import World
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    TEACHER,
    aesh,
    case_1,
    convener,
    dossier,
    father,
    mother,
    participant,
    pupil,
    pupil_facts,
    teacher,
)

FRENCH = lexicon(Language.FR)

CATALOGUE = Path(legal.__file__).parents[2] / "partners" / "catalogue" / "metiers.toml"
HEAD = participant(6, metier="directeur_ecole")
PSYCHOLOGIST = participant(9, metier="psyen")


def rules_of(kind):
    facts = facts_of(kind)
    one_by_one = (facts.convened_by, facts.companion_right, facts.secrecy, facts.needs_family)
    rules = (*one_by_one, *facts.can_decide, *facts.cannot_decide, *facts.notes)
    return [rule for rule in rules if rule is not None]


def present(about, label):
    return next(who.present for who in expected(about) if who.label == label)


def missing_labels(**changes):
    return [who.label for who in missing(dossier(**changes))]


# What is said of a kind


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_says_what_it_can_and_cannot_decide(kind):
    facts = facts_of(kind)
    assert facts.kind is kind
    assert facts.can_decide
    assert facts.cannot_decide
    assert FRENCH.say(facts.companion_key).startswith("Vous ")


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_rule_is_a_typeset_sentence_with_a_well_formed_article(kind):
    for rule in rules_of(kind):
        assert rule.text.endswith(".")
        assert rule.text == typeset(rule.text)
        assert re.fullmatch(r"([LRD]\d{3}-\d+(-\d+)*( et [LRD]\d{3}-\d+(-\d+)*)?)?", rule.article)


def test_an_ess_lets_parents_bring_whom_they_choose():
    right = facts_of(MeetingKind.ESS).companion_right
    assert "personne de leur choix" in right.text
    assert "représenter" in right.text
    assert right.article == "D351-10"


def test_an_equipe_educative_allows_parents_of_the_school_only_and_says_whom_to_ask():
    facts = facts_of(MeetingKind.EQUIPE_EDUCATIVE)
    assert facts.companion_right.article == "D321-16"
    assert "association de parents d’élèves" in facts.companion_right.text
    assert "autre parent de l’école" in facts.companion_right.text
    assert "de leur choix" not in facts.companion_right.text
    assert "de votre choix" not in FRENCH.say(facts.companion_key)
    assert "Demandez-le à la personne qui vous invite" in FRENCH.say(facts.companion_key)


@pytest.mark.parametrize("kind", [MeetingKind.CONCERTATION_AESH, MeetingKind.OTHER])
def test_a_meeting_without_text_says_so(kind):
    right = facts_of(kind).companion_right
    assert right.text.startswith("Aucun texte")
    assert right.source == "un usage, aucun texte"


def test_only_the_ess_binds_all_its_members_to_secrecy():
    bound = {kind for kind in MeetingKind if facts_of(kind).secrecy is not None}
    assert bound == {MeetingKind.ESS}
    assert facts_of(MeetingKind.ESS).secrecy.article == "D351-11"


@pytest.mark.parametrize("kind", MeetingKind)
def test_no_kind_claims_what_the_cdaph_decides(kind):
    by_cdaph = [rule for rule in facts_of(kind).cannot_decide if "CDAPH" in rule.text]
    assert [rule.article for rule in by_cdaph] == ["D351-7"]


def test_an_equipe_educative_cannot_ask_the_mdph():
    rules = {
        rule.text: rule.article for rule in facts_of(MeetingKind.EQUIPE_EDUCATIVE).cannot_decide
    }
    assert rules["Une demande à la MDPH ne peut venir que des parents."] == "D351-8"


def test_an_ess_proposes_an_orientation_with_the_parents_agreement_only():
    (rule,) = [r for r in facts_of(MeetingKind.ESS).can_decide if "orientation" in r.text]
    assert "seulement avec l’accord des parents" in rule.text
    assert rule.article == "D351-10"


@pytest.mark.parametrize(
    ("article", "cited"),
    [
        ("D351-10", "article\u00a0D351-10 du code de l’éducation"),
        ("D351-10-1 et D351-10-2", "articles\u00a0D351-10-1 et D351-10-2 du code de l’éducation"),
        ("372 et 373-2 du code civil", "articles\u00a0372 et 373-2 du code civil"),
    ],
)
def test_an_article_is_cited_with_its_code(article, cited):
    assert cite(article) == cited


# Who the texts expect


def test_case_1_has_everybody_an_ess_requires():
    about = case_1()
    assert missing(about) == ()
    assert present(about, "l’élève, ou ses parents") == (PUPIL, MOTHER, FATHER)
    assert present(about, "l’enseignant référent") == (REFERENT,)
    assert present(about, "l’enseignant ou les enseignants de l’élève") == (TEACHER,)
    assert present(about, "l’AESH") == (AESH,)


def test_an_ess_with_professionals_only_lacks_the_family_the_referent_and_the_aesh():
    assert missing_labels(participants=(pupil(), PSYCHOLOGIST)) == [
        "l’élève, ou ses parents",
        "les parents qui ont l’autorité parentale, tous les deux",
        "l’enseignant référent",
        "l’enseignant ou les enseignants de l’élève",
        "l’AESH",
    ]


def test_a_pupil_who_comes_is_enough_for_the_ess_but_not_for_the_parents():
    people = (pupil(), convener(), teacher(), aesh())
    assert missing_labels(participants=people, pupil_place=PupilPlace.PART) == [
        "les parents qui ont l’autorité parentale, tous les deux"
    ]


def test_a_relative_without_parental_authority_is_no_legal_guardian():
    people = (mother(parental_authority=False), convener(), teacher(), aesh())
    assert "l’élève, ou ses parents" in missing_labels(participants=people)


def test_an_aesh_is_expected_only_where_there_is_human_help():
    people = (mother(), convener(), teacher())
    alone = pupil_facts(aesh_hours="", aesh_kind="")
    assert missing_labels(participants=people) == ["l’AESH"]
    assert missing_labels(participants=people, pupil=alone) == []


def test_those_an_ess_may_rely_on_are_never_missing():
    usual = {w.label for w in expected(dossier()) if w.weight is Weight.USUAL}
    assert "le psychologue de l’éducation nationale" in usual
    assert usual.isdisjoint(missing_labels())


def test_a_carer_outside_school_is_found_by_world():
    speech = participant(10, metier="orthophoniste", world=World.CARE)
    about = dossier(participants=(mother(), speech))
    assert present(about, "les soignants qui suivent l’élève") == (10,)


def test_an_equipe_educative_expects_the_school_and_the_parents():
    ee = MeetingKind.EQUIPE_EDUCATIVE
    assert missing_labels(kind=ee, participants=(pupil(), HEAD)) == [
        "l’enseignant ou les enseignants de l’élève",
        "les parents",
        "le psychologue scolaire",
        "les enseignants spécialisés de l’école (RASED)",
    ]
    rased = participant(21, metier="maitre_e")
    whole = (mother(), HEAD, teacher(), PSYCHOLOGIST, rased)
    assert missing_labels(kind=ee, participants=whole) == []


def test_in_a_college_no_text_describes_the_equipe_educative():
    people = (participant(6, metier="cpe"), father())
    about = dossier(kind=MeetingKind.EQUIPE_EDUCATIVE, participants=people)
    assert [(who.article, who.present) for who in expected(about)] == [
        ("372 et 373-2 du code civil", (FATHER,))
    ]


def test_a_commission_educative_expects_the_head_a_teacher_and_a_parent_member():
    people = (mother(), participant(6, metier="principal_adjoint"))
    assert missing_labels(kind=MeetingKind.COMMISSION_EDUCATIVE, participants=people) == [
        "au moins un professeur",
        "au moins un parent d’élève, membre de la commission",
    ]


@pytest.mark.parametrize("kind", [MeetingKind.CONCERTATION_AESH, MeetingKind.OTHER])
def test_no_text_expects_anybody_in_other_meetings(kind):
    assert expected(dossier(kind=kind)) == ()


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_metier_the_texts_expect_is_in_the_catalogue(kind):
    """A code misspelt here or renamed there would make a person who is there look missing."""
    catalogue = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    known = {metier["code"] for metier in catalogue["metier"]}
    for who in expected(dossier(kind=kind)):
        assert known.issuperset(who.metiers)


def test_a_text_says_which_metiers_may_hold_a_seat_and_none_for_the_family():
    metiers = {who.label: who.metiers for who in expected(dossier())}
    assert metiers["l’enseignant référent"] == ("enseignant_referent",)
    assert metiers["l’élève, ou ses parents"] == ()
