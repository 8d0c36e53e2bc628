from dataclasses import replace
from datetime import date, timedelta

import pytest

from meetings.domain.brief import NotForThisReaderError, compose_brief
from meetings.domain.brief_people import notes_on_briefs
from meetings.domain.kinds import Answer, MeetingKind, MovedTo, Presence, PupilPlace, YesNo
from meetings.domain.languages import Language
from meetings.domain.legal import facts_of
from meetings.domain.lexicon import lexicon
from partners.domain.worlds import World
from tests.meetings.domain.builders import (
    AESH,
    EDUCATOR,
    FATHER,
    HEAD,
    MOTHER,
    REFERENT,
    SPEECH,
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
    participant,
    place,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.canaries import everything, private_dossier

NBSP = "\u00a0"
FRENCH = lexicon(Language.FR)


def brief(meeting, reader=MOTHER):
    return compose_brief(meeting, reader, TODAY)


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


def test_somebody_who_is_not_invited_has_no_brief():
    with pytest.raises(NotForThisReaderError):
        brief(case_1(), 999)


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
    assert where.welcome == "Le directeur vous accueille."
    assert where.waiting.text == "le hall"
    unknown = replace(spot, step_free=YesNo.UNKNOWN, welcomed_by=None, waiting="")
    assert brief(case_1(places=(unknown,))).where.access == ""
    assert brief(case_1(places=(unknown,))).where.welcome == ""


def test_a_meeting_called_off_or_past_says_so_first():
    assert brief(case_1(cancelled_on=TODAY)).notice == "Cette réunion est annulée."
    later = compose_brief(_chosen(case_1()), MOTHER, date(2027, 1, 22))
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
        "Pas encore arrivé. Cela vient de l’éducatrice spécialisée"
        f", au plus tard le jeudi 14{NBSP}janvier."
    )
    nobody = information(7)
    reading = brief(case_1(agenda=(decide(1, informations=(nobody,)),))).points[0].readings[0]
    assert reading.waiting == "Pas encore arrivé. Demandez-le à Hélène Faure."


def test_what_is_late_is_not_promised_any_more():
    late = information(7, giver=EDUCATOR, due_on=TODAY - timedelta(days=1))
    reading = brief(case_1(agenda=(decide(1, informations=(late,)),))).points[0].readings[0]
    assert reading.waiting == "Pas encore arrivé. Demandez-le à Hélène Faure."


def test_what_the_reader_gives_is_not_awaited_from_somebody_else():
    hers = information(7, giver=MOTHER, due_on=date(2027, 1, 14))
    point = decide(1, informations=(hers,))
    reading = brief(case_1(agenda=(point,))).points[0].readings[0]
    assert reading.waiting == (
        f"Cela vient de vous, au plus tard le jeudi 14{NBSP}janvier."
        " Dites-le ou écrivez-le à Hélène Faure."
    )
    his = brief(case_1(agenda=(point,)), FATHER).points[0].readings[0]
    assert "Cela vient de la mère de Yanis" in his.waiting


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
    assert read.companion.said.text == FRENCH.say(facts_of(kind).companion_key)
    here = [FRENCH.say(rule.key) for rule in facts_of(kind).cannot_decide if rule.key]
    assert [said.text for said in read.not_here] == here


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_a_right_to_come_with_someone_is_shown_with_its_article(kind):
    source = brief(case_1(kind=kind)).companion.source
    article = facts_of(kind).companion_right.article
    assert (article in source) if article else source == ""


def test_in_a_college_the_right_of_schools_is_not_promised():
    people = (pupil(), mother(), participant(9, metier="principal", called="le principal"))
    meeting = dossier(kind=MeetingKind.EQUIPE_EDUCATIVE, participants=people)
    assert brief(meeting).companion.said.text == FRENCH.say("companion.other")
    assert brief(meeting).companion.source == ""


def test_only_those_who_decide_refuse_an_orientation_and_read_again_first():
    def may(meeting, reader=MOTHER):
        return "\n".join(said.text for said in brief(meeting, reader).may)

    assert "Dire non à un changement d’orientation" in may(case_1())
    assert "la famille relit la première" in may(case_1())
    assert "orientation" not in may(case_1(kind=MeetingKind.EQUIPE_EDUCATIVE))
    people = (pupil(), mother(), father(parental_authority=False), convener())
    assert "orientation" not in may(dossier(participants=people), FATHER)
    assert "relit" not in may(dossier(participants=people), FATHER)


def test_without_a_date_the_reader_is_asked_for_hours_that_suit():
    assert "quels jours et quelles heures" in brief(case_1()).change
    assert brief(_chosen(case_1())).change == (
        "Cette date ne vous va pas\u202f? Dites-le à Hélène Faure."
    )


