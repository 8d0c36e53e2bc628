"""What a meeting leaves, on paper: the fiche with what was written, the half page, the measures."""

import io
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pytest
from django.urls import reverse

from meetings.domain.fiche import compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.kinds import MeetingKind
from meetings.domain.measures import compose_measures
from meetings.dossier import QUERIES
from meetings.following.documents import fiche_pdf, measures_pdf
from tests import factories
from tests.meetings.domain.builders import (
    TODAY,
    aesh,
    case_1 as case_1_dossier,
    convener,
    decide,
    dossier,
    item,
    mother,
    participant,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.lives import Acts, held_case_1, session
from tests.meetings.held import hold
from tests.meetings.pdfs import read_pdf, text_of

HOSTILE = "<script>alert(1)</script>"
OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)
PDF_DOOR, PAGE_DOOR = 2, 3  # the session of the account, and its team
HELD = 6  # what was written in the meeting and on re-reading, what earlier ones decided


def _url(meeting, name="fiche"):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def _fiche(acts, **changes):
    plain = {"agenda": (item(1), decide(2)), "slots": (slot(1, is_chosen=True),)}
    meeting = case_1_dossier(**(plain | changes))
    return compose_fiche(meeting, TODAY, compose_held(meeting, acts.live(), session()))


def _flat(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


# --- The fiche ---------------------------------------------------------------------------------


def test_what_was_written_takes_the_place_of_the_ruled_space():
    text = _flat(text_of(fiche_pdf(_fiche(held_case_1()))))
    for expected in (
        "sa mère, avec une amie", "Au téléphone : l’orthophoniste", "Pas de travail neuf après 14 h.",
        "Une aide tous les après-midi", "La tension, devenue dilemme commun",
        "Comment rester avec la classe tout en étant aidé ?", "Un carnet d’une ligne par jour",
        "Réserve de l’AESH", "19 mars 2027", "Le transport du mercredi", "expliqué pendant la réunion",
        "Prochaine réunion : jeudi 4 mars 2027, 10 h 15.", "Nous avons relu ensemble",
    ):  # fmt: skip
        assert text.count(expected) == 1, expected
    for before in ("Attendus", "le nôtre :", "Comment on se parle", "Durée"):
        assert before not in text


def test_it_is_tagged_and_headings_never_jump():
    read = read_pdf(fiche_pdf(_fiche(held_case_1())))
    assert (read.lang, read.marked, read.conformance) == ("fr", True, "1")
    levels = [int(heading[1]) for heading in read.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_cell_of_the_decisions_says_its_header():
    (table,) = read_pdf(fiche_pdf(_fiche(held_case_1()))).tags.all("Table")
    ids = [th.node["/ID"] for th in table.all("TH")]
    assert len(ids) == 5
    assert [td.node["headers"] for td in table.all("TR")[1].all("TD")] == [[one] for one in ids]


def full_fiche():
    people = [pupil(), mother(), convener()] + [
        participant(number, name=f"Personne {number}", called=f"le professionnel {number}")
        for number in range(10, 37)
    ]
    acts = Acts()
    acts.say("open")
    kinds = ("agreement", "disagreement", "words", "tension", "agreement")
    for n in range(60):
        acts.note(kinds[n % 5], str(n // 12 + 1), f"Entrée {n} : " + "assez longue pour deux lignes, " * 4,
                  who="p2", invention="Une invention.")  # fmt: skip
    for n in range(12):
        acts.note("decision", str(n % 5 + 1), f"Décision {n} : " + "faire une chose précise, " * 4,
                  people=["p10", "p2"], by="2027-03-19", seen="on le verra en classe")  # fmt: skip
    return _fiche(acts, participants=tuple(people), agenda=tuple(item(n) for n in range(1, 6)))


def test_a_long_meeting_keeps_everything_and_breaks_its_pages_well():
    pdf = fiche_pdf(full_fiche())
    text = text_of(pdf)
    assert all(_flat(text).count(f"Entrée {n} :") == 1 for n in range(60))
    assert all(_flat(text).count(f"Décision {n} :") == 1 for n in range(12))
    assert read_pdf(pdf).pages <= 7
    for page in text.split("\f"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        body = [line for line in lines if "Fiche de réunion ·" not in line and "page " not in line]
        assert len(body) > 2
        assert not body[-1].startswith(("Nous sommes", "Nous ne sommes", "La tension", "Décisions"))


def test_one_point_that_fills_pages_leaves_no_hole():
    acts = Acts()
    acts.say("open")
    for n in range(60):
        note = "agreement" if n % 2 else "disagreement"
        acts.note(note, "1", f"Entrée {n} : " + "assez longue pour deux lignes, " * 6)
    pdf = fiche_pdf(_fiche(acts))
    text = text_of(pdf)
    assert all(_flat(text).count(f"Entrée {n} :") == 1 for n in range(60))
    assert read_pdf(pdf).pages <= 4
    assert all(page.count("Entrée") > 10 for page in text.split("\f")[:-1])


def test_markup_typed_in_the_room_is_text():
    acts = Acts()
    acts.say("open")
    notes = ("agreement", "disagreement", "tension", "word", "decision", "later", "words")
    for note in notes:
        acts.note(note, "1", HOSTILE, invention=HOSTILE, meaning=HOSTILE, seen=HOSTILE)
    acts.say("next", day="", time="", text=HOSTILE)
    fiche = _fiche(acts)
    assert text_of(fiche_pdf(fiche)).count("<script>") >= len(notes) + 4


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_prints(kind):
    assert read_pdf(fiche_pdf(_fiche(held_case_1(), kind=kind))).pages <= 2


# --- The half page of a concertation -----------------------------------------------------------


def _accord():
    acts = Acts()
    acts.say("open")
    for who in ("p4", "p7"):
        acts.say("presence", who=who, state="here")
    acts.note("agreement", "q1", "L’enseignante donne la consigne.")
    acts.note("disagreement", "q2", "Où s’arrête la reformulation.")
    acts.note("tension", "q3", "Aider, ou donner la réponse.", between=["p4", "p7"],
              dilemma="explicit", invention="Un signe de la main.")  # fmt: skip
    acts.note("decision", "q3", "S’éloigner deux minutes.", people=["p4"], by="2027-01-25")
    acts.note("later", "q4", "Le carnet de liaison")
    acts.note("word", "q4", "étayage", meaning="aider sans faire à la place")
    meeting = dossier(
        kind=MeetingKind.CONCERTATION_AESH, participants=(aesh(), teacher(is_convener=True))
    )
    held = compose_held(meeting, acts.live(), session("2027-01-21 13:00", "2027-01-21 13:20"))
    return fiche_pdf(compose_fiche(meeting, TODAY, held), half_page=True)


def test_two_people_leave_half_a_page_with_everything_once_and_two_places_to_sign():
    pdf = _accord()
    text = _flat(text_of(pdf))
    assert read_pdf(pdf).pages == 1
    for expected in (
        "Qui décide quoi pendant la séance ?", "Quand l’aide se retire-t-elle ?",
        "L’enseignante donne la consigne.", "Où s’arrête la reformulation.", "Un signe de la main.",
        "S’éloigner deux minutes.", "25 janvier 2027", "Le carnet de liaison", "étayage",
    ):  # fmt: skip
        assert text.count(expected) == 1, expected
    assert text.count("Lu le :") == 2
    assert "cela ne dit pas que l’on est d’accord" in text
    assert "famille relit" not in text
    assert "Accord · YANIS-2027-01" in text
    assert read_pdf(pdf).title.endswith("– accord")


def test_half_a_page_is_half_a_page():
    with pikepdf.open(io.BytesIO(_accord())) as document:
        left, bottom, right, top = (float(edge) for edge in document.pages[0].mediabox)
    assert (round((right - left) / 72 * 25.4), round((top - bottom) / 72 * 25.4)) == (210, 148)


# --- The measures ------------------------------------------------------------------------------


def test_the_measures_print_with_places_to_sign():
    meeting = case_1_dossier(kind=MeetingKind.EQUIPE_EDUCATIVE, agenda=(item(1), decide(2)))
    held = compose_held(meeting, held_case_1().live(), session())
    pdf = measures_pdf(compose_measures(meeting, held))
    text = _flat(text_of(pdf))
    assert read_pdf(pdf).conformance == "1"
    assert text.count("Lu le :") == 3
    assert "Yanis Belkacem-Morel" in text
    assert "Pas de travail neuf" not in text


# --- The pages ---------------------------------------------------------------------------------


@pytest.fixture
def held_case(case_1, alice):
    decided = factories.point_of(case_1, "Les temps")
    hold(case_1, alice, OPENED,
         ("agreement", decided.pk, "Pas de travail neuf après 14 h.", {}),
         ("decision", decided.pk, "La séance du jeudi dans la classe.", {"by": "2027-03-19"}))  # fmt: skip
    return case_1


def test_the_page_shows_what_was_written_and_what_is_still_open(alice_client, held_case):
    page = alice_client.get(_url(held_case, "sheet")).content.decode()
    assert "Pas de travail neuf après 14\u00a0h." in page
    assert "Décision 1\u00a0: il manque qui." in page
    assert "à la main" not in page
    assert "mesures.pdf" not in page


def test_the_file_is_the_same_as_the_page(alice_client, held_case):
    text = _flat(text_of(alice_client.get(_url(held_case)).content))
    assert "La séance du jeudi dans la classe." in text
    assert "Ouverte à 10 h 17" in text


def test_what_is_written_so_far_is_there_before_it_closes(alice_client, case_1, alice):
    item = case_1.agenda.first()
    hold(case_1, alice, OPENED, ("agreement", item.pk, "Déjà d’accord.", {}), close=False)
    page = alice_client.get(_url(case_1, "sheet")).content.decode()
    assert "Déjà d’accord." in page
    assert "n’est pas encore fermée" in page


@pytest.mark.parametrize(("name", "door"), [("fiche", PDF_DOOR), ("sheet", PAGE_DOOR)])
def test_held_query_count(alice_client, held_case, name, door, undrawn, django_assert_num_queries):
    factories.fill(held_case, participants=12, items=4)
    with django_assert_num_queries(door + 1 + QUERIES + HELD):
        alice_client.get(_url(held_case, name))


def test_the_measures_are_offered_for_the_meetings_of_the_article_only(
    alice_client, held_case, charlie_client
):
    assert alice_client.get(_url(held_case, "measures")).url == _url(held_case, "sheet")
    page = alice_client.get(_url(held_case, "measures"), follow=True).content.decode()
    assert "n’existent que pour une équipe éducative" in page
    held_case.kind = MeetingKind.EQUIPE_EDUCATIVE.value
    held_case.save()
    assert (
        _url(held_case, "measures") in alice_client.get(_url(held_case, "sheet")).content.decode()
    )
    response = alice_client.get(_url(held_case, "measures"))
    assert response["Content-Type"] == "application/pdf"
    assert "mesures convenues" in response["Content-Disposition"]
    assert charlie_client.get(_url(held_case, "measures")).status_code == 404
    assert alice_client.post(_url(held_case, "measures")).status_code == 405


def test_a_concertation_gives_its_half_page_once_opened(alice_client, case_1, alice):
    case_1.kind = MeetingKind.CONCERTATION_AESH.value
    case_1.save()
    assert "Notre accord" not in text_of(alice_client.get(_url(case_1)).content)
    hold(case_1, alice, OPENED)
    assert "Notre accord" in text_of(alice_client.get(_url(case_1)).content)
    assert "une demi-page" in alice_client.get(_url(case_1, "sheet")).content.decode()


def test_the_same_meeting_gives_the_same_document():
    one, other = (fiche_pdf(_fiche(held_case_1())) for _ in range(2))
    assert text_of(one) == text_of(other)
