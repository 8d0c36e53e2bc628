import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import Answer, PupilPlace, Role
from meetings.models import SlotAnswer
from tests import factories
from tests.meetings.preparing.days import in_days


def url(meeting, name, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


@pytest.fixture
def slot(meeting):
    return factories.make_slot(meeting, in_days(30))


@pytest.fixture
def mother(meeting):
    return meeting.participants.get(family_member__relation="mère")


@pytest.fixture
def aesh(meeting, team):
    card = factories.make_professional(team, "aesh", paid_hours="lundi, 8 h 30 – 11 h 30")
    return factories.make_participant(meeting, professional=card)


def sent(client, address, **changes):
    """The form of this page as the browser sends it, with these fields changed."""
    form = client.get(address).context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        data[f"initial-{name}"] = "" if value is None else value
        if value is True:
            data[name] = "on"
        elif value is not False:
            data[name] = value
    return data | changes


def test_a_stranger_finds_nothing(charlie_client, meeting, slot, mother):
    for name, pk in (("slot_answers", slot.pk), ("person_answers", mother.pk)):
        assert charlie_client.get(url(meeting, name, pk)).status_code == 404
        assert charlie_client.post(url(meeting, name, pk)).status_code == 404


def test_what_belongs_to_another_meeting_is_not_found(alice_client, alice, team, meeting, slot):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    person = other.participants.first()
    assert alice_client.get(url(other, "slot_answers", slot.pk)).status_code == 404
    assert alice_client.get(url(meeting, "person_answers", person.pk)).status_code == 404


def test_the_answers_of_everybody_are_kept_at_once(alice_client, meeting, slot, mother, aesh):
    address = url(meeting, "slot_answers", slot.pk)
    changes = {
        f"answer_{slot.pk}_{mother.pk}": "no",
        f"note_{slot.pk}_{mother.pk}": "elle travaille à 17 h",
        f"answer_{slot.pk}_{aesh.pk}": "if_needed",
        f"unpaid_{slot.pk}_{aesh.pk}": "on",
    }
    page = alice_client.post(address, sent(alice_client, address, **changes), follow=True)
    assert "Deux réponses notées" in page.content.decode()
    kept = {a.participant_id: (a.answer, a.unpaid, a.note) for a in slot.answers.all()}
    assert kept == {
        mother.pk: ("no", False, "elle travaille à 17 h"),
        aesh.pk: ("if_needed", True, ""),
    }


def test_the_answers_of_one_person_are_kept_for_every_slot(alice_client, meeting, slot, mother):
    later = factories.make_slot(meeting, in_days(31))
    address = url(meeting, "person_answers", mother.pk)
    changes = {f"answer_{one.pk}_{mother.pk}": "yes" for one in (slot, later)}
    alice_client.post(address, sent(alice_client, address, **changes))
    assert set(mother.answers.values_list("slot", "answer")) == {
        (slot.pk, "yes"),
        (later.pk, "yes"),
    }


def test_an_answer_emptied_is_not_known_again(alice_client, meeting, slot, mother):
    factories.make_answer(slot, mother, note="peut-être")
    address = url(meeting, "slot_answers", slot.pk)
    name = f"{slot.pk}_{mother.pk}"
    changes = {f"answer_{name}": "", f"note_{name}": ""}
    alice_client.post(address, sent(alice_client, address, **changes))
    assert not slot.answers.exists()


def test_a_remark_without_an_answer_is_asked_for_one_and_kept(alice_client, meeting, slot, mother):
    address = url(meeting, "slot_answers", slot.pk)
    name = f"note_{slot.pk}_{mother.pk}"
    response = alice_client.post(address, sent(alice_client, address, **{name: "garde à trouver"}))
    assert response.status_code == 422
    assert response.context["form"][name].value() == "garde à trouver"
    assert f"answer_{slot.pk}_{mother.pk}" in response.context["form"].errors


@pytest.mark.parametrize("forged", ["perhaps", "YES", "\x00"])
def test_an_answer_that_does_not_exist_is_refused(alice_client, meeting, slot, mother, forged):
    address = url(meeting, "slot_answers", slot.pk)
    name = f"answer_{slot.pk}_{mother.pk}"
    response = alice_client.post(address, sent(alice_client, address, **{name: forged}))
    assert response.status_code == 422
    assert not SlotAnswer.objects.exists()


def test_a_long_remark_is_refused_and_kept(alice_client, meeting, slot, mother):
    address = url(meeting, "slot_answers", slot.pk)
    name = f"{slot.pk}_{mother.pk}"
    text = "é" * 3000
    changes = {f"answer_{name}": "no", f"note_{name}": text}
    response = alice_client.post(address, sent(alice_client, address, **changes))
    assert response.status_code == 422
    assert response.context["form"][f"note_{name}"].value() == text


def test_answers_of_two_coordinators_about_different_people_merge(
    alice_client, bob_client, meeting, slot, mother, aesh
):
    address = url(meeting, "slot_answers", slot.pk)
    hers = sent(alice_client, address, **{f"answer_{slot.pk}_{mother.pk}": "yes"})
    his = sent(bob_client, address, **{f"answer_{slot.pk}_{aesh.pk}": "no"})
    bob_client.post(address, his)
    assert alice_client.post(address, hers).status_code == 302
    kept = dict(slot.answers.values_list("participant", "answer"))
    assert kept == {mother.pk: "yes", aesh.pk: "no"}


def test_two_answers_about_the_same_person_are_both_shown(
    alice_client, bob_client, meeting, slot, mother
):
    address = url(meeting, "slot_answers", slot.pk)
    name = f"answer_{slot.pk}_{mother.pk}"
    hers = sent(alice_client, address, **{name: "yes"})
    bob_client.post(address, sent(bob_client, address, **{name: "no"}))
    response = alice_client.post(address, hers)
    assert response.status_code == 422
    form = response.context["form"]
    assert form[name].value() == "yes"
    assert "«\u00a0non\u00a0»" in form.errors[name][0]
    assert slot.answers.get().answer == "no"
    assert alice_client.post(address, hers | {f"initial-{name}": "no"}).status_code == 302
    assert slot.answers.get().answer == "yes"


def test_a_remark_on_an_answer_removed_meanwhile_is_not_lost(
    alice_client, bob_client, meeting, slot, mother
):
    factories.make_answer(slot, mother, Answer.NO)
    address = url(meeting, "slot_answers", slot.pk)
    name = f"{slot.pk}_{mother.pk}"
    hers = sent(alice_client, address, **{f"note_{name}": "elle travaille"})
    bob_client.post(address, sent(bob_client, address, **{f"answer_{name}": ""}))
    response = alice_client.post(address, hers)
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors.keys() == {f"answer_{name}"}
    assert form[f"note_{name}"].value() == "elle travaille"
    alice_client.post(address, hers | {f"initial-answer_{name}": ""})
    assert slot.answers.get().note == "elle travaille"


def test_an_answer_emptied_while_a_remark_is_added_shows_the_remark(
    alice_client, bob_client, meeting, slot, mother
):
    factories.make_answer(slot, mother)
    address = url(meeting, "slot_answers", slot.pk)
    name = f"{slot.pk}_{mother.pk}"
    hers = sent(alice_client, address, **{f"answer_{name}": ""})
    bob_client.post(address, sent(bob_client, address, **{f"note_{name}": "si l’on finit à midi"}))
    form = alice_client.post(address, hers).context["form"]
    assert "midi" in form.errors[f"note_{name}"][0]
    again = hers | {f"initial-note_{name}": "si l’on finit à midi"}
    assert alice_client.post(address, again).status_code == 302
    assert not slot.answers.exists()


def test_an_answer_about_somebody_gone_meanwhile_is_passed_over(
    alice_client, meeting, slot, mother, aesh
):
    address = url(meeting, "slot_answers", slot.pk)
    changes = {f"answer_{slot.pk}_{p.pk}": "yes" for p in (mother, aesh)}
    data = sent(alice_client, address, **changes)
    aesh.delete()
    assert alice_client.post(address, data).status_code == 302
    assert dict(slot.answers.values_list("participant", "answer")) == {mother.pk: "yes"}


def test_yes_is_noted_for_the_others_when_the_author_says_so(
    alice_client, meeting, slot, mother, aesh
):
    address = url(meeting, "slot_answers", slot.pk)
    data = sent(alice_client, address, **{f"answer_{slot.pk}_{mother.pk}": "no"})
    awaited = [name for name in data if name.startswith("answer_")]
    response = alice_client.post(address, data | {"oui_pour_les_autres": "oui"}, follow=True)
    assert "réponses notées" in response.content.decode()
    kept = {f"answer_{slot.pk}_{a.participant_id}": a.answer for a in slot.answers.all()}
    assert kept == dict.fromkeys(awaited, "yes") | {f"answer_{slot.pk}_{mother.pk}": "no"}
    entry = JournalEntry.objects.get(act="answers_written")
    assert sorted(entry.detail["fields"]) == sorted(awaited)


def test_silence_stays_silence_without_that_button(alice_client, meeting, slot, mother, aesh):
    address = url(meeting, "slot_answers", slot.pk)
    alice_client.post(
        address, sent(alice_client, address, **{f"answer_{slot.pk}_{mother.pk}": "no"})
    )
    assert slot.answers.get().participant == mother


def test_an_answer_just_emptied_is_not_one_of_the_others(alice_client, meeting, slot, mother, aesh):
    factories.make_answer(slot, mother, Answer.NO)
    address = url(meeting, "slot_answers", slot.pk)
    changes = {f"answer_{slot.pk}_{mother.pk}": "", "oui_pour_les_autres": "oui"}
    alice_client.post(address, sent(alice_client, address, **changes))
    assert not slot.answers.filter(participant=mother).exists()
    assert slot.answers.get(participant=aesh).answer == "yes"


def test_a_remark_without_an_answer_is_never_taken_for_a_yes(
    alice_client, meeting, slot, mother, aesh
):
    address = url(meeting, "slot_answers", slot.pk)
    name = f"{slot.pk}_{mother.pk}"
    changes = {f"note_{name}": "garde à trouver", "oui_pour_les_autres": "oui"}
    response = alice_client.post(address, sent(alice_client, address, **changes))
    assert response.status_code == 422
    form = response.context["form"]
    assert f"answer_{name}" in form.errors
    assert form[f"answer_{slot.pk}_{aesh.pk}"].value() == ""
    assert not slot.answers.exists()


def test_a_no_noted_meanwhile_is_shown_beside_the_yes_for_the_others(
    alice_client, bob_client, meeting, slot, mother, aesh
):
    address = url(meeting, "slot_answers", slot.pk)
    name = f"answer_{slot.pk}_{aesh.pk}"
    hers = sent(alice_client, address, oui_pour_les_autres="oui")
    bob_client.post(address, sent(bob_client, address, **{name: "no"}))
    response = alice_client.post(address, hers)
    assert response.status_code == 422
    form = response.context["form"]
    assert form[name].value() == "yes"
    assert "«\u00a0non\u00a0»" in form.errors[name][0]
    assert slot.answers.get().answer == "no"


def test_yes_for_the_others_is_offered_for_one_slot_while_somebody_is_awaited(
    alice_client, meeting, slot, mother
):
    address = url(meeting, "slot_answers", slot.pk)
    shown = alice_client.get(address).content.decode()
    assert "Seulement si ces personnes ont vraiment répondu." in shown
    hers = url(meeting, "person_answers", mother.pk)
    assert "oui_pour_les_autres" not in alice_client.get(hers).content.decode()
    alice_client.post(hers, sent(alice_client, hers, oui_pour_les_autres="oui"))
    assert not slot.answers.exists()

    alice_client.post(address, sent(alice_client, address, oui_pour_les_autres="oui"))
    assert "oui_pour_les_autres" not in alice_client.get(address).content.decode()


def test_paid_hours_are_asked_only_of_those_paid_by_the_hour(
    alice_client, meeting, slot, mother, aesh
):
    fields = alice_client.get(url(meeting, "slot_answers", slot.pk)).context["form"].fields
    assert f"unpaid_{slot.pk}_{aesh.pk}" in fields
    assert f"unpaid_{slot.pk}_{mother.pk}" not in fields


def test_a_pupil_who_does_not_come_is_asked_nothing(alice_client, meeting, slot):
    meeting.pupil_place = PupilPlace.WORDS.value
    meeting.save()
    pupil = meeting.participants.get(role=Role.PUPIL.value)
    fields = alice_client.get(url(meeting, "slot_answers", slot.pk)).context["form"].fields
    assert f"answer_{slot.pk}_{pupil.pk}" not in fields


@pytest.mark.parametrize("count", [3, 30])
def test_slot_answers_query_count(alice_client, meeting, slot, django_assert_num_queries, count):
    factories.fill(meeting, participants=count, slots=count)
    with django_assert_num_queries(13):
        alice_client.get(url(meeting, "slot_answers", slot.pk))


@pytest.mark.parametrize("count", [3, 30])
def test_saving_answers_costs_one_query_for_each_answer_that_changed(
    alice_client, meeting, slot, mother, django_assert_num_queries, count
):
    factories.fill(meeting, participants=count, slots=count)
    address = url(meeting, "slot_answers", slot.pk)
    data = sent(alice_client, address, **{f"answer_{slot.pk}_{mother.pk}": "yes"})
    with django_assert_num_queries(20):
        alice_client.post(address, data)
