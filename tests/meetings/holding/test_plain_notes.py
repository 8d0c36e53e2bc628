"""What is written without JavaScript: the seven kinds, their versions, what each one says."""

import pytest
from django.utils import timezone

from meetings.live import milliseconds
from tests.meetings.holding.plain import (
    act_url,
    fill,
    items_of,
    live_of,
    page_url,
    see,
    send,
    who,
    words_of,
)
from tests.meetings.live_acts import entry, open_meeting, write


@pytest.fixture
def opened(case_1, alice):
    open_meeting(case_1, alice, item=items_of(case_1)[0], minutes_ago=10)
    return case_1


def _note(client, meeting, note, **fields):
    return send(client, meeting, "note", query={"ecrire": note}, **fields)


def _head(meeting):
    (found,) = live_of(meeting).entries
    return found.head


def _said(meeting):
    """The only note, without what every note has."""
    return {
        name: value for name, value in _head(meeting).fields.items() if name not in {"note", "item"}
    }


def _by(metier, meeting):
    return f"p{meeting.participants.get(professional__metier=metier).pk}"


def _now():
    return milliseconds(timezone.now())


def test_a_note_stands_on_the_point_one_looks_at(alice_client, opened):
    second = items_of(opened)[1]
    query = {"point": second, "ecrire": "agreement"}
    answer = send(alice_client, opened, "note", query=query, text="Après 14 h, plus rien de neuf.")
    (found,) = live_of(opened).entries
    assert answer.url == page_url(opened, point=second) + f"#note-{found.id}"
    assert (found.head.note, found.head.item) == ("agreement", second)
    assert "Après 14 h, plus rien de neuf." in see(alice_client, opened, point=second)
    assert "Après 14 h" not in see(alice_client, opened, point=items_of(opened)[0])


def test_a_double_click_writes_one_note(alice_client, opened):
    typed = fill(alice_client, opened, "note", query={"ecrire": "agreement"}, text="On continue.")
    for _ in range(3):
        assert alice_client.post(act_url(opened), typed).status_code == 302
    assert _said(opened) == {"text": "On continue."}


def test_going_back_and_typing_something_else_loses_neither(alice_client, opened):
    typed = fill(alice_client, opened, "note", query={"ecrire": "agreement"}, text="On continue.")
    alice_client.post(act_url(opened), typed)
    alice_client.post(act_url(opened), typed | {"text": "On continue jusqu’en mars."})
    (found,) = live_of(opened).entries
    assert {head.text for head in found.heads} == {"On continue.", "On continue jusqu’en mars."}


def test_a_note_without_words_is_asked_for_and_keeps_the_rest(alice_client, opened):
    answer = _note(alice_client, opened, "decision", text="", seen="Il finit son travail.")
    assert answer.status_code == 422
    assert "Écrivez quelques mots" in words_of(answer)
    assert "Il finit son travail." in answer.content.decode()
    assert live_of(opened).entries == ()


def test_a_tension_with_its_dilemma_and_what_one_invents(alice_client, opened):
    teacher, educator = _by("professeur_ecoles", opened), _by("educateur_specialise", opened)
    answer = _note(
        alice_client, opened, "tension", text="« Il rate les maths » / « pas d’autre créneau »",
        between_1=teacher, holds_1="les maths", between_2=educator, holds_2="le créneau",
        source="time", dilemma="continuity", how="garder l’aide",
        **{"while": "restant avec la classe"}, invention="Un des deux temps en classe.",
        try_until="2027-03-04", looks=[teacher, educator],
    )  # fmt: skip
    assert answer.status_code == 302
    assert _said(opened) == {
        "text": "« Il rate les maths » / « pas d’autre créneau »",
        "between": [teacher, educator],
        "holds": {teacher: "les maths", educator: "le créneau"},
        "source": "time",
        "dilemma": "continuity",
        "how": "garder l’aide",
        "while": "restant avec la classe",
        "invention": "Un des deux temps en classe.",
        "try_until": "2027-03-04",
        "looks": [teacher, educator],
    }
    page = see(alice_client, opened)
    assert "continuité – discontinuité" in page
    assert "Comment garder l’aide tout en restant avec la classe" in page


def test_a_tension_is_held_by_two_people(alice_client, opened):
    mother = who(opened, "mère")
    answer = _note(
        alice_client, opened, "tension", text="Les horaires", between_1=mother, between_2=mother,
    )  # fmt: skip
    assert "Choisissez deux personnes différentes" in words_of(answer)
    answer = _note(alice_client, opened, "tension", text="Les horaires", holds_1="le matin")
    assert "Dites qui y tient" in words_of(answer)


