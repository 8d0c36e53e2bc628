"""The common problem, and a line for what each person says of it."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import Role
from tests.factories import fill, make_participant, make_professional

PROBLEM = "Après 14 h, Yanis n’a plus la force de suivre."


@pytest.fixture
def url(meeting):
    return reverse("meetings:problem", args=[meeting.reference])


@pytest.fixture
def mother(meeting):
    return meeting.participants.get(family_member__relation="mère")


def _line(person):
    return f"viewpoint_{person.pk}"


def test_the_problem_and_the_words_of_each_are_kept(meeting, mother, url, alice_client):
    words = "Il rentre fatigué et il pleure le soir."
    response = alice_client.post(url, {"problem": PROBLEM, _line(mother): words}, follow=True)
    page = response.content.decode()
    assert "Enregistré à " in page
    assert PROBLEM in page
    assert words in page
    meeting.refresh_from_db()
    mother.refresh_from_db()
    assert (meeting.problem, mother.viewpoint) == (PROBLEM, words)


def test_the_pupil_then_the_family_come_first(meeting, url, alice_client):
    make_participant(meeting, professional=make_professional(meeting.team, "aesh"), position=0)
    labels = [field.label for field in alice_client.get(url).context["form"]]
    assert labels[1:4] == ["Yanis", "La mère", "Le père"]


def test_people_of_one_metier_are_told_apart_by_name(meeting, url, alice_client):
    for name in ("Mireille", "Aïcha"):
        card = make_professional(meeting.team, "aesh", first_name=name)
        make_participant(meeting, professional=card)
    labels = [field.label for field in alice_client.get(url).context["form"]]
    assert labels[-2:] == ["L’AESH (Mireille)", "L’AESH (Aïcha)"]


def test_a_companion_has_a_line_too(meeting, url, alice_client):
    make_participant(meeting, Role.COMPANION, label="sa tante")
    assert len(list(alice_client.get(url).context["form"])) == 6


def test_what_this_kind_of_meeting_can_decide_is_said_with_its_article(url, alice_client):
    page = alice_client.get(url).content.decode()
    assert "Ce que cette réunion peut décider, et ce qu’elle ne peut pas" in page
    assert "CDAPH" in page
    assert "(D351-" in page


@pytest.mark.parametrize("people", [3, 30])
def test_problem_query_count(meeting, url, alice_client, django_assert_num_queries, people):
    fill(meeting, participants=people, items=people, slots=people, places=3)
    # Session, account, team of the header, the meeting, ten for the dossier.
    with django_assert_num_queries(15):
        response = alice_client.get(url)
    assert response.content.decode().count("<textarea name=") >= people


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "🙂👩🏽‍🏫 fatigué", "متعب بعد الظهر", "deux\r\nlignes", "«'&\""],
)
def test_any_text_is_kept_and_shown_as_text(meeting, mother, url, alice_client, text):
    response = alice_client.post(url, {"problem": text, _line(mother): text}, follow=True)
    page = response.content.decode()
    assert "<script>alert" not in page
    meeting.refresh_from_db()
    mother.refresh_from_db()
    assert meeting.problem == mother.viewpoint == text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", ["é" * 3000, "Yan\x00is"], ids=["3,000 characters", "null byte"])
def test_a_text_that_cannot_be_is_refused_with_a_sentence_and_the_rest_kept(
    meeting, mother, url, alice_client, text
):
    response = alice_client.post(url, {"problem": text, _line(mother): "gardé quand même"})
    assert response.status_code == 422
    page = response.content.decode()
    assert list(response.context["form"].errors) == ["problem"]
    assert "error-summary" in page
    assert "gardé quand même" in page
    assert "é" * 3000 in page or "\x00" in text
    mother.refresh_from_db()
    assert mother.viewpoint == ""


def _sent(problem, seen, **lines):
    return {"problem": problem, "initial-problem": seen} | lines


def test_two_people_writing_different_lines_are_both_kept(
    meeting, mother, url, alice_client, bob_client
):
    bob_client.post(url, _sent("Écrit par Bob", ""))
    response = alice_client.post(
        url, _sent("", "", **{_line(mother): "écrit par Alice", f"initial-{_line(mother)}": ""})
    )
    assert response.status_code == 302
    meeting.refresh_from_db()
    mother.refresh_from_db()
    assert (meeting.problem, mother.viewpoint) == ("Écrit par Bob", "écrit par Alice")


def test_two_people_writing_the_same_line_are_shown_both_versions(
    meeting, mother, url, alice_client, bob_client
):
    line = _line(mother)
    bob_client.post(url, _sent("Par Bob", "", **{line: "dit à Bob", f"initial-{line}": ""}))
    sent = _sent("Par Alice", "", **{line: "dit à Alice", f"initial-{line}": ""})
    refused = alice_client.post(url, sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    for text in ("«\u00a0Par Bob\u00a0»", "Par Alice", "«\u00a0dit à Bob\u00a0»", "dit à Alice"):
        assert text in page
    meeting.refresh_from_db()
    mother.refresh_from_db()
    assert (meeting.problem, mother.viewpoint) == ("Par Bob", "dit à Bob")

    again = alice_client.post(url, refused.context["form"].data.dict())
    assert again.status_code == 302
    meeting.refresh_from_db()
    assert meeting.problem == "Par Alice"


def test_a_conflict_on_one_line_writes_none_of_the_others(
    meeting, mother, url, alice_client, bob_client
):
    bob_client.post(url, _sent("Par Bob", ""))
    alice_client.post(
        url, _sent("Par Alice", "", **{_line(mother): "x", f"initial-{_line(mother)}": ""})
    )
    mother.refresh_from_db()
    assert mother.viewpoint == ""


def test_what_was_typed_for_somebody_who_left_the_table_is_given_back(
    meeting, mother, url, alice_client
):
    mother.delete()
    response = alice_client.post(
        url, {"problem": PROBLEM, _line(mother): "ce <que> la mère disait"}, follow=True
    )
    page = response.content.decode()
    assert "Une personne a quitté la liste des invités" in page
    assert "ce &lt;que&gt; la mère disait" in page
    meeting.refresh_from_db()
    assert meeting.problem == PROBLEM


def test_a_person_of_another_meeting_cannot_be_made_to_speak(meeting, url, case_1, alice_client):
    other = case_1.participants.first()
    alice_client.post(url, {_line(other): "inventé"})
    other.refresh_from_db()
    assert other.viewpoint != "inventé"


def test_the_journal_names_the_lines_and_not_the_words(mother, url, alice_client):
    alice_client.post(url, {"problem": PROBLEM, _line(mother): "confidentiel"})
    entry = JournalEntry.objects.get()
    assert entry.act == "problem_written"
    assert entry.detail["fields"] == ["problem", _line(mother)]
    assert "confidentiel" not in str(entry.detail)


def test_sending_the_page_as_it_is_writes_nothing(url, alice_client):
    alice_client.post(url, {})
    assert not JournalEntry.objects.exists()


def test_through_htmx_a_refusal_takes_the_place_of_the_middle(url, alice_client):
    response = alice_client.post(url, {"problem": "é" * 3000}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#step"
    assert 'id="step"' in response.content.decode()


def test_a_stranger_finds_nothing(url, charlie_client):
    assert charlie_client.get(url).status_code == 404
    assert charlie_client.post(url, {"problem": PROBLEM}).status_code == 404


def test_other_methods_are_refused(url, alice_client):
    assert alice_client.put(url).status_code == 405
