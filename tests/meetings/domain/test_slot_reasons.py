"""The sentences that say why a slot stands where it does."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from intermetiers.web.french import typeset
from meetings.domain.kinds import Answer, Level, MeetingKind, Presence, PupilPlace, Role
from meetings.domain.slot_reasons import call, compare, reasons, why_not
from meetings.domain.slots import rank_slots
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    SPEECH,
    TEACHER,
    TODAY,
    aesh,
    answer,
    answers,
    at,
    case_1,
    convener,
    dossier,
    father,
    mother,
    participant,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.tables import tables

SPEECH_THERAPIST = participant(SPEECH, called="l’orthophoniste", metier="orthophoniste")
DOCTOR = participant(20, called="le pédopsychiatre", metier="pedopsychiatre")
EVERYBODY = (
    pupil(), mother(), father(), aesh(paid_hours=""), convener(), teacher(), SPEECH_THERAPIST, DOCTOR
)  # fmt: skip


def said_of(said, people=EVERYBODY, **changes):
    """The reasons of one slot at which all come but those who say something else."""
    missing = [id for id, given_ in said.items() if given_ is None]
    others = {id: given_ for id, given_ in said.items() if given_ is not None}
    yes = [person.id for person in people if person.id not in missing]
    one = slot(answers=answers(others, yes=yes))
    plain = {"kind": MeetingKind.OTHER, "pupil_place": PupilPlace.WHOLE}
    about = dossier(participants=people, slots=(one,), **(plain | changes))
    (ranked,) = rank_slots(about, TODAY).tenable
    return reasons(ranked, about)


def card_of(said, people=EVERYBODY, **changes):
    return said_of(said, people, **changes).card


def test_a_card_of_many_people_names_the_voices_to_support_and_counts_the_others():
    others = tuple(participant(number, called=f"l’ATSEM {number}") for number in range(30, 50))
    said = said_of(
        {person.id: None for person in (mother(), father(), *others)}, (*EVERYBODY, *others)
    )
    assert said.card == (
        "La mère et le père n’ont pas encore répondu. L’ATSEM 30, l’ATSEM 31, l’ATSEM 32, "
        "l’ATSEM 33, l’ATSEM 34 et quinze autres personnes n’ont pas encore répondu."
    )
    assert all(f"l’ATSEM {number}" in said.more[0] for number in range(31, 50))


# The worked example


@pytest.mark.parametrize(
    ("place", "card"),
    [
        (1, "Toute la famille peut venir, dans les heures payées de l’AESH. "
            "L’orthophoniste se joint par téléphone."),
        (2, "Le père n’a pas encore répondu. La psychologue ne peut pas venir."),
        (3, "Laisse le père de côté : en tournée jusqu’à 15 h 30."),
        (4, "Laisse la mère de côté (elle travaille à 17 h) et l’AESH (heures non payées)."),
    ],
)  # fmt: skip
def test_case_1_gives_the_reasons_worked_out(place, card):
    ranked = rank_slots(case_1(), TODAY).tenable[place - 1]
    assert reasons(ranked, case_1()).card == typeset(card)
    assert reasons(ranked, case_1()).more == ()


def test_case_1_says_what_sets_two_slots_apart():
    ranked = rank_slots(case_1(), TODAY).tenable
    pairs = [compare(a, b, case_1()) for a, b in pairwise(ranked)]
    assert [pair.replace("\u00a0", " ") for pair in pairs] == [
        "Le père peut venir le jeudi 21 janvier à 10 h 15 et n’a pas encore répondu pour le jeudi "
        "28 janvier à 9 h.",
        "Le père n’a pas encore répondu pour le jeudi 28 janvier à 9 h et ne peut pas venir le "
        "mardi 19 janvier à 9 h.",
        "L’AESH peut venir le mardi 19 janvier à 9 h et ne peut pas venir le lundi 25 janvier à "
        "16 h 45.",
    ]


# Each level, for one and for many


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ({FATHER: Answer.NO}, "Laisse le père de côté."),
        ({MOTHER: Answer.NO, FATHER: Answer.NO}, "Laisse la mère et le père de côté."),
        (
            {PUPIL: answer(PUPIL, Answer.NO, "en sortie"), FATHER: Answer.NO, AESH: Answer.NO},
            "Laisse Yanis de côté (en sortie), le père et l’AESH.",
        ),
        ({FATHER: None}, "Le père n’a pas encore répondu."),
        ({FATHER: None, AESH: None}, "Le père et l’AESH n’ont pas encore répondu."),
        (
            {MOTHER: answer(MOTHER, Answer.IF_NEEDED, "petite sœur à garder")},
            "La mère peut venir : seulement si besoin, petite sœur à garder.",
        ),
        (
            {AESH: answer(AESH, Answer.YES, unpaid=True)},
            "Toute la famille peut venir. L’AESH peut venir : hors de ses heures payées.",
        ),
        (
            {AESH: answer(AESH, Answer.YES, unpaid=True), MOTHER: Answer.IF_NEEDED},
            "La mère (seulement si besoin) et l’AESH (hors de ses heures payées) peuvent venir.",
        ),
        ({MOTHER: Answer.WRITTEN}, "La mère ne vient pas et contribue par écrit."),
        (
            {MOTHER: Answer.WRITTEN, FATHER: answer(FATHER, Answer.WRITTEN, "en tournée")},
            "La mère et le père (en tournée) ne viennent pas et contribuent par écrit.",
        ),
        ({MOTHER: Answer.REMOTE}, "La mère se joint à distance."),
        (
            {
                MOTHER: answer(MOTHER, Answer.REMOTE, "par téléphone"),
                FATHER: answer(FATHER, Answer.REMOTE, "par téléphone"),
            },
            "La mère et le père se joignent par téléphone.",
        ),
        (
            {MOTHER: answer(MOTHER, Answer.REMOTE, "par téléphone"), FATHER: Answer.REMOTE},
            "La mère (par téléphone) et le père (à distance) se joignent à distance.",
        ),
        (
            {TEACHER: Answer.NO, SPEECH: Answer.NO},
            "Toute la famille peut venir. L’enseignante et l’orthophoniste ne peuvent pas venir.",
        ),
        (
            {TEACHER: answer(TEACHER, Answer.NO, "en formation")},
            "Toute la famille peut venir. L’enseignante ne peut pas venir : en formation.",
        ),
    ],
)
def test_verbs_agree_and_facts_are_told(said, card):
    assert card_of(said) == typeset(card)


def test_what_a_visit_costs_the_family_is_said():
    billed = replace(SPEECH_THERAPIST, fee=45)
    people = (mother(), convener(), billed)
    assert card_of({}, people) == typeset(
        "La mère peut venir. L’orthophoniste peut venir : 45 € pour la famille."
    )


def test_two_means_of_taking_part_from_afar_are_both_told():
    people = (
        mother(),
        replace(SPEECH_THERAPIST, presence=Presence.PHONE),
        replace(DOCTOR, presence=Presence.VIDEO),
    )
    assert card_of({}, people) == (
        "La mère peut venir. L’orthophoniste (par téléphone) et le pédopsychiatre (par vidéo) "
        "se joignent à distance."
    )


# Good news, and only when it is


def test_everybody_comes():
    assert card_of({}) == "Tout le monde peut venir."


def test_the_paid_hours_of_those_who_come_in_them_are_good_news():
    atsem = aesh(21, called="l’ATSEM", metier="atsem")
    people = (mother(), convener(), aesh(), atsem)
    card = "Tout le monde peut venir, dans les heures payées de l’AESH et de l’ATSEM."
    assert card_of({}, people) == card


def test_nobody_is_said_to_come_in_paid_hours_who_does_not():
    people = (mother(), convener(), aesh())
    card = card_of({AESH: answer(AESH, Answer.YES, unpaid=True)}, people)
    assert card.startswith("La mère peut venir. L’AESH peut venir")


def test_a_relative_without_authority_is_family_too():
    stepfather = father(22, called="le beau-père de Yanis", parental_authority=False)
    people = (mother(), stepfather, convener(), teacher())
    assert card_of({22: Answer.NO}, people) == "Laisse le beau-père de côté."


def test_no_family_is_awaited_in_a_concertation():
    people = (aesh(paid_hours=""), convener())
    kind = {"kind": MeetingKind.CONCERTATION_AESH}
    assert card_of({}, people, **kind) == "Tout le monde peut venir."
    assert card_of({AESH: None}, people, **kind) == "L’AESH n’a pas encore répondu."


# Order and length


def test_the_card_holds_two_sentences_weakest_group_first_and_the_rest_is_kept():
    told = said_of(
        {
            DOCTOR.id: Answer.NO,
            TEACHER: None,
            AESH: answer(AESH, Answer.NO, "heures non payées"),
            FATHER: None,
        },
        tuple(replace(person, essential=person.id == TEACHER) for person in EVERYBODY),
    )
    assert told.card == (
        "Le père n’a pas encore répondu. Laisse l’AESH de côté\u00a0: heures non payées."
    )
    assert told.more == (
        "L’enseignante n’a pas encore répondu.",
        "Le pédopsychiatre ne peut pas venir.",
    )


# How people are called


def test_two_people_called_the_same_are_told_apart_by_their_names():
    people = (teacher(name="Camille Petit"), teacher(30, name="Rémi Blanc"), mother())
    about = dossier(participants=people)
    assert [call(person, about) for person in people] == [
        "l’enseignante (Camille Petit)",
        "l’enseignante (Rémi Blanc)",
        "la mère",
    ]


def test_the_interpreter_of_a_pupil_keeps_the_pupils_name():
    interpreter = mother(31, role=Role.INTERPRETER, called="l’interprète de Yanis")
    assert call(interpreter, dossier(participants=(interpreter,))) == "l’interprète de Yanis"


# What cannot be held


def not_held(said, **changes):
    people = (pupil(), mother(), father(), convener(), teacher())
    yes = (TEACHER, REFERENT)
    plain = {"pupil_place": PupilPlace.WHOLE, "participants": people}
    about = dossier(slots=(slot(answers=answers(said, yes=yes)),), **(plain | changes))
    (untenable,) = rank_slots(about, TODAY).not_tenable
    return why_not(untenable, about)


ESS_RULE = (
    "Une ESS réunit nécessairement l’élève, ou ses parents "
    "(article D351-10 du code de l’éducation)."
).replace("article D", "article\u00a0D")


def test_an_ess_without_the_family_is_told_with_the_article():
    everyone_out = {
        PUPIL: Answer.NO,
        MOTHER: answer(MOTHER, Answer.NO, "elle travaille"),
        FATHER: Answer.WRITTEN,
    }
    told = f"Ni Yanis ni la mère (elle travaille) ni le père ne peuvent venir. {ESS_RULE}"
    assert not_held(everyone_out) == told


def test_one_absent_mother_is_told_in_the_singular():
    people = (mother(), convener(), teacher())
    told = f"La mère ne peut pas venir\u00a0: de nuit. {ESS_RULE}"
    assert not_held({MOTHER: answer(MOTHER, Answer.NO, "de nuit")}, participants=people) == told


def test_a_slot_without_whoever_convenes_says_so():
    said = {REFERENT: answer(REFERENT, Answer.NO, "en formation")}
    told = "L’enseignante référente convoque la réunion et ne peut pas venir\u00a0: en formation."
    assert not_held(said) == told


# Two slots


def compared(first, second, people=EVERYBODY):
    """`first` and `second` are (start, what people say); the others come."""
    slots = tuple(
        slot(n, start, answers=answers(said, yes=[p.id for p in people if p.id not in said]))
        for n, (start, said) in enumerate((first, second), start=1)
    )
    about = dossier(
        kind=MeetingKind.OTHER, participants=people, slots=slots, pupil_place=PupilPlace.WHOLE
    )
    better, worse = rank_slots(about, TODAY).tenable
    return compare(better, worse, about).replace("\u00a0", " ")


def test_what_the_first_takes_from_others_of_the_group_is_said_too():
    told = compared(
        ("2027-01-19 09:00", {MOTHER: Answer.REMOTE}), ("2027-01-20 09:00", {FATHER: Answer.NO})
    )
    assert told == (
        "Le père peut venir le mardi 19 janvier à 9 h et ne peut pas venir le mercredi 20 janvier "
        "à 9 h. À l’inverse, la mère se joint à distance le mardi 19 janvier à 9 h et peut venir "
        "le mercredi 20 janvier à 9 h."
    )


def test_people_who_go_through_the_same_are_told_together():
    told = compared(
        ("2027-01-19 09:00", {}), ("2027-01-20 09:00", {FATHER: Answer.NO, MOTHER: Answer.NO})
    )
    assert told == (
        "La mère et le père peuvent venir le mardi 19 janvier à 9 h et ne peuvent pas venir le "
        "mercredi 20 janvier à 9 h."
    )


def test_only_the_first_group_that_differs_is_told():
    told = compared(
        ("2027-01-19 09:00", {TEACHER: Answer.NO}), ("2027-01-20 09:00", {FATHER: Answer.NO})
    )
    assert "le père" in told.lower()
    assert "enseignante" not in told


def test_nothing_tells_two_slots_apart_but_their_dates():
    told = compared(("2027-01-19 09:00", {}), ("2027-01-20 09:00", {}))
    assert told == "Rien ne les distingue : le plus tôt est placé devant."


@pytest.mark.parametrize(
    ("better", "worse", "why"),
    [
        ("2027-01-19 09:00", "2027-01-06 09:00",
         "Le mardi 19 janvier à 9 h laisse au moins dix jours à la famille pour s’organiser."),
        ("2027-01-20 09:00", "2027-01-19 12:00",
         "Le mercredi 20 janvier à 9 h évite le petit matin, la pause de midi et le soir."),
    ],
)  # fmt: skip
def test_convenience_is_said_once_people_are_equal(better, worse, why):
    told = compared((worse, {}), (better, {}))
    assert told == f"Rien ne les distingue pour les personnes. {why}"


def test_two_slots_that_start_together_are_told_apart_by_their_ends():
    people = (mother(), convener())
    short = slot(1, minutes=45, answers=answers({MOTHER: Answer.YES}))
    long = slot(2, minutes=75, answers=answers({MOTHER: Answer.NO}))
    about = dossier(kind=MeetingKind.OTHER, participants=people, slots=(short, long))
    better, worse = rank_slots(about, TODAY).tenable
    assert compare(better, worse, about).replace("\u00a0", " ") == (
        "La mère peut venir le jeudi 21 janvier de 10 h 15 à 11 h et ne peut pas venir le jeudi "
        "21 janvier de 10 h 15 à 11 h 30."
    )


# Properties


@given(tables())
def test_reasons_complete_and_sound(table):
    about = table.dossier
    for one in rank_slots(about, TODAY).tenable:
        told = reasons(one, about)
        sentences = re.split(r"(?<=\.) ", " ".join((told.card, *told.more)))
        family = [a.level for a in one.attendances if a.group == 1]
        everybody = [a.level for a in one.attendances]
        starts_with_good_news = not any(family or everybody)
        bearing = " ".join(sentences[starts_with_good_news:]).lower()
        for attendance in one.attendances:
            is_named = call(about.by_id[attendance.person], about).lower() in bearing
            assert is_named is (attendance.level > Level.COMES)


@given(tables())
def test_a_card_holds_one_or_two_sentences(table):
    about = table.dossier
    for one in rank_slots(about, TODAY).tenable:
        card = reasons(one, about).card
        assert 1 <= len(re.findall(r"\.(?: |$)", card)) <= 2


@given(tables())
def test_the_reason_of_each_pair_names_somebody_whose_level_differs(table):
    about = table.dossier
    ranked = rank_slots(about, TODAY).tenable
    for place, better in enumerate(ranked):
        for worse in ranked[place + 1 :]:
            told = compare(better, worse, about).lower()
            there = {a.person: a.level for a in worse.attendances}
            named = {
                a.person
                for a in better.attendances
                if call(about.by_id[a.person], about).lower() in told
            }
            differ = {a.person for a in better.attendances if a.level is not there[a.person]}
            assert named <= differ
            assert named or "rien ne les distingue" in told
            assert ("rien ne les distingue" in told) is (not named)


@given(tables(), st.sampled_from(["en tournée", "elle travaille à 17 h", "<b>", "🙂", "a" * 200]))
def test_every_note_of_whoever_does_not_simply_come_is_told(table, note):
    about = table.dossier
    noted = tuple(
        replace(one, answers=tuple(replace(a, note=note) for a in one.answers))
        for one in about.slots
    )
    about = replace(about, slots=noted)
    for one in rank_slots(about, TODAY).tenable:
        told = reasons(one, about)
        everything = " ".join((told.card, *told.more))
        bearing = [a for a in one.attendances if a.level not in {Level.COMES, Level.NOT_KNOWN}]
        assert everything.count(typeset(note)) == len(bearing)


def test_a_day_somebody_is_not_there_is_said_of_who_has_not_answered():
    people = (pupil(), mother(), convener(), teacher(weekdays=(1, 2)))
    assert "L’enseignante n’a pas encore répondu\u00a0: n’est pas là le jeudi." in card_of(
        {TEACHER: None}, people
    )
    assert "jeudi" not in card_of({}, people)


def test_a_calendar_that_is_taken_is_said_of_who_has_not_answered():
    span = at("2027-01-21 09:00"), at("2027-01-21 10:30")
    taken = teacher(busy=(span,), calendar_read_on=date(2026, 12, 3))
    people = (pupil(), mother(), convener(), taken)
    fact = "son agenda, lu le 3~décembre, est pris de 9~h à 10~h~30.".replace("~", "\u00a0")
    assert f"L’enseignante n’a pas encore répondu\u00a0: {fact}" in card_of({TEACHER: None}, people)
    assert "agenda" not in card_of({}, people)
