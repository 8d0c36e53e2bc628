"""What a new version says it changes: each difference in a sentence, and nothing that did not."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from meetings.domain.changes import MOST, changes_between, is_same
from meetings.domain.fiche import SaidAfter, compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.live.fold import fold
from tests.live_acts import T0, random_acts
from tests.meetings.domain.builders import TODAY, case_1, decide, item, slot
from tests.meetings.domain.lives import held_case_1, session

MEETING = case_1(agenda=(item(1), decide(2)), slots=(slot(1, is_chosen=True),))
FICHE = compose_fiche(MEETING, TODAY, compose_held(MEETING, held_case_1().live(), session()))
FIRST = FICHE.held.decisions[0]


def _fiche(acts):
    live = fold(acts, T0 + 10**7)
    return compose_fiche(MEETING, TODAY, compose_held(MEETING, live, session()))


def _with(*decisions, **changes):
    return replace(FICHE, held=replace(FICHE.held, decisions=decisions, **changes))


def _flat(sentences):
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in sentences]


@given(random_acts(least=3), st.data())
@settings(max_examples=40)
def test_there_are_sentences_when_and_only_when_something_differs(acts, data):
    one = _fiche(acts)
    other = _fiche(data.draw(st.sampled_from([acts, acts[:-1], acts[1:]])))
    assert bool(changes_between(one, other)) == (not is_same(one, other))
    assert changes_between(one, one) == ()


def test_the_day_it_is_printed_and_its_own_notes_are_no_change():
    later = replace(FICHE, version="5 mars 2027", notes=("Ce qui change",), file_name="autre.pdf")
    assert is_same(FICHE, later)
    assert changes_between(FICHE, later) == ()


def test_a_decision_reworded_is_followed_by_its_note():
    rest = FICHE.held.decisions[1:]
    (said,) = _flat(changes_between(FICHE, _with(replace(FIRST, by="30 mars 2027"), *rest)))
    assert said.startswith("La décision 1, pour quand :")
    assert said.endswith("devient « 30 mars 2027 ».")


def test_what_is_filled_in_and_what_is_emptied_say_so():
    rest = FICHE.held.decisions[1:]
    without = _with(replace(FIRST, who=""), *rest)
    (gone,) = _flat(changes_between(FICHE, without))
    (come,) = _flat(changes_between(without, FICHE))
    assert gone == f"La décision 1, qui : on retire « {FIRST.who} »."
    assert come == f"La décision 1, qui : on ajoute « {FIRST.who} »."


def test_a_decision_added_and_one_withdrawn():
    one = replace(FIRST, entry="another", number=9, text="Un casque à la cantine.")
    added = _flat(changes_between(FICHE, _with(*FICHE.held.decisions, one)))
    assert added == ["On ajoute la décision : « Un casque à la cantine »."]
    removed = _flat(changes_between(_with(*FICHE.held.decisions, one), FICHE))
    assert removed == ["On retire la décision : « Un casque à la cantine »."]


def test_what_the_family_added_is_named_as_theirs():
    said = SaidAfter("Sa mère", "j’ajoute", "Décision 1", "Il aime dessiner.")
    (line,) = _flat(changes_between(FICHE, replace(FICHE, said_after=(said,))))
    assert line == "On ajoute les mots dits en relisant : Sa mère : « j’ajoute. Il aime dessiner »."


def test_many_changes_are_counted_beyond_the_first_ones():
    many = [
        replace(FIRST, entry=str(n), number=n + 20, text=f"Chose {n}.") for n in range(MOST + 5)
    ]
    lines = _flat(changes_between(FICHE, _with(*FICHE.held.decisions, *many)))
    assert len(lines) == MOST + 1
    assert lines[-1] == "Et cinq autres changements."


def test_a_long_text_is_cut():
    long = replace(FIRST, entry="another", text="mot " * 500)
    (line,) = changes_between(FICHE, _with(*FICHE.held.decisions, long))
    assert len(line) < 250
    assert "…" in line


def test_what_has_no_sentence_of_its_own_is_told_all_the_same():
    (line,) = changes_between(FICHE, replace(FICHE, codes=("Une autre règle.",)))
    assert line == "Un détail change ailleurs dans la fiche."