def test_a_parent_without_authority_is_told_another_truth():
    people = (pupil(), mother(), father(parental_authority=False), convener())
    here = brief(dossier(participants=people), FATHER)
    assert (
        "On doit vous tenir au courant des choix importants pour Yanis" in here.standing.said.text
    )
    assert here.standing.source == f"article{NBSP}373-2-1 du code civil"
    assert here.companion.said.text == FRENCH.say("companion.other")
    assert here.companion.source == ""
    assert (
        "Vous avez l’autorité parentale" in brief(dossier(participants=people)).standing.said.text
    )


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
    assert read.people[0].name.text == "Vous, Yanis et son père"
    assert brief(_chosen(case_1()), FATHER).people[0].name.text == "Vous, Yanis et sa mère"


def test_when_the_pupil_stays_away_relatives_keep_their_whole_name():
    read = brief(case_1(pupil_place=PupilPlace.NOT_THERE))
    assert read.people[0].name.text == "Vous et le père de Yanis"
    assert read.count == 9
    assert read.pupil_place.text == "Yanis ne souhaite pas venir."


def test_the_place_of_a_pupil_whose_name_begins_with_a_vowel():
    meeting = case_1(pupil_place=PupilPlace.UNKNOWN)
    read = brief(replace(meeting, pupil=replace(meeting.pupil, first_name="Aya")))
    assert read.pupil_place.text.startswith("La place d’Aya à cette réunion")


def test_each_person_has_one_plain_line():
    people = (
        pupil(),
        mother(),
        teacher(),
        participant(9, metier="", title="jardinier", called="le jardinier", does="Plante."),
    )
    read = brief(dossier(participants=people))
    assert [p.does.text for p in read.people[1:]] == ["Fait la classe à l’enfant.", "Plante."]


def test_of_a_sigle_explained_by_what_the_person_does_only_the_words_are_told():
    read = brief(case_1())
    aesh = next(person for person in read.people if "AESH" in person.name.text)
    assert aesh.does.text == "Aide l’élève en classe."
    assert aesh.name.words == (
        ("AESH", "Accompagnant ou accompagnante d’élève en situation de handicap."),
    )


def test_a_sigle_met_before_the_list_of_people_is_replaced_by_a_name():
    read = brief(case_1(agenda=(item(1, opener=AESH),)))
    assert read.points[0].opens == "Nadia Roux commence."


@pytest.fixture
def placed():
    """A child confided: the mother, and the person who brings the child up."""
    carer = father(
        parental_authority=False, title="assistante familiale", name="Rose Diop",
        called="l’assistante familiale (Rose Diop)", short="Assi.",
    )  # fmt: skip
    return dossier(participants=(pupil(), mother(), carer, convener()))


def test_a_carer_is_not_put_beside_the_parent(placed):
    read = brief(placed)
    assert read.people[0].name.text == "Vous et Yanis"
    assert (read.people[-1].name.text, read.people[-1].does.text) == ("L’assistante familiale", "")
    assert read.people[-1].world == World.SOCIAL.value
    assert read.table.seats[-2].spec.full == "l’assistante familiale"
    assert "Rose" not in everything(read)
    assert "Diop" not in everything(read)


def test_a_carer_who_does_not_come_is_not_spoken_of(placed):
    people = tuple(
        replace(p, presence=Presence.WRITTEN) if p.id == FATHER else p for p in placed.participants
    )
    text = everything(brief(replace(placed, participants=people)))
    assert "assistante familiale" not in text


def test_a_carer_reads_their_own_brief(placed):
    assert brief(placed, FATHER).people[0].name.text == "Vous, Yanis et sa mère"


def test_the_coordinator_is_told_what_the_briefs_will_say(placed):
    date_and_place, carer = notes_on_briefs(placed)
    assert date_and_place.startswith(f"La date et le lieu{NBSP}: ce n’est pas encore choisi")
    assert "liront que l’assistante familiale sera là" in carer
    ready = replace(_chosen(case_1()), places=(place(1, is_chosen=True),))
    assert notes_on_briefs(ready) == ()


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
    assert read.costs == (
        f"L’orthophoniste demande 45{NBSP}€ à la famille pour participer.",
        "C’est trop\u202f? Dites-le\u00a0: on peut lui demander un avis écrit.",
    )
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
    text = everything(compose_brief(private_dossier(), reader, TODAY))
    assert "SECRET" not in text
    assert "300123" not in text
    assert "40987" not in text
    assert "soutenir" not in text


def test_composing_is_pure():
    meeting = private_dossier()
    assert brief(meeting) == brief(meeting)
