from dataclasses import replace

import pytest

from meetings.domain.fiche import compose_fiche
from meetings.domain.kinds import Answer, MeetingKind, Presence, PupilPlace, Step
from meetings.domain.legal import facts_of
from tests.meetings.domain.builders import (
    MOTHER,
    SPEECH,
    TEACHER,
    TODAY,
    aesh,
    answer,
    case_1,
    convener,
    decide,
    dossier,
    father,
    information,
    item,
    mother,
    moved,
    participant,
    place,
    pupil,
    teacher,
)
from tests.meetings.domain.canaries import everything, private_dossier

NBSP = "\u00a0"
THIN = "\u202f"


def fiche(meeting):
    return compose_fiche(meeting, TODAY)


def _chosen(meeting):
    return replace(meeting, slots=tuple(replace(s, is_chosen=s.id == 1) for s in meeting.slots))


def test_the_head_says_what_when_where_who():
    sheet = fiche(
        _chosen(case_1(places=(place(1, name="Bellevue", address="4 rue", is_chosen=True),)))
    )
    assert sheet.kicker == (
        "Équipe de suivi de la scolarisation (ESS) · École élémentaire Jean-Moulin, CE2"
    )
    assert sheet.when == f"jeudi 21{NBSP}janvier 2027, 10{NBSP}h{NBSP}15 – 11{NBSP}h{NBSP}30"
    assert sheet.where == "Bellevue, 4 rue"
    assert [group.label for group in sheet.groups] == ["Attendus", "Au téléphone ou en visio"]
    assert sheet.groups[0].names.startswith(f"Yanis{THIN}; sa mère{THIN}; son père{THIN}; l’AESH")
    assert sheet.convener == "l’enseignante référente"
    assert not sheet.table.has_supported


def test_it_says_what_is_not_settled():
    sheet = fiche(dossier())
    assert sheet.when == "La date n’est pas encore choisie."
    assert sheet.where == "Le lieu n’est pas encore choisi."


def test_as_what_a_person_comes():
    people = (pupil(), mother(), teacher(capacity="pour la classe de CE2"), convener())
    assert (
        "Camille Petit (École Jean-Moulin), pour la classe de CE2"
        in fiche(dossier(participants=people)).groups[0].names
    )


def test_words_are_quoted_as_they_were_said_family_first():
    people = (
        teacher(viewpoint="Après 14h il n'est plus disponible."),
        participant(
            8, called="l’éducatrice", presence=Presence.WRITTEN, written="Le travail avance."
        ),
        mother(viewpoint="« Il rentre fatigué. »"),
        pupil(viewpoint=""),
    )
    said = fiche(dossier(participants=people, pupil_words="Je veux rester.")).said
    assert [line.who for line in said] == ["Sa mère", "Yanis", "L’enseignante", "L’éducatrice"]
    assert said[0].words == f"«{NBSP}Il rentre fatigué.{NBSP}»"
    assert said[1].words == f"«{NBSP}Je veux rester.{NBSP}»"
    assert said[2].words == f"«{NBSP}Après 14h il n’est plus disponible.{NBSP}»"


def test_points_in_order_without_those_moved_out():
    agenda = (
        item(1, opener=MOTHER),
        moved(2),
        decide(3, minutes=25, informations=(information(1, title="Le bilan"),)),
    )
    points = fiche(case_1(agenda=agenda)).points
    assert [(p.number, p.kind, p.minutes, p.opener, p.readings) for p in points] == [
        (1, "comprendre", f"20{NBSP}minutes", "la mère de Yanis", ""),
        (2, "décider", f"25{NBSP}minutes", "", "Le bilan"),
    ]


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_says_what_it_can_and_cannot_decide(kind):
    sheet = fiche(case_1(kind=kind, kind_label=facts_of(kind).label))
    assert [rule.text for rule in sheet.can] == [rule.text for rule in facts_of(kind).can_decide]
    assert [rule.text for rule in sheet.cannot] == [r.text for r in facts_of(kind).cannot_decide]
    assert any("secret professionnel" in line for line in sheet.codes) == (kind is MeetingKind.ESS)


def test_without_family_nothing_speaks_of_a_family():
    people = (aesh(), teacher(is_convener=True))
    sheet = fiche(dossier(kind=MeetingKind.CONCERTATION_AESH, kind_label="concertation AESH–enseignant",
                          participants=people))  # fmt: skip
    assert not sheet.has_family
    assert "famille" not in " ".join(sheet.codes)
    assert not any("élève" in line for line in sheet.codes)
    assert fiche(case_1()).has_family


