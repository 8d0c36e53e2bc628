"""Words several people use before the meeting: shown to be asked about, and no more."""

from hypothesis import given, strategies as st

from meetings.domain.shared_words import AROUND, MOST_WORDS, shared_words
from tests.meetings.domain.builders import (
    MOTHER,
    PUPIL,
    TEACHER,
    contribution,
    dossier,
    mother,
    participant,
    pupil,
    teacher,
)

PEOPLE = (pupil(), mother(), teacher())


def _words(*said, people=PEOPLE):
    return shared_words(dossier(participants=people, contributions=said))


def _named(*said):
    return [word.word for word in _words(*said)]


def test_a_word_two_people_use_is_shown_with_each_and_the_words_around_it():
    (word,) = _words(
        contribution(MOTHER, "Sa fatigue, je la vois le soir."),
        contribution(TEACHER, proposes="Moins de fatigue avec une pause."),
    )
    assert (word.word, word.meaning) == ("fatigue", "")
    assert [use.person for use in word.uses] == [MOTHER, TEACHER]
    assert (word.uses[0].before, word.uses[0].word) == ("Sa ", "fatigue")
    assert word.uses[1].after == " avec une pause."


def test_one_person_alone_makes_no_shared_word():
    assert _named(contribution(MOTHER, "fatigue", matters="fatigue, encore fatigue")) == []


def test_plural_and_case_make_no_other_word_but_an_accent_does():
    assert _named(contribution(MOTHER, "Les Crises"), contribution(TEACHER, "une crise")) == [
        "crise"
    ]


def test_a_word_of_the_catalogue_comes_first_with_what_it_means():
    words = _words(
        contribution(MOTHER, "L’autonomie et le PPS."),
        contribution(TEACHER, "Le PPS vise son autonomie."),
    )
    assert [word.word for word in words] == ["PPS", "autonomie"]
    assert words[0].meaning
    assert not words[1].meaning


def test_an_acronym_nobody_explains_counts_even_short():
    assert "ZQX" in [
        word.uses[0].word
        for word in _words(contribution(MOTHER, "le ZQX"), contribution(TEACHER, "Un ZQX bientôt"))
    ]


def test_everyday_words_and_names_of_people_are_left_out():
    said = (
        "Yanis et Samia, à l’école avec la maîtresse, depuis toujours, il faut faire quelque chose."
    )
    assert _named(contribution(MOTHER, said), contribution(TEACHER, said)) == []


def test_who_is_not_asked_is_not_read():
    assert _words(contribution(MOTHER, "fatigue"), contribution(999, "fatigue")) == ()


TEXTS = st.lists(
    st.sampled_from(
        (
            "fatigue",
            "le PPS",
            "autonomie",
            "ZQX",
            "progrès",
            "\n",
            "😀",
            "مرحبا",
            "x" * 300,
            "crises",
        )
    ),
    max_size=12,
).map(" ".join)


@given(st.dictionaries(st.sampled_from((PUPIL, MOTHER, TEACHER)), TEXTS))
def test_each_word_shown_is_used_by_each_of_those_named(texts):
    words = _words(*(contribution(person, text) for person, text in texts.items()))
    assert len(words) <= MOST_WORDS
    for word in words:
        people = [use.person for use in word.uses]
        assert len(set(people)) == len(people) > 1
        for use in word.uses:
            assert use.word in texts[use.person]
            assert max(len(use.before), len(use.after)) <= AROUND + 2


def test_those_most_people_use_come_first_and_no_more_than_one_can_ask():
    people = tuple(participant(number, name=f"N{number}") for number in range(1, 31))
    many = " ".join(f"mot{letter}" * 2 for letter in "abcdefghijklmnopqrst")
    said = [contribution(person.id, f"{many} galaxie") for person in people[:2]]
    said += [contribution(person.id, "galaxie") for person in people[2:]]
    words = _words(*said, people=people)
    assert len(words) == MOST_WORDS
    assert words[0].word == "galaxie"
    assert len(words[0].uses) == 30
