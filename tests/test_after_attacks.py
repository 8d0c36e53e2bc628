"""What somebody hostile, or only curious, would try on what follows a meeting: each was a weakness
once, and each is refused here."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from intermetiers.web.models import JournalEntry
from meetings.docx import render_docx
from meetings.domain.before import before
from meetings.domain.changes import changes_between
from meetings.domain.fiche import Said, SaidAfter, compose_fiche
from meetings.domain.fiche_blocks import Block
from meetings.domain.held import compose_held
from meetings.domain.held_parts import Line
from meetings.domain.kinds import Paper, Purpose, RereadSaid, Said as Became, Source
from meetings.following.actions import promising, rereading
from meetings.following.actions.versions import Given, give_link, make_version, send_version
from meetings.frozen import fiche_in
from meetings.models import DecisionReport, RereadingNote
from meetings.writing import RefusedError
from tests.guests import make_link
from tests.meetings.asking.cast import seat_of
from tests.meetings.domain.builders import TODAY, case_1 as dossier_1, decide, item, slot
from tests.meetings.domain.lives import held_case_1, session
from tests.meetings.domain.promises import HELD, promise, report
from tests.meetings.following.decided import ROOM, decide as hold_and_decide, decision
from tests.meetings.following.kept import BIRTH, fiche_link, hold_and_close, open_up, over

SECRET = "ZIZANIE au travail de Samia"
DOSSIER = dossier_1(agenda=(item(1), decide(2)), slots=(slot(1, is_chosen=True),))
FICHE = compose_fiche(DOSSIER, TODAY, compose_held(DOSSIER, held_case_1().live(), session()))
POINT = FICHE.held.points[0]
FIRST = FICHE.held.decisions[0]


def _on_the_point(**changes):
    return replace(FICHE, held=replace(FICHE.held, points=(replace(POINT, **changes),)))


# --- What was taken back is never printed again -------------------------------------------------

WITH = {
    "a contribution": replace(FICHE, said=(Said("Sa mère", f"« {SECRET} »", family=True),)),
    "words on re-reading": replace(
        FICHE, said_after=(SaidAfter("Sa mère", "je ne suis pas d’accord", "", SECRET),)
    ),
    "words in the room": _on_the_point(quotes=(Line("e1", SECRET, "Sa mère"),)),
    "a disagreement": _on_the_point(disagreements=(Line("e2", SECRET, "la mère"),)),
    "who disagrees": _on_the_point(disagreements=(Line("e3", "Non.", SECRET),)),
    "why somebody disagrees": replace(
        FICHE, held=replace(FICHE.held, decisions=(replace(FIRST, positions=(SECRET,)),))
    ),
}
WITHOUT = {
    "a contribution": replace(FICHE, said=()),
    "who disagrees": _on_the_point(disagreements=(Line("e3", "Non.", ""),)),
}
REWORDED = {
    "a contribution": replace(FICHE, said=(Said("Sa mère", "« Tout va bien »", family=True),)),
    "words in the room": _on_the_point(quotes=(Line("e1", "Oui.", "Sa mère"),)),
    "a disagreement": _on_the_point(disagreements=(Line("e2", "Oui.", "la mère"),)),
    "who disagrees": _on_the_point(disagreements=(Line("e3", "Non.", "le père"),)),
    "why somebody disagrees": replace(
        FICHE, held=replace(FICHE.held, decisions=(replace(FIRST, positions=("D’accord.",)),))
    ),
}


@pytest.mark.parametrize("what", WITH)
def test_a_new_version_does_not_quote_what_somebody_took_back(what):
    said = changes_between(WITH[what], WITHOUT.get(what, FICHE))
    assert said
    assert "ZIZANIE" not in " ".join(said)


@pytest.mark.parametrize("what", REWORDED)
def test_a_new_version_does_not_quote_what_somebody_said_better(what):
    said = changes_between(WITH[what], REWORDED[what])
    assert said
    assert "ZIZANIE" not in " ".join(said)


def test_words_taken_back_are_in_nothing_of_the_version_that_follows(case_1, alice):
    meeting = hold_and_close(case_1, alice)
    over(meeting, alice)
    mother = seat_of(meeting, "mère")
    saying = rereading.Saying(RereadSaid.ADD, text=SECRET, source=Source.PHONE)
    note = rereading.note_said(meeting, mother.pk, saying, by=alice, now=timezone.now())
    usual = {"reason": "", "by": alice}
    first = make_version(meeting, word="", now=timezone.now(), **usual)
    assert SECRET in str(first.content)
    rereading.withdraw_typed(meeting, note.pk, by=alice, now=timezone.now())
    second = make_version(meeting, word="", now=timezone.now(), **usual)
    assert fiche_in(second.content).notes
    assert "ZIZANIE" not in f"{second.content} {second.changes}"


def test_a_version_with_words_taken_back_goes_to_nobody_else(case_1, alice):
    meeting = hold_and_close(case_1, alice)
    over(meeting, alice)
    mother, father = seat_of(meeting, "mère"), seat_of(meeting, "père")
    saying = rereading.Saying(RereadSaid.ADD, text=SECRET, source=Source.PHONE)
    note = rereading.note_said(meeting, mother.pk, saying, by=alice, now=timezone.now())
    usual = {"by": alice, "now": timezone.now()}
    make_version(meeting, word="", reason="", **usual)
    to_father = Given(Paper.FAMILY, person=father.pk)
    give_link(meeting, 1, to_father, **usual)
    rereading.withdraw_typed(meeting, note.pk, by=alice, now=timezone.now())
    with pytest.raises(RefusedError):
        give_link(meeting, 1, to_father, **usual)
    with pytest.raises(RefusedError):
        send_version(meeting, 1, [to_father], **usual)
    make_version(meeting, word="", reason="", **usual)
    assert give_link(meeting, 2, to_father, **usual)


# --- A holder’s own words are for those who prepare ----------------------------------------------


@pytest.mark.parametrize(
    ("source", "is_read"), [(Source.LINK, False), (Source.ROOM, True), (Source.TYPED, True)]
)
def test_the_next_meeting_reads_no_word_a_holder_left_by_link(source, is_read):
    told = report(Became.HELP, note=SECRET, source=source)
    (one,) = before([promise(reports=(told,))], [], 2, HELD + timedelta(days=9))
    assert one.said is Became.HELP
    assert (one.note == SECRET) is is_read


# --- Files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\ud800", "\x00", "\x1f"])
def test_no_sign_breaks_the_file_for_a_word_processor(sign):
    text = f"avant{sign}après"
    content = render_docx([Block("text", text)], title=text, author=text, foot=text, now=HELD)
    assert Document(io.BytesIO(content)).paragraphs[0].text == "avantaprès"


# --- A link that writes without end ---------------------------------------------------------------


def test_a_link_to_the_fiche_does_not_fill_it_without_end(case_1, alice, monkeypatch):
    monkeypatch.setattr(rereading, "MOST_OWN", 3)
    meeting = hold_and_close(case_1, alice)
    open_up(meeting, alice)
    secret = fiche_link(seat_of(meeting, "mère"), alice)
    guest = Client()
    guest.post(reverse("meetings:guest_fiche_open", args=[secret]), {"said": BIRTH})
    url = reverse("meetings:guest_fiche_say", args=[secret])
    for number in range(6):
        words = {"said": "add", "about": "tout", "text": f"Mot {number}."}
        assert guest.post(url, words).status_code == 302
    assert RereadingNote.objects.count() == 3


def test_a_link_to_decisions_does_not_report_without_end(case_1, alice, monkeypatch):
    monkeypatch.setattr(promising, "MOST_A_DAY", 3)
    moment = HELD + timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    hold_and_decide(case_1, alice)
    secret = make_link(seat_of(case_1, "père"), alice, purpose=Purpose.DECISIONS)
    url = reverse("meetings:guest_decision_say", args=[secret])
    statuses = [
        Client().post(url, {"decision": decision(ROOM).pk, "said": said}).status_code
        for said in ("done", "help", "done", "help", "not_yet")
    ]
    assert statuses == [302, 302, 302, 422, 422]
    assert DecisionReport.objects.count() == 3
    assert JournalEntry.objects.filter(act="decision_said").count() == 3
