from dataclasses import replace
from datetime import date

import pytest

from meetings.domain.brief import NotForThisReaderError, compose_brief
from meetings.domain.kinds import Answer, MeetingKind, MovedTo, Presence, PupilPlace, YesNo
from meetings.domain.legal import facts_of
from partners.domain.catalogue import catalogue
from tests.meetings.domain.builders import (
    EDUCATOR,
    FATHER,
    HEAD,
    MOTHER,
    PUPIL,
    REFERENT,
    SPEECH,
    TEACHER,
    TODAY,
    answers,
    case_1,
    convener,
    decide,
    dossier,
    father,
    information,
    item,
    mother,
    moved,
    place,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.canaries import everything, private_dossier

NBSP = "\u00a0"


def brief(meeting, reader=MOTHER):
    return compose_brief(meeting, reader, catalogue(), TODAY)


def _chosen(meeting, number=1):
    return replace(
        meeting, slots=tuple(replace(s, is_chosen=s.id == number) for s in meeting.slots)
    )


# --- For whom, when, where ---------------------------------------------------------------------


def test_it_is_written_to_one_person():
    assert brief(case_1()).for_whom == "Pour Samia Belkacem, la mère de Yanis"
    assert brief(case_1(), FATHER).for_whom == "Pour David Morel, le père de Yanis"
    unnamed = dossier(participants=(pupil(), mother(name="", called="la mère"), convener()))
    assert brief(unnamed).for_whom == "Pour la mère de Yanis"


@pytest.mark.parametrize("reader", [PUPIL, TEACHER, 999])
def test_nobody_but_a_relative_has_a_brief(reader):
    with pytest.raises(NotForThisReaderError):
        brief(case_1(), reader)


def test_the_hours_as_french_people_write_them():
    read = brief(_chosen(case_1()))
    assert read.day == f"jeudi 21{NBSP}janvier 2027"
    assert read.hours == f"de 10{NBSP}h{NBSP}15 à 11{NBSP}h{NBSP}30"


def test_without_a_date_or_a_place_it_says_neither():
    read = brief(case_1())
    assert (read.day, read.hours, read.where) == ("", "", None)


def test_a_possible_place_is_not_the_place():
    assert brief(case_1(places=(place(1),))).where is None


def test_the_place_with_access_and_welcome():
    spot = place(
        1, name="Centre social Bellevue", address="4 rue des Lilas", step_free=YesNo.YES,
        transport="bus C3", welcomed_by=HEAD, waiting="le hall", is_chosen=True,
    )  # fmt: skip
    where = brief(case_1(places=(spot,))).where
    assert where.access == "accès sans marche"
    assert where.welcome == f"Le directeur vous accueille. Pour attendre{NBSP}: le hall."
    unknown = replace(spot, step_free=YesNo.UNKNOWN, welcomed_by=None, waiting="")
    assert brief(case_1(places=(unknown,))).where.access == ""
    assert brief(case_1(places=(unknown,))).where.welcome == ""


def test_a_meeting_called_off_or_past_says_so_first():
    assert brief(case_1(cancelled_on=TODAY)).notice == "Cette réunion est annulée."
    later = compose_brief(_chosen(case_1()), MOTHER, catalogue(), date(2027, 1, 22))
    assert later.notice == "Cette réunion a déjà eu lieu."
    assert brief(_chosen(case_1())).notice == ""


# --- What will be decided ----------------------------------------------------------------------


def test_points_moved_out_are_not_announced():
    read = brief(case_1(agenda=(item(1), moved(2, MovedTo.LATER, title="La cantine"), decide(3))))
    assert "La cantine" not in everything(read)
    assert [point.decides for point in read.points] == [False, True]
    assert len(read.decisions) == 1


def test_a_text_is_read_in_place_with_its_time():
    text = "Lundi, maths.\n\n" + "mot " * 200
    point = decide(1, informations=(information(7, text=text),))
    reading = brief(case_1(agenda=(point,))).points[0].readings[0]
    assert reading.time == f"2{NBSP}minutes"
    assert reading.paragraphs[0].text == "Lundi, maths."
    assert reading.waiting == ""


def test_a_document_counts_its_pages():
    point = decide(1, informations=(information(7, file_name="bilan.pdf", file_pages=3),))
    reading = brief(case_1(agenda=(point,))).points[0].readings[0]
    assert (reading.id, reading.time) == (7, f"6{NBSP}minutes")


def test_what_has_not_come_is_awaited_from_someone_for_a_day():
    awaited = information(7, giver=EDUCATOR, due_on=date(2027, 1, 14))
    reading = brief(case_1(agenda=(decide(1, informations=(awaited,)),))).points[0].readings[0]
    assert reading.waiting == (
        "Pas encore arrivé. Vous le recevrez de la part de l’éducatrice spécialisée"
        f" au plus tard le jeudi 14{NBSP}janvier 2027."
    )
    nobody = information(7)
    reading = brief(case_1(agenda=(decide(1, informations=(nobody,)),))).points[0].readings[0]
    assert "demandez-le" in reading.waiting


def test_who_opens_a_point_and_when_it_is_the_reader():
    read = brief(case_1(agenda=(item(1, opener=MOTHER), item(2, opener=FATHER), item(3))))
    assert [point.opens for point in read.points] == [
        "C’est vous qui commencez, si vous voulez bien.",
        "Le père de Yanis commence.",
        "",
    ]


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_the_right_sentence_for_each_kind(kind):
    read = brief(case_1(kind=kind, kind_label=facts_of(kind).label))
    assert read.companion.text == facts_of(kind).companion_right_plain
    assert [said.text for said in read.not_here] == [r.text for r in facts_of(kind).cannot_decide]


def test_a_parent_without_authority_is_told_another_truth():
    people = (pupil(), mother(), father(parental_authority=False), convener())
    here = brief(dossier(participants=people), FATHER)
    assert "Vous devez être au courant des choix importants pour Yanis" in here.standing.said.text
    assert here.standing.source == f"article{NBSP}373-2-1 du code civil"
    assert here.companion.text == facts_of(MeetingKind.OTHER).companion_right_plain
    assert "exercez l’autorité" in brief(dossier(participants=people)).standing.said.text


def test_another_relative_is_told_what_is_true_of_relatives():
    aunt = father(parental_authority=False, title="grand-mère", called="la grand-mère")
    here = brief(dossier(participants=(pupil(), mother(), aunt, convener())), FATHER)
    assert here.standing.source == ""
    assert "au courant" not in here.standing.said.text


# --- Who will be there -------------------------------------------------------------------------


def test_the_number_comes_first_and_the_family_is_one_line():
    read = brief(_chosen(case_1()))
    assert read.count == 10
    assert read.people[0].short == "Vous"
    assert read.people[0].name.text == "Yanis, vous et son père"
    assert brief(_chosen(case_1()), FATHER).people[0].name.text == "Yanis, vous et sa mère"


def test_when_the_pupil_stays_away_relatives_keep_their_whole_name():
    read = brief(case_1(pupil_place=PupilPlace.NOT_THERE))
    assert read.people[0].name.text == "Vous et le père de Yanis"
    assert read.count == 9
    assert read.pupil_place.text == "Yanis ne souhaite pas venir."


def test_each_person_has_one_plain_line():
    does = {p.id: f"fait {p.id}" for p in case_1().professionals}
    people = tuple(replace(p, does=does.get(p.id, "")) for p in case_1().participants)
    read = brief(case_1(participants=people))
    assert [p.does.text for p in read.people[1:]] == list(does.values())


def test_who_is_at_a_distance_in_writing_or_away():
    people = (
        pupil(),
        mother(),
        father(),
        convener(presence=Presence.VIDEO),
        teacher(presence=Presence.WRITTEN),
    )
    away = slot(1, is_chosen=True, answers=answers({FATHER: Answer.NO}))
    read = brief(dossier(participants=people, slots=(away,)))
    assert [p.manner for p in read.people] == ["", "en visio"]
    assert read.absent == (
        f"Par écrit{NBSP}: l’enseignante.",
        f"Ne pourra pas venir{NBSP}: le père de Yanis.",
    )
    assert read.count == 3


def test_the_cost_is_said_to_those_who_would_pay_it():
    people = tuple(replace(p, fee=45 if p.id == SPEECH else 0) for p in case_1().participants)
    read = brief(case_1(participants=people))
    assert [c.text for c in read.costs] == [
        f"L’orthophoniste demande 45{NBSP}€ à la famille pour prendre part à la réunion."
    ]
    no_authority = tuple(replace(p, parental_authority=False) for p in people)
    assert brief(case_1(participants=no_authority)).costs == ()


def test_every_word_is_explained_once_where_it_first_stands():
    meeting = case_1(
        problem="Le SESSAD vient à 14 h.",
        agenda=(decide(1, title="Les temps du SESSAD"), decide(2, title="Demande à la MDPH")),
    )
    read = brief(meeting)
    assert [word for word, _ in read.why.words] == ["SESSAD"]
    assert read.points[0].title.words == ()
    assert [word for word, _ in read.points[1].title.words] == ["MDPH"]


def test_a_word_met_in_a_folded_text_is_explained_again_where_everybody_sees_it():
    point = decide(
        1, title="La classe", informations=(information(1, text="Le SESSAD, le SESSAD."),)
    )
    read = brief(case_1(agenda=(point, decide(2, title="Les temps du SESSAD"))))
    assert [word for word, _ in read.points[0].readings[0].paragraphs[0].words] == ["SESSAD"]
    assert [word for word, _ in read.points[1].title.words] == ["SESSAD"]


def test_only_the_convener_can_be_reached():
    read = brief(case_1())
    assert (read.contact.name, read.contact.phone) == ("Hélène Faure", "04 00 00 00 00")
    assert read.people[2].name.text.startswith("L’enseignante référente")
    assert (
        read.contact.name
        in read.people[[p.id for p in case_1().professionals].index(REFERENT) + 1].name.text
    )


# --- What must never be there ------------------------------------------------------------------


@pytest.mark.parametrize("reader", [MOTHER, FATHER])
def test_nothing_private_of_anybody_is_in_a_brief(reader):
    text = everything(compose_brief(private_dossier(), reader, catalogue(), TODAY))
    assert "SECRET" not in text
    assert "300123" not in text
    assert "40987" not in text
    assert "soutenir" not in text


def test_composing_is_pure():
    meeting = private_dossier()
    assert brief(meeting) == brief(meeting)