def test_words_of_ones_own_make_a_dilemma_of_ones_own(alice_client, opened):
    _note(
        alice_client, opened, "tension", text="Les horaires", own_dilemma="tôt – tard", dilemma=""
    )
    assert _said(opened)["dilemma"] == "own"
    assert "tôt – tard" in see(alice_client, opened)


def test_who_holds_a_disagreement_is_named_with_their_consent_only(alice_client, opened):
    father = who(opened, "père")
    _note(alice_client, opened, "disagreement", text="L’aide doit continuer.", who=father)
    assert _said(opened) == {"text": "L’aide doit continuer.", "who": father}
    page = see(alice_client, opened)
    assert "Cette personne accepte-t-elle d’être nommée" in page
    assert "tenu par le père" not in page
    (found,) = live_of(opened).entries
    send(alice_client, opened, "note", query={"modifier": found.id}, consent="on", who=father,
         text="L’aide doit continuer.")  # fmt: skip
    assert "tenu par le père" in see(alice_client, opened)


def test_a_word_of_the_glossary_comes_with_its_meaning(alice_client, opened):
    _note(alice_client, opened, "word", text="MDPH")
    assert "maison du handicap" in _said(opened)["meaning"]


def test_a_word_agreed_on_the_spot(alice_client, opened):
    _note(alice_client, opened, "word", text="pause", meaning="dix minutes au calme")
    assert _said(opened) == {"text": "pause", "meaning": "dix minutes au calme"}


def test_later_and_the_words_of_the_family(alice_client, opened):
    _note(alice_client, opened, "later", text="Le collège", until="2027-05-03")
    assert _said(opened) == {"text": "Le collège", "until": "2027-05-03"}
    assert "le 3 mai 2027" in see(alice_client, opened)
    send(alice_client, opened, "floor", who=who(opened, "mère"))
    _note(alice_client, opened, "words", text="Il pleure le soir.")
    (found,) = live_of(opened).of("words")
    assert found.head.get("who") == who(opened, "mère"), "who speaks is known already"


def test_vague_words_are_a_question_and_never_a_refusal(alice_client, opened):
    answer = _note(alice_client, opened, "decision", text="Faire le point régulièrement")
    assert answer.status_code == 302
    page = see(alice_client, opened)
    assert "« régulièrement » : Combien de fois par semaine" in page
    assert "Qui s’en charge" in page
    assert "Pour quand" in page


def test_a_whole_decision_asks_nothing_more(alice_client, opened):
    teacher = _by("professeur_ecoles", opened)
    _note(alice_client, opened, "decision", text="Préparer la séance du jeudi à deux",
          people=[teacher], by="19/03/2027", seen="Yanis reste en classe")  # fmt: skip
    assert _said(opened)["by"] == "2027-03-19"
    page = see(alice_client, opened)
    assert "Décision 1" in page
    assert "Pour quand" not in page


def test_changing_a_note_replaces_the_version_one_saw(alice_client, opened):
    _note(alice_client, opened, "agreement", text="Après 14 h.")
    (found,) = live_of(opened).entries
    query = {"modifier": found.id}
    send(alice_client, opened, "note", query=query, text="Après 14 h, rien de neuf.")
    assert _said(opened) == {"text": "Après 14 h, rien de neuf."}
    answer = send(alice_client, opened, "note", query=query, text="Après 14 h, rien de neuf.")
    assert answer.status_code == 302
    assert "Rien n’a changé" in see(alice_client, opened)


def test_changed_elsewhere_meanwhile_both_show_and_somebody_chooses(alice_client, alice, opened):
    item, at = items_of(opened)[0], _now()
    (first,) = write(opened, alice, entry("agreement", "Le mardi.", at - 10, item=item))
    query = {"modifier": str(first.payload["entry"])}
    typed = fill(alice_client, opened, "note", query=query, text="Le jeudi.")
    write(opened, alice, entry(
        "agreement", "Le lundi.", at, item=item,
        entry=first.payload["entry"], over=[str(first.ident)]))  # fmt: skip
    alice_client.post(act_url(opened), typed)
    page = see(alice_client, opened)
    assert "Le lundi." in page
    assert "Le jeudi." in page
    (found,) = live_of(opened).entries
    heads = {head.text: head.act for head in found.heads}
    chosen = fill(alice_client, opened, "choose") | {
        "over": list(heads.values()), "keep": heads["Le lundi."]}  # fmt: skip
    for _ in range(2):
        assert alice_client.post(act_url(opened), chosen).status_code == 302
    assert _said(opened) == {"text": "Le lundi."}
    assert not live_of(opened).entries[0].is_disputed