def test_the_four_dilemmas_of_the_source():
    assert fiche(case_1()).dilemmas == (
        "protection – participation",
        "continuité – discontinuité",
        "explicite – implicite",
        "mettre en commun – séparer",
    )


@pytest.mark.parametrize(("decisions", "rows"), [(0, 4), (3, 4), (5, 6), (20, 8)])
def test_room_for_a_decision_more_than_planned(decisions, rows):
    agenda = tuple(decide(number) for number in range(1, decisions + 1))
    assert len(fiche(case_1(agenda=agenda)).rows) == rows


def test_what_is_still_empty_leads_to_its_step():
    assert [missing.step for missing in fiche(dossier(agenda=())).empty] == [
        Step.PROBLEM, Step.PROBLEM, Step.GUESTS, Step.PLACE, Step.SLOT, Step.AGENDA,
    ]  # fmt: skip
    unread = dossier(agenda=(decide(1, title="Le PPS", informations=(information(1),)),))
    assert (
        fiche(unread).empty[-1].label
        == f"Rien n’est donné à lire pour décider de «{NBSP}Le PPS{NBSP}»."
    )


def test_a_whole_dossier_has_nothing_empty():
    people = tuple(replace(p, viewpoint="dit quelque chose") for p in case_1().participants)
    agenda = (decide(1, informations=(information(1, text="à lire"),)),)
    whole = case_1(
        problem="Ensemble ?", participants=people, agenda=agenda, places=(place(1, is_chosen=True),)
    )
    assert fiche(_chosen(whole)).empty == ()


def test_the_words_of_the_sheet_are_explained_in_order():
    words = [
        word for word, _ in fiche(case_1(agenda=(decide(1, title="La MDPH et le SESSAD"),))).words
    ]
    assert {"MDPH", "SESSAD", "CDAPH", "PPS"} <= set(words)
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("meeting", "name"),
    [
        (_chosen(case_1()), "2027-01-21 ESS Yanis – fiche de réunion.pdf"),
        (
            case_1(kind=MeetingKind.EQUIPE_EDUCATIVE),
            "équipe éducative Yanis – fiche de réunion.pdf",
        ),
    ],
)
def test_the_file_is_named_so_that_one_finds_it_again(meeting, name):
    assert fiche(meeting).file_name == name


def test_the_footer_says_which_sheet_of_which_day():
    assert (
        fiche(case_1()).footer == f"Fiche de réunion · YANIS-2027-01 · état du 4{NBSP}janvier 2027"
    )


def test_nothing_private_is_on_the_sheet_but_what_was_said():
    text = everything(fiche(private_dossier()))
    said = {f"SECRET{p.id}viewpoint" for p in case_1().participants}
    for found in said:
        text = text.replace(found, "")
    assert "SECRET" not in text
    assert "300123" not in text
    assert "soutenir" not in text
    assert "45" not in text


def test_a_carer_of_the_child_is_never_named():
    carer = father(name="Rose Diop", title="famille d’accueil", called="la famille d’accueil",
                   parental_authority=False)  # fmt: skip
    text = everything(fiche(dossier(participants=(pupil(), mother(), carer, convener()))))
    assert "Rose" not in text
    assert "sa famille d’accueil" in text


def test_who_answered_by_writing_is_listed_apart():
    meeting = _chosen(case_1())
    slot = replace(
        meeting.slots[0], answers=(answer(SPEECH, Answer.WRITTEN), answer(TEACHER, Answer.NO))
    )
    groups = {g.label: g.names for g in fiche(replace(meeting, slots=(slot,))).groups}
    assert groups["Par écrit"] == "l’orthophoniste, Anne Leroy"
    assert groups["Excusés"].startswith("l’enseignante")


@pytest.mark.parametrize("place", [PupilPlace.WORDS, PupilPlace.NOT_THERE])
def test_a_pupil_who_stays_away_as_agreed_is_not_excused(place):
    sheet = fiche(case_1(pupil_place=place))
    assert "Excusés" not in {group.label for group in sheet.groups}
    assert not sheet.groups[0].names.startswith("Yanis")


def test_a_decision_kept_all_the_same_says_why_and_no_other_point_does():
    kept = {"kept_reason": "La MDPH attend avant le 30 janvier."}
    fiche = compose_fiche(dossier(agenda=(decide(1, **kept), item(2, **kept))), TODAY)
    assert [point.kept for point in fiche.points] == [
        "La MDPH attend avant le 30 janvier.",
        "",
    ]
