"""One composition for every reader: the same for all where all are equal, apart where one must."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from meetings.domain.brief import NotForThisReaderError, compose_brief
from meetings.domain.dossier import Contribution
from meetings.domain.kinds import Audience, MeetingKind, Presence, PupilPlace, Role, Source
from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from partners.domain.catalogue import catalogue
from partners.domain.families import Interpreting, Receives
from partners.domain.worlds import World
from tests.meetings.domain.builders import (
    AESH,
    EDUCATOR,
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    SPEECH,
    TEACHER,
    TODAY,
    case_1,
    father,
    information,
    participant,
)
from tests.meetings.domain.canaries import PRIVATE, everything, mark, private_dossier
from tests.meetings.domain.cases import prepared_case_1
from tests.meetings.domain.dossiers import TEXTS, dossiers

FRIEND, INTERPRETER = 20, 21
SAID_AT = datetime(2027, 1, 4, 9, tzinfo=ZoneInfo("Europe/Paris"))
FRENCH = lexicon(Language.FR)
EQUALS = [MOTHER, FATHER, PUPIL, AESH, TEACHER, EDUCATOR, SPEECH, FRIEND]
ALL = [*EQUALS, INTERPRETER]


def with_guests(meeting):
    """With a friend of the mother and an interpreter for her."""
    friend = participant(
        FRIEND, role=Role.COMPANION, name="Rosa Lima", title="amie", world=World.FAMILY,
        called="la personne qui accompagne", metier="personne_accompagnante", accompanies=MOTHER,
    )  # fmt: skip
    interpreter = participant(
        INTERPRETER, role=Role.INTERPRETER, name="Ali Haddad", title="interprète",
        called="l’interprète", metier="interprete", accompanies=MOTHER,
    )  # fmt: skip
    return replace(meeting, participants=(*meeting.participants, friend, interpreter))


def of_care():
    """Case 1 with the orthophoniste in her own world."""
    meeting = prepared_case_1()
    people = tuple(
        replace(p, world=World.CARE) if p.id == SPEECH else p for p in meeting.participants
    )
    return with_guests(replace(meeting, participants=people))


def brief(reader, meeting=None, language=Language.FR, today=TODAY):
    return compose_brief(
        meeting or with_guests(prepared_case_1()), reader, today, language=language
    )


def said_by(person, words, **changes):
    plain = {
        "participant": person, "understands": words, "matters": "", "proposes": "",
        "questions": "", "face": None, "audience": Audience.ALL, "agreed": False,
        "source": Source.LINK, "read_back": False, "said_at": SAID_AT,
    }  # fmt: skip
    return Contribution(**(plain | changes))


# --- The same for all --------------------------------------------------------------------------


@pytest.mark.parametrize("reader", EQUALS)
def test_all_have_the_same_decisions_and_the_same_information(reader):
    mothers, theirs = brief(MOTHER), brief(reader)

    def content(read):
        return [
            (point.title.text, point.decides, [everything(r.paragraphs) for r in point.readings])
            for point in read.points
        ]

    assert content(theirs) == content(mothers)
    assert [moment.at for moment in theirs.times] == [moment.at for moment in mothers.times]


@pytest.mark.parametrize("reader", ALL)
def test_what_has_not_gone_to_all_is_in_nobodys_brief(reader):
    kept = information(
        9, item=2, title="Un compte rendu", giver=EDUCATOR, text="SECRETtext du SESSAD, de la MDPH",
        file_name="SECRETfile.pdf", file_pages=2, given_at=SAID_AT,
    )  # fmt: skip
    absent = replace(kept, text="", file_name="", file_pages=0, given_at=None)
    meeting = with_guests(prepared_case_1())

    def holding(one):
        agenda = (replace(meeting.agenda[1], informations=(one,)),)
        return replace(meeting, agenda=agenda)

    assert "SECRET" not in everything(brief(reader, holding(kept)))
    if reader != EDUCATOR:
        assert brief(reader, holding(kept)) == brief(reader, holding(absent))


def test_the_meeting_goes_by_the_clock_as_long_as_the_agenda_fits():
    times = brief(MOTHER).times
    assert [moment.at.replace("\u00a0", " ") for moment in times] == [
        "10 h 15", "10 h 20", "10 h 40", "11 h", "11 h 20", "11 h 25",
    ]  # fmt: skip
    longer = replace(prepared_case_1(), opening_minutes=60)
    assert {moment.at for moment in brief(MOTHER, longer).times} == {""}


# --- Each apart --------------------------------------------------------------------------------


def test_the_pupil_is_never_spoken_to_as_a_grown_up():
    for chosen in (1, 0):
        slots = tuple(replace(s, is_chosen=s.id == chosen) for s in prepared_case_1().slots)
        text = everything(brief(PUPIL, replace(prepared_case_1(), slots=slots)))
        assert not re.search(r"\b(vous|votre|vos|dites)\b", text, re.IGNORECASE)


def test_the_pupil_is_told_what_may_be_said_and_refused():
    read = brief(PUPIL)
    may = "\n".join(said.text for said in read.may)
    assert "ce qui te gêne" in may
    assert "Tu peux dire non" in may
    assert "Tu peux ne pas répondre" in may
    assert read.people[0].name.text == "Toi, ta mère et ton père"
    assert read.times[1].point.opens == "Ta mère commence."
    assert not read.not_here
    assert not read.costs


@pytest.mark.parametrize("place", list(PupilPlace))
def test_the_pupil_is_told_the_place_that_was_settled(place):
    read = brief(PUPIL, replace(prepared_case_1(), pupil_place=place))
    assert read.pupil_place.text == FRENCH.say(f"pupil.place_{place}")


def test_a_professional_is_told_what_is_asked():
    bilan = information(9, item=2, title="Bilan", giver=EDUCATOR, due_on=TODAY + timedelta(days=7))
    meeting = prepared_case_1()
    agenda = (replace(meeting.agenda[1], opener=EDUCATOR, informations=(bilan,)),)
    read = brief(EDUCATOR, replace(meeting, agenda=agenda))
    assert [asked.said for asked in read.asked] == [
        "Pourquoi vous êtes là\u00a0:",
        "Vous donnez, au plus tard le lundi 11\u00a0janvier\u00a0:",
        "Vous ouvrez ce point\u00a0:",
    ]
    assert read.asked[1].what.text == "Bilan"
    assert not brief(TEACHER, replace(meeting, agenda=agenda)).asked[1:]


def test_somebody_of_care_is_asked_for_what_it_changes_in_class():
    asked = FRENCH.say("asked.for_class")
    assert asked in brief(SPEECH, of_care()).asked_rules
    assert asked not in brief(TEACHER, of_care()).asked_rules


@pytest.mark.parametrize("kind", list(MeetingKind))
@pytest.mark.parametrize("reader", [TEACHER, FRIEND])
def test_only_an_ess_is_said_to_be_under_secrecy(kind, reader):
    rules = brief(reader, with_guests(replace(prepared_case_1(), kind=kind))).rules
    bound = [rule for rule in rules if "secret professionnel" in rule.said.text]
    assert len(bound) == (kind is MeetingKind.ESS)
    assert all("D351-11" in rule.source for rule in bound)


def test_whoever_needs_an_interpreter_is_told_and_nobody_else():
    meeting = prepared_case_1()
    people = tuple(
        replace(p, interpreter=Interpreting.NEEDED) if p.id == MOTHER else p
        for p in meeting.participants
    )
    told = replace(meeting, participants=people)
    assert brief(MOTHER, told).interpreting == "On cherche un interprète pour vous."
    assert brief(FATHER, told) == brief(FATHER, meeting)
    found = tuple(replace(p, interpreter=Interpreting.FOUND) for p in people)
    assert "sera là" in brief(MOTHER, replace(meeting, participants=found)).interpreting


def test_only_those_who_would_pay_read_a_price():
    people = tuple(
        replace(p, fee=45) if p.id == SPEECH else p for p in prepared_case_1().participants
    )
    meeting = with_guests(replace(prepared_case_1(), participants=people))
    assert brief(MOTHER, meeting).costs
    assert not any(
        brief(reader, meeting).costs for reader in (PUPIL, TEACHER, SPEECH, FRIEND, INTERPRETER)
    )


def test_nobody_reads_why_another_was_invited():
    people = tuple(replace(p, reason=f"SECRET{p.id}.") for p in prepared_case_1().participants)
    meeting = with_guests(replace(prepared_case_1(), participants=people))
    for reader in ALL:
        text = everything(brief(reader, meeting)).replace(f"SECRET{reader}.", "")
        assert "SECRET" not in text


def test_an_interpreter_has_the_hour_the_languages_and_the_words_and_no_content():
    read = brief(INTERPRETER)
    text = everything(read)
    assert read.day == "jeudi 21\u00a0janvier 2027"
    assert "La mère de Yanis\u00a0: arabe" in read.speaks
    assert "MDPH" in [gloss.word for gloss in read.glossary]
    meeting = prepared_case_1()
    contents = [meeting.problem, *(item.title for item in meeting.agenda)]
    contents += [i.text for item in meeting.agenda for i in item.informations]
    contents += [meeting.pupil.last_name, "Belkacem", "PPS"]
    assert not [content for content in contents if content and content in text]


def test_an_interpreter_meets_the_words_in_the_language_of_the_family_too():
    gloss = next(one for one in brief(INTERPRETER).glossary if one.word == "autorité parentale")
    assert (gloss.tag, gloss.other) == ("ar", "السلطة الوالدية")


@pytest.mark.parametrize("reader", ALL)
def test_a_judge_forbids_any_reader(reader):
    meeting = with_guests(prepared_case_1())
    people = tuple(
        replace(p, may_receive=Receives.NOTHING) if p.id == reader else p
        for p in meeting.participants
    )
    with pytest.raises(NotForThisReaderError):
        brief(reader, replace(meeting, participants=people))


# --- What each said before ---------------------------------------------------------------------


def voices(reader, *contributions, shared_on=TODAY, **changes):
    meeting = prepared_case_1(**changes)
    meeting = meeting if changes else with_guests(meeting)
    meeting = replace(meeting, contributions=contributions, viewpoints_shared_on=shared_on)
    return brief(reader, meeting)


def test_what_is_for_all_is_read_by_all_at_the_same_moment():
    one = said_by(MOTHER, "Il rentre fatigué.")
    for reader in (FATHER, PUPIL, TEACHER, FRIEND):
        assert "Il rentre fatigué." in everything(voices(reader, one))
        later = voices(reader, one, shared_on=TODAY + timedelta(days=1))
        assert "fatigué" not in everything(later)
    assert "mardi 5" in voices(FATHER, one, shared_on=date(2027, 1, 5)).voices_later
    assert "fatigué" not in everything(voices(INTERPRETER, one))


def test_ones_own_words_are_always_there():
    one = said_by(MOTHER, "Il rentre fatigué.", audience=Audience.COORDINATOR)
    read = voices(MOTHER, one, shared_on=None)
    assert read.voices[0].who == "Vous avez dit"
    assert read.voices[0].answers[0][1].text == "Il rentre fatigué."


def test_somebody_of_care_is_read_with_the_agreement_of_the_family_only():
    people = of_care().participants
    assert not voices(TEACHER, said_by(SPEECH, "Il lit mieux."), participants=people).voices
    agreed = said_by(SPEECH, "Il lit mieux.", agreed=True)
    assert voices(TEACHER, agreed, participants=people).voices


def test_a_carer_who_does_not_come_is_not_heard_by_name_either():
    carer = father(
        parental_authority=False, title="assistante familiale", name="Rose Diop",
        called="l’assistante familiale (Rose Diop)", presence=Presence.WRITTEN,
    )  # fmt: skip
    people = tuple(carer if p.id == FATHER else p for p in prepared_case_1().participants)
    assert not voices(MOTHER, said_by(FATHER, "Il dort bien."), participants=people).voices


def test_what_a_guest_wrote_in_another_alphabet_is_not_marked_as_french():
    answer = voices(TEACHER, said_by(MOTHER, "يعود متعبًا")).voices[0].answers[0][1]
    assert not answer.typed
    assert voices(TEACHER, said_by(MOTHER, "Fatigué")).voices[0].answers[0][1].typed


# --- Languages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reader", ALL)
def test_every_reader_has_a_brief_in_every_language(reader, language):
    read = brief(reader, language=language)
    assert read.language is language
    typed = [said for said in _plains(read) if said.typed]
    assert bool(typed)
    if not language.is_french:
        ours = [said.text for said in _plains(read) if said.text and not said.typed]
        assert not {"Vous", "commence.", "personne"} & set(" ".join(ours).split())


@pytest.mark.parametrize("language", [one for one in Language if not one.is_french])
def test_what_was_typed_stays_french_and_is_marked(language):
    read = brief(MOTHER, language=language)
    assert read.why.typed
    assert read.why.text == "Yanis retrouve la classe après ses temps de soin."
    assert all(point.title.typed for point in read.points)
    assert read.where.name.typed
    assert not read.companion.said.typed


@pytest.mark.parametrize("kind", list(MeetingKind))
@pytest.mark.parametrize("language", Language)
def test_the_right_to_come_with_someone_is_the_one_of_the_kind_in_every_language(kind, language):
    read = brief(MOTHER, replace(prepared_case_1(), kind=kind), language)
    assert read.companion.said.text == lexicon(language).say(f"companion.{kind}")
    assert ("D321-16" in read.companion.source) == (kind is MeetingKind.EQUIPE_EDUCATIVE)


def test_people_are_named_by_metier_and_name_in_the_language_of_the_reader():
    read = brief(MOTHER, language=Language.ES)
    names = [person.name.text for person in read.people]
    assert any(name.endswith("Inès Cohen (SESSAD Les Tilleuls)") for name in names)
    assert not any("éducatrice spécialisée, " in name for name in names)


def test_out_of_french_a_seat_bears_the_number_of_its_line():
    for reader in (MOTHER, TEACHER, INTERPRETER):
        read = brief(reader, language=Language.ES)
        shorts = [person.short for person in read.people]
        assert shorts[1:4] == ["2", "3", "4"]
        if read.table:
            drawn = {seat.label for seat in read.table.seats if not seat.spec.empty}
            assert drawn <= {*shorts, lexicon(Language.ES).say("who.you")}
            assert not {"Vous", "PE", "Père"} & drawn


def test_a_metier_nobody_translates_is_shown_in_french_and_marked():
    gardener = participant(30, metier="", title="jardinier", called="le jardinier", does="Plante.")
    meeting = replace(case_1(), participants=(*case_1().participants, gardener))
    line = brief(MOTHER, meeting, Language.TR).people[-1]
    assert line.name.typed
    assert line.name.text.startswith("Le jardinier")
    assert line.does.typed


def test_what_a_team_says_in_its_own_words_is_not_replaced_by_our_translation():
    shipped = catalogue()
    aesh = replace(shipped.metiers["aesh"], simple="Reste près de Yanis le matin.")
    words = tuple(
        replace(one, simple="L’équipe de Bron.") if one.term == "SESSAD" else one
        for one in shipped.glossary
    )
    ours = replace(shipped, metiers={**shipped.metiers, "aesh": aesh}, glossary=words)
    read = brief(MOTHER, replace(prepared_case_1(), catalogue=ours), Language.EN)
    does = next(p.does for p in read.people if p.name.text.startswith("Pupil’s helper"))
    assert (does.text, does.typed) == ("Reste près de Yanis le matin.", True)
    title = read.decisions[0].title
    assert (title.words, title.french_words) == ((), (("SESSAD", "L’équipe de Bron."),))


def test_words_are_explained_in_the_language_of_the_reader():
    read = brief(MOTHER, language=Language.EN)
    word, meaning = read.decisions[0].title.words[0]
    assert word == "SESSAD"
    assert meaning == "Team that helps the child at school and at home."


# --- What must never be there ------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reader", ALL)
def test_nothing_private_of_anybody_is_in_any_brief(reader, language):
    contributions = tuple(
        said_by(person, mark(person, "said"), audience=Audience.COORDINATOR)
        for person in (MOTHER, FATHER, SPEECH)
    )
    meeting = with_guests(private_dossier(contributions=contributions, viewpoints_shared_on=TODAY))
    text = everything(brief(reader, meeting, language))
    for own in (mark(reader, "reason"), mark(reader, "said")):
        text = text.replace(own, "")
    assert "SECRET" not in text
    assert "300123" not in text
    assert "40987" not in text


def _plains(value):
    if hasattr(value, "typed"):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _plains(part)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from _plains(getattr(value, field))


@settings(max_examples=60, deadline=None)
@given(dossiers(), st.sampled_from(list(Language)))
def test_any_meeting_has_a_brief_for_each_in_each_language(meeting, language):
    for person in meeting.participants:
        read = compose_brief(meeting, person.id, TODAY, language=language)
        assert read == compose_brief(meeting, person.id, TODAY, language=language)
        assert read.title


@settings(max_examples=60, deadline=None)
@given(dossiers(), st.sampled_from(TEXTS), st.sampled_from(list(Language)))
def test_what_is_private_to_others_changes_no_brief(meeting, text, language):
    fields = tuple(field for field in PRIVATE if field not in {"childcare", "childcare_found"})
    for reader in meeting.participants[:3]:
        others = tuple(
            p if p.id == reader.id else replace(p, **dict.fromkeys((*fields, "viewpoint"), text))
            for p in meeting.participants
        )
        contributions = tuple(
            said_by(p.id, "x", audience=Audience.COORDINATOR) for p in others if p.id != reader.id
        )
        changed = replace(meeting, participants=others, contributions=contributions)
        changed = replace(changed, viewpoints_shared_on=meeting.viewpoints_shared_on)
        assert compose_brief(changed, reader.id, TODAY, language=language) == compose_brief(
            meeting, reader.id, TODAY, language=language
        )


def test_whoever_convenes_reads_it_too():
    assert brief(REFERENT).for_whom == "Pour Hélène Faure, l’enseignante référente"