def test_both_texts_may_be_kept(alice_client, alice, opened):
    item, at = items_of(opened)[0], _now()
    (first,) = write(opened, alice, entry("agreement", "Le mardi.", at - 10, item=item))
    same = {"entry": first.payload["entry"], "item": item}
    write(opened, alice, entry("agreement", "Le lundi.", at, **same))
    over = [head.act for head in live_of(opened).entries[0].heads]
    send(alice_client, opened, "choose", over=over, keep="both")
    assert _said(opened) == {"text": "Le mardi. / Le lundi."}


def test_a_note_taken_away_may_be_put_back(alice_client, opened):
    _note(alice_client, opened, "agreement", text="Après 14 h.")
    (found,) = live_of(opened).entries
    typed = fill(alice_client, opened, "gone", query={"modifier": found.id})
    for _ in range(2):
        answer = alice_client.post(act_url(opened), typed)
        assert answer.status_code == 302
    assert live_of(opened).entries == ()
    assert "La note est retirée" in words_of(alice_client.get(answer.url))
    query = dict([part.split("=") for part in answer.url.split("?")[1].split("#")[0].split("&")])
    send(alice_client, opened, "undo", query=query)
    assert _said(opened) == {"text": "Après 14 h."}


def test_what_each_one_says_of_a_decision(alice_client, opened):
    mother, father = who(opened, "mère"), who(opened, "père")
    _note(alice_client, opened, "decision", text="Préparer à deux")
    (found,) = live_of(opened).entries
    query = {"avis": found.id}
    said = {f"say_{mother}": "agree", f"say_{father}": "reserve", f"reason_{father}": "mes jeudis"}
    send(alice_client, opened, "position", query=query, **said)
    positions = live_of(opened).positions[found.id]
    assert {who: (p.say, p.reason) for who, p in positions.items()} == {
        mother: ("agree", ""), father: ("reserve", "mes jeudis")}  # fmt: skip
    assert "le père (mes jeudis)" in see(alice_client, opened)
    send(alice_client, opened, "position", query=query, **{f"say_{mother}": ""})
    assert list(live_of(opened).positions[found.id]) == [father]


def test_a_reason_without_a_position_is_asked_about(alice_client, opened):
    _note(alice_client, opened, "decision", text="Préparer à deux")
    (found,) = live_of(opened).entries
    reason = {f"reason_{who(opened, 'père')}": "mes jeudis"}
    answer = send(alice_client, opened, "position", query={"avis": found.id}, **reason)
    assert answer.status_code == 422
    assert "Est-ce une réserve, ou un désaccord" in words_of(answer)
    assert "mes jeudis" in answer.content.decode()


def test_everything_is_read_again_point_by_point(alice_client, alice, opened):
    first, second = items_of(opened)[:2]
    at = _now()
    write(opened, alice, entry("decision", "Deuxième", at - 5, item=second),
          entry("decision", "Première", at, item=first))  # fmt: skip
    page = see(alice_client, opened, point="relire")
    assert page.index("Première") < page.index("Deuxième")
    assert "Deux lignes posent encore une question" in page


def test_a_note_of_nobody_known_is_refused(alice_client, opened):
    answer = _note(alice_client, opened, "decision", text="Préparer", people=["p999999"])
    assert answer.status_code == 422
    assert live_of(opened).entries == ()


def test_the_cdaph_is_remembered_where_it_decides(alice_client, opened):
    assert "La CDAPH décide" in see(alice_client, opened, ecrire="decision")


def test_a_change_refused_of_a_note_taken_away_meanwhile_is_not_lost(alice_client, alice, opened):
    item, at = items_of(opened)[0], _now()
    (first,) = write(opened, alice, entry("later", "Le collège", at - 10, item=item))
    query = {"modifier": str(first.payload["entry"])}
    typed = fill(alice_client, opened, "note", query=query, text="Le lycée", until="jamais")
    write(opened, alice, entry(
        "later", "Le collège", at, item=item, gone=True,
        entry=first.payload["entry"], over=[str(first.ident)]))  # fmt: skip
    answer = alice_client.post(act_url(opened), typed)
    assert answer.status_code == 422
    assert "Le lycée" in answer.content.decode()
    assert "jamais" in answer.content.decode()
