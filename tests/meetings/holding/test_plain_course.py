"""A meeting without JavaScript, from opening to closing: `reunions/<ref>/tenir/acte`."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.live import milliseconds
from meetings.models import LiveAct
from tests.factories import make_meeting
from tests.meetings.holding.plain import (
    act_url,
    fill,
    form_of,
    items_of,
    live_of,
    page_url,
    see,
    send,
    who,
    words_of,
)
from tests.meetings.live_acts import MINUTE, act, entry, open_meeting, write


@pytest.fixture
def opened(case_1, alice):
    """On the first point for ten minutes."""
    open_meeting(case_1, alice, item=items_of(case_1)[0], minutes_ago=10)
    return case_1


def _speak(meeting, by, *turns):
    now = milliseconds(timezone.now())
    write(meeting, by, *[act("floor", now - ago * MINUTE, who=who) for who, ago in turns])


def test_before_it_begins_one_says_who_is_here(alice_client, case_1):
    mother, father = who(case_1, "mère"), who(case_1, "père")
    answer = send(alice_client, case_1, "presence", **{f"state_{father}": "phone"})
    assert answer.status_code == 302
    assert answer.url == page_url(case_1, point="accueil") + "#presents"
    assert live_of(case_1).presence == {father: "phone"}
    send(alice_client, case_1, "presence", all="1")
    presence = live_of(case_1).presence
    assert presence[father] == "phone"
    assert presence[mother] == "here"


def test_what_another_device_noted_meanwhile_is_not_undone(alice_client, alice, case_1):
    mother, father = who(case_1, "mère"), who(case_1, "père")
    typed = fill(alice_client, case_1, "presence", **{f"state_{father}": "late"})
    write(case_1, alice, act("presence", milliseconds(timezone.now()), who=mother, state="excused"))
    alice_client.post(act_url(case_1), typed)
    assert live_of(case_1).presence == {mother: "excused", father: "late"}


def test_somebody_unforeseen_sits_down_once_and_may_leave(alice_client, case_1):
    typed = fill(alice_client, case_1, "guest", label="la grand-mère", world="famille")
    typed["with"] = who(case_1, "mère")
    for _ in range(2):
        assert alice_client.post(act_url(case_1), typed).status_code == 302
    (guest,) = live_of(case_1).guests
    assert (guest.label, guest.world) == ("la grand-mère", "famille")
    assert live_of(case_1).comes_with == {guest.who: who(case_1, "mère")}
    assert live_of(case_1).presence == {guest.who: "here"}
    assert "accompagne la mère" in see(alice_client, case_1)
    send(alice_client, case_1, "guest_gone")
    assert live_of(case_1).guests == ()


def test_who_accompanies_whom_and_who_keeps_the_time(alice_client, case_1):
    mother, father = who(case_1, "mère"), who(case_1, "père")
    send(alice_client, case_1, "with", **{"who": father, "with": mother})
    send(alice_client, case_1, "role", role_time=father)
    live = live_of(case_1)
    assert live.comes_with == {father: mother}
    assert live.roles == {"time": father}


def test_nobody_accompanies_themselves(alice_client, case_1):
    mother = who(case_1, "mère")
    answer = send(alice_client, case_1, "with", **{"who": mother, "with": mother})
    assert answer.status_code == 422
    assert "Choisissez deux personnes différentes" in words_of(answer)


def test_commencer_opens_once_on_the_welcome(alice_client, case_1):
    typed = fill(alice_client, case_1, "open")
    assert alice_client.post(act_url(case_1), typed).url.endswith("?point=accueil#contenu")
    opened = live_of(case_1)
    send(alice_client, case_1, "point")
    alice_client.post(act_url(case_1), typed)
    live = live_of(case_1)
    assert (live.opened_at, live.item) == (opened.opened_at, items_of(case_1)[0])
    assert LiveAct.objects.filter(kind="open").count() == 1


def test_one_word_each_is_kept_as_a_count_only(alice_client, opened):
    mother = who(opened, "mère")
    word = {f"word_{mother}": "fatiguée", "query": {"point": "accueil"}}
    send(alice_client, opened, "feeling", **word)
    assert live_of(opened).feelings == {"arrive": {mother: "fatiguée"}}
    leaving = {f"word_{mother}": "soulagée", "query": {"point": "fermer"}}
    send(alice_client, opened, "feeling", **leaving)
    assert live_of(opened).feelings["leave"] == {mother: "soulagée"}
    send(alice_client, opened, "close", query={"point": "fermer"})
    assert not LiveAct.objects.filter(kind="feeling").exists()


def test_looking_at_another_point_moves_nobody(alice_client, opened):
    second = items_of(opened)[1]
    page = see(alice_client, opened, point=second)
    assert "Ce point n’est pas celui qui est en cours" in page
    assert live_of(opened).item == items_of(opened)[0]
    send(alice_client, opened, "point", query={"point": second})
    assert live_of(opened).item == second
    assert "n’est pas celui qui est en cours" not in see(alice_client, opened)


def test_the_floor_goes_to_one_then_pauses_then_comes_back(alice_client, opened):
    mother = who(opened, "mère")
    answer = send(alice_client, opened, "floor", who=mother)
    assert answer.url.endswith("#parole")
    assert live_of(opened).floor.who == mother
    assert "La mère parle depuis" in see(alice_client, opened)
    send(alice_client, opened, "floor", who="")
    assert live_of(opened).floor is None
    send(alice_client, opened, "undo")
    assert live_of(opened).floor.who == mother


def test_a_turn_was_somebody_elses(alice_client, alice, opened):
    mother, father = who(opened, "mère"), who(opened, "père")
    _speak(opened, alice, (mother, 5), ("", 2))
    (turn,) = live_of(opened).turns
    send(alice_client, opened, "recast", **{f"turn_{turn.act}": father})
    assert [turn.who for turn in live_of(opened).turns] == [father]


def test_shares_are_by_world_and_add_up(alice_client, alice, opened):
    teacher = f"p{opened.participants.get(professional__metier='professeur_ecoles').pk}"
    _speak(opened, alice, (who(opened, "mère"), 3), (teacher, 2), ("", 0))
    page = see(alice_client, opened)
    assert "33 %" in page
    assert "67 %" in page


def test_who_was_not_heard_is_asked_once(alice_client, alice, opened):
    _speak(opened, alice, (who(opened, "père"), 5), ("", 4))
    assert "On n’a pas encore entendu" in see(alice_client, opened)
    send(alice_client, opened, "asked")
    assert live_of(opened).asked == {items_of(opened)[0]}
    assert "On n’a pas encore entendu" not in see(alice_client, opened)


def test_speech_is_counted_no_more(alice_client, opened):
    send(alice_client, opened, "watch")
    assert not live_of(opened).watch
    assert "La parole n’est pas comptée" in see(alice_client, opened)
    send(alice_client, opened, "watch")
    send(alice_client, opened, "names")
    assert live_of(opened).watch
    assert live_of(opened).names


def test_a_point_without_information_may_be_put_off(alice_client, opened):
    point = opened.agenda.filter(kind="decide").first()
    point.informations.all().delete()
    item = str(point.pk)
    answer = send(
        alice_client, opened, "settle", query={"point": item},
        way="postpone", until="19/03/2027", text="le bilan",
    )  # fmt: skip
    assert answer.url == page_url(opened, point=item) + "#suite"
    settled = live_of(opened).settled[item]
    assert (settled.way, settled.until, settled.text) == ("postpone", "2027-03-19", "le bilan")


def test_a_day_that_is_none_comes_back_with_what_was_typed(alice_client, opened):
    answer = send(
        alice_client, opened, "next", query={"point": "fermer"},
        text="On s’écrit lundi.", day="45/99/2027",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Cette date n’existe pas" in words_of(answer)
    assert "On s’écrit lundi." in words_of(answer)
    assert "45/99/2027" in answer.content.decode()
    assert live_of(opened).next is None


def test_what_comes_next_then_closing_then_opening_again(alice_client, opened):
    send(alice_client, opened, "reread", query={"point": "relire"})
    assert live_of(opened).reread
    fields = {"text": "On s’écrit lundi.", "day": "2027-03-19", "time": "10:15"}
    send(alice_client, opened, "next", query={"point": "fermer"}, **fields)
    assert live_of(opened).next == fields
    closing = fill(alice_client, opened, "close", query={"point": "fermer"})
    alice_client.post(act_url(opened), closing)
    opened.holding.refresh_from_db()
    assert opened.holding.closed_at is not None
    page = see(alice_client, opened)
    assert "La réunion est fermée" in page
    assert "Vendredi 19 mars 2027 à 10 h 15" in page
    send(alice_client, opened, "reopen")
    assert live_of(opened).is_open
    alice_client.post(act_url(opened), closing)
    assert live_of(opened).is_open, "a form sent again says nothing again"


def test_nothing_is_written_once_closed(alice_client, opened):
    typed = fill(alice_client, opened, "point")
    note = fill(alice_client, opened, "note", query={"ecrire": "agreement"}, text="On continue.")
    send(alice_client, opened, "close", query={"point": "fermer"})
    for fields in (typed, note):
        answer = alice_client.post(act_url(opened), fields)
        assert answer.status_code == 422
        assert "La réunion est fermée : rouvrez-la" in words_of(answer)
    assert live_of(opened).entries == ()
    assert "On continue." in answer.content.decode(), "what was typed is still there"
    again = form_of(answer, opened, "note") | {"text": "On continue.", "reopen": "1"}
    assert alice_client.post(act_url(opened), again).status_code == 302
    assert live_of(opened).is_open
    assert [found.head.text for found in live_of(opened).entries] == ["On continue."]


def test_a_form_that_is_none_of_ours_is_not_found(alice_client, opened):
    assert alice_client.post(act_url(opened), {"act": "tout"}).status_code == 404
    answer = alice_client.post(act_url(opened), {"act": "point", "item": "999999"})
    assert answer.status_code == 422
    assert live_of(opened).item == items_of(opened)[0]


def test_a_meeting_called_off_keeps_nothing(alice_client, opened):
    typed = fill(alice_client, opened, "floor")
    opened.cancelled_at = timezone.now()
    opened.save()
    answer = alice_client.post(act_url(opened), typed, follow=True)
    assert "Cette réunion est annulée" in answer.content.decode()


def test_a_coordinator_of_another_team_finds_nothing(charlie_client, alice_client, opened):
    typed = fill(alice_client, opened, "floor", who=who(opened, "mère"))
    assert charlie_client.post(act_url(opened), typed).status_code == 404
    assert Client().post(act_url(opened), typed).status_code == 403
    assert live_of(opened).floor is None


def test_an_act_is_a_button_only(alice_client, opened):
    assert alice_client.get(act_url(opened)).status_code == 405


def test_the_page_costs_the_same_with_many_notes(alice_client, alice, opened):
    item = items_of(opened)[0]

    def cost():
        with CaptureQueriesContext(connection) as queries:
            answer = alice_client.get(page_url(opened, point="relire"))
        assert form_of(answer, opened, "reread")
        return len(queries)

    now = milliseconds(timezone.now())
    write(opened, alice, entry("decision", "Une séance par semaine.", now, item=item))
    one = cost()
    write(opened, alice, *[entry("tension", f"Tension {n}", now, item=item) for n in range(30)])
    assert cost() == one


def test_people_move_by_one_seat(alice_client, case_1):
    seats = case_1.participants.order_by("position", "pk").values_list("pk", flat=True)
    order = [f"p{pk}" for pk in seats]
    typed = fill(alice_client, case_1, "seats") | {"order": order, "down": order[0], "up": ""}
    for _ in range(2):
        alice_client.post(act_url(case_1), typed)
    assert live_of(case_1).seats[:3] == (order[1], order[0], order[2])


def test_a_concertation_begins_with_its_first_question(alice_client, team, alice):
    meeting = make_meeting(team, alice, kind="concertation_aesh")
    page = see(alice_client, meeting)
    assert "À lire à voix haute" in page
    answer = send(alice_client, meeting, "open")
    assert answer.url == page_url(meeting, point="q1") + "#contenu"
    assert live_of(meeting).item == "q1"
    assert "Qui décide quoi pendant la séance" in see(alice_client, meeting)
    send(alice_client, meeting, "point", nth=0)
    assert live_of(meeting).item == "q2"
