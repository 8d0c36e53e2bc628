"""The whole brief as each reader reads it, word for word: a later change of a word is seen here.

The texts are in `brief_texts/`. After a change that was wanted, read them again as that reader
would, then write what the page says now into the file.
"""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from meetings.domain.brief import compose_brief
from meetings.domain.kinds import Role
from meetings.domain.languages import Language
from tests.meetings.domain.builders import EDUCATOR, FATHER, MOTHER, PUPIL, SPEECH, participant
from tests.meetings.domain.cases import case_2, case_3, prepared_case_1

HERE = Path(__file__).parent / "brief_texts"
TODAY = date(2027, 1, 8)
LINES = {"p", "li", "div", "dt", "dd", "h2", "summary", "br", "title", "text", "desc"}
UNREAD = {"svg", "button"}
LONGEST_SENTENCE = 20  # words, as plain French asks


class _Reader(HTMLParser):
    """The text of a page, a line for each paragraph, without the drawing nor the buttons."""

    def __init__(self):
        super().__init__()
        self.lines, self.drawing = [""], 0

    def handle_starttag(self, tag, attrs):
        self.drawing += tag in UNREAD
        if tag in LINES or ("class", "seat") in attrs:
            self.lines.append("## " if tag == "h2" else "")

    def handle_endtag(self, tag):
        self.drawing -= tag in UNREAD
        if tag in LINES:
            self.lines.append("")

    def handle_data(self, data):
        if not self.drawing:
            self.lines[-1] += re.sub(r"[ \n]+", " ", data)


def page_of(meeting, reader, language=Language.FR):
    """What stands on the page of this reader, seats of the list left out."""
    brief = compose_brief(meeting, reader, TODAY, language=language)
    context = {"brief": brief, "letter": False, "secret": "", "reference": ""}
    html = render_to_string("meetings/announcing/brief_body.html", context)
    html = re.sub(r'<span class="seat.*?</span>', "", html)
    read = _Reader()
    read.feed(html)
    lines = [re.sub(" +", " ", line).strip() for line in (brief.for_whom, brief.title, *read.lines)]
    return "\n".join(line for line in lines if line) + "\n"


def without_authority(meeting, reader):
    people = (
        replace(person, parental_authority=person.id != reader) for person in meeting.participants
    )
    return replace(meeting, participants=tuple(people))


def with_both(meeting):
    """The mother comes with a friend, and an interpreter."""
    friend = participant(
        20, role=Role.COMPANION, name="Rosa Lima", title="amie", called="la personne qui accompagne",
        metier="personne_accompagnante", short="Amie", accompanies=MOTHER,
    )  # fmt: skip
    interpreter = participant(
        21, role=Role.INTERPRETER, name="Ali Haddad", title="interprète", called="l’interprète",
        metier="interprete", short="Int.", accompanies=MOTHER,
    )  # fmt: skip
    return replace(meeting, participants=(*meeting.participants, friend, interpreter))


def lina():
    """Case 2 as it should be: nobody has spoken of a demand to the MDPH."""
    return case_2(agenda=tuple(item for item in case_2().agenda if "MDPH" not in item.title))


PAGES = {
    "case-1-mere": lambda: page_of(prepared_case_1(), MOTHER),
    "case-1-pere": lambda: page_of(prepared_case_1(), FATHER),
    "case-1-pere-sans-autorite": lambda: page_of(
        without_authority(prepared_case_1(), FATHER), FATHER
    ),
    "case-2-mere": lambda: page_of(lina(), MOTHER),
    "case-3-mere": lambda: page_of(case_3(), MOTHER),
    "case-1-mere-simple": lambda: page_of(prepared_case_1(), MOTHER, Language.SIMPLE),
    "case-1-eleve": lambda: page_of(prepared_case_1(), PUPIL),
    "case-1-eleve-simple": lambda: page_of(prepared_case_1(), PUPIL, Language.SIMPLE),
    "case-1-orthophoniste": lambda: page_of(prepared_case_1(), SPEECH),
    "case-1-educatrice": lambda: page_of(prepared_case_1(), EDUCATOR),
    "case-1-accompagnante": lambda: page_of(with_both(prepared_case_1()), 20),
    "case-1-interprete": lambda: page_of(with_both(prepared_case_1()), 21),
    "case-1-mere-en": lambda: page_of(prepared_case_1(), MOTHER, Language.EN),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_exactly_this(name):
    assert PAGES[name]() == (HERE / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_of_ours_is_long(name):
    text = PAGES[name]()
    for line in text.splitlines():
        for sentence in re.split(r"(?<=[.?!])\s", re.sub(r"\(articles? [^)]*\)", "", line)):
            assert len(re.findall(r"[\w’-]+", sentence)) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("name", PAGES)
def test_a_word_is_explained_once_on_what_is_seen(name):
    explained = re.findall(r"^([\w -]{2,25})\u00a0: [A-ZÀÉ]", PAGES[name](), re.MULTILINE)
    folded = PAGES[name]().count("Lire «")
    assert len(explained) - len(set(explained)) <= folded
    assert "bilan" not in (word.casefold() for word in explained)


def test_where_nobody_spoke_of_a_handicap_a_family_does_not_meet_the_word_first_here():
    page = PAGES["case-2-mere"]()
    for word in ("MDPH", "CDAPH", "handicap"):
        assert word not in page
    assert "seuls les parents qui ont l’autorité parentale le peuvent" in page_of(case_2(), MOTHER)
