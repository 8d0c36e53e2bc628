"""Acts on a team's own catalogue: what is written is read at once, ours always comes back."""

import pytest

from intermetiers.web.editing import EditConflict
from intermetiers.web.models import JournalEntry
from partners import actions
from partners.actions.own_entries import AlreadyNamedError, EntryKey, StillUsedError
from partners.domain.catalogue import catalogue
from partners.domain.own_entries import Shelf, entries, plain_values
from partners.models import OwnEntry, Professional, Team, catalogue_of
from tests.factories import NOW, make_institution, make_professional, make_team

NEW = {
    "masculine": "médiateur numérique", "feminine": "médiatrice numérique", "neutral": "",
    "short": "", "world": "collectivite", "does": "Aide la famille avec les démarches en ligne.",
    "simple": "Aide avec l’ordinateur.", "decides": "", "does_not_decide": "", "time_frame": "",
    "support": False, "paid_in_meeting": "oui", "paid_note": "",
}  # fmt: skip


@pytest.fixture
def aesh(team):
    return EntryKey(team, Shelf.METIER, "aesh")


def _add(team, by, said="", **values):
    key = EntryKey(team, Shelf.METIER)
    return actions.add_entry(key, wanted=NEW | values, said=said, by=by, now=NOW)


def _word(team, by, term, **values):
    wanted = {"explains": "Une explication.", "meanings": "", "simple": "Courte.", "forms": ""}
    key = EntryKey(team, Shelf.WORD, term)
    return actions.add_entry(key, wanted=wanted | values, by=by, now=NOW)


def _standing(key):
    return plain_values(entries(catalogue_of(key.team), key.shelf)[key.code], key.shelf)


def _write(key, by, seen=None, **fields):
    seen = seen or _standing(key)
    actions.write_entry(key, seen=seen, wanted=seen | fields, by=by, now=NOW)


def test_what_is_written_is_read_at_once_and_nowhere_else(aesh, team, alice):
    other = make_team("Secteur Brest")
    _write(aesh, alice, does="Dit par nous.")
    assert catalogue_of(Team.objects.get(pk=team.pk)).metiers["aesh"].does == "Dit par nous."
    assert catalogue_of(other) is catalogue()


def test_only_the_fields_that_differ_are_kept(aesh, alice):
    _write(aesh, alice, does="Dit par nous.", simple=catalogue().metiers["aesh"].simple)
    assert OwnEntry.objects.get().values == {"does": "Dit par nous."}


def test_writing_ours_again_by_hand_leaves_nothing_of_the_team(aesh, alice):
    _write(aesh, alice, does="Dit par nous.")
    _write(aesh, alice, does=catalogue().metiers["aesh"].does)
    assert not OwnEntry.objects.exists()
    assert catalogue_of(aesh.team).metiers["aesh"] == catalogue().metiers["aesh"]


def test_sending_back_what_was_seen_writes_nothing(aesh, team, alice):
    _write(aesh, alice)
    team.refresh_from_db()
    assert team.catalogue_version is None
    assert not JournalEntry.objects.exists()


def test_two_people_writing_different_fields_are_both_kept(aesh, alice, bob):
    seen = _standing(aesh)
    _write(aesh, alice, seen, does="Dit par Alice.")
    _write(aesh, bob, seen, simple="Dit par Bob.")
    metier = catalogue_of(aesh.team).metiers["aesh"]
    assert (metier.does, metier.simple) == ("Dit par Alice.", "Dit par Bob.")


def test_two_people_writing_the_same_field_is_a_conflict(aesh, alice, bob):
    seen = _standing(aesh)
    _write(aesh, alice, seen, does="Dit par Alice.")
    with pytest.raises(EditConflict) as conflict:
        _write(aesh, bob, seen, does="Dit par Bob.")
    assert conflict.value.current == {"does": "Dit par Alice."}
    assert catalogue_of(aesh.team).metiers["aesh"].does == "Dit par Alice."


def test_an_entry_gone_meanwhile_is_said(team, alice):
    key = EntryKey(team, Shelf.METIER, "equipe_partie")
    with pytest.raises(OwnEntry.DoesNotExist):
        actions.write_entry(key, seen={}, wanted={"does": "x"}, by=alice, now=NOW)


def test_a_broken_value_is_healed_by_the_next_writing(aesh, team, alice):
    OwnEntry.objects.create(
        team=team, kind="metier", code="aesh", values=["cassé"], changed_at=NOW, changed_by=alice
    )
    _write(aesh, alice, does="Dit par nous.")
    assert OwnEntry.objects.get().values == {"does": "Dit par nous."}


def test_a_metier_called_otherwise_is_listed_under_its_new_name(team, alice):
    make_professional(team, "cpe")
    _write(EntryKey(team, Shelf.METIER, "cpe"), alice, masculine="Référent", feminine="Référente")
    assert Professional.objects.get().folded.strip() == "referent ou referente"
    actions.reset_entry(EntryKey(team, Shelf.METIER, "cpe"), by=alice, now=NOW)
    assert "referent" not in Professional.objects.get().folded


# --- Ours again ------------------------------------------------------------------------------------


def test_one_field_comes_back_and_the_others_stay(aesh, alice):
    _write(aesh, alice, does="Dit par nous.", simple="Court.")
    actions.reset_entry(aesh, fields=["does"], by=alice, now=NOW)
    metier = catalogue_of(aesh.team).metiers["aesh"]
    assert (metier.does, metier.simple) == (catalogue().metiers["aesh"].does, "Court.")


def test_the_whole_entry_comes_back_and_twice_does_no_more(aesh, alice):
    _write(aesh, alice, does="Dit par nous.", simple="Court.")
    for _ in range(2):
        actions.reset_entry(aesh, by=alice, now=NOW)
    assert catalogue_of(aesh.team).metiers["aesh"] == catalogue().metiers["aesh"]
    assert not OwnEntry.objects.exists()
    assert JournalEntry.objects.count() == 2


def test_an_entry_of_the_team_has_nothing_to_come_back_to(team, alice):
    row = _add(team, alice)
    actions.reset_entry(EntryKey(team, Shelf.METIER, row.code), by=alice, now=NOW)
    assert OwnEntry.objects.get() == row


# --- Entries of the team ---------------------------------------------------------------------------


def test_a_metier_added_is_in_the_catalogue_of_the_team(team, alice):
    row = _add(team, alice)
    assert row.code == "equipe_mediateur_numerique"
    metier = catalogue_of(team).metiers[row.code]
    assert (metier.does, metier.short) == (NEW["does"], "Médiat")


@pytest.mark.parametrize("label", ["AESH", "aesh", "Éducatrice spécialisée"])
def test_a_name_of_ours_is_not_taken_again(team, alice, label):
    with pytest.raises(AlreadyNamedError):
        _add(team, alice, masculine=label)
    assert not OwnEntry.objects.exists()


def test_the_same_metier_is_not_added_twice(team, alice, bob):
    first = _add(team, alice)
    with pytest.raises(AlreadyNamedError) as named:
        _add(Team.objects.get(pk=team.pk), bob)
    assert named.value.code == first.code


def test_a_word_of_another_spelling_of_ours_leads_to_ours(team, alice):
    with pytest.raises(AlreadyNamedError) as named:
        _word(team, alice, "EE")
    assert named.value.code == "équipe éducative"


def test_two_teams_have_each_their_word(team, alice, charlie):
    _word(team, alice, "PIREC")
    _word(charlie.current_team, charlie, "PIREC", simple="La nôtre.")
    assert OwnEntry.objects.count() == 2


def test_cards_that_said_it_freely_take_the_new_metier(team, alice):
    cards = [
        make_professional(team, "autre", metier_other=said)
        for said in ("médiatrice numérique", "Mediatrice  Numérique ", "magicienne")
    ]
    elsewhere = make_professional(
        make_team("Secteur Brest"), "autre", metier_other="médiatrice numérique"
    )
    row = _add(team, alice, said="médiatrice numérique")
    for card in (*cards, elsewhere):
        card.refresh_from_db()
    assert [card.metier for card in cards] == [row.code, row.code, "autre"]
    assert (cards[0].metier_other, cards[0].gender, cards[0].title) == (
        "", "f", "médiatrice numérique",
    )  # fmt: skip
    assert "mediatrice numerique" in cards[0].folded
    assert elsewhere.metier == "autre"
    assert JournalEntry.objects.get().detail["cards"] == 2


def test_cards_may_take_a_metier_of_ours(team, alice):
    card = make_professional(team, "autre", metier_other="educ spé", gender="f")
    assert actions.adopt_metier(team, "Educ Spé", "educateur_specialise", by=alice, now=NOW) == 1
    card.refresh_from_db()
    assert card.title == "éducatrice spécialisée"
    assert actions.adopt_metier(team, "educ spé", "educateur_specialise", by=alice, now=NOW) == 0


def test_a_metier_nobody_has_cannot_be_taken(team, alice):
    with pytest.raises(OwnEntry.DoesNotExist):
        actions.adopt_metier(team, "educ", "equipe_inconnu", by=alice, now=NOW)


def test_a_metier_in_use_stays(team, alice):
    row = _add(team, alice)
    key = EntryKey(team, Shelf.METIER, row.code)
    card = make_professional(team, row.code, archived_at=NOW)
    with pytest.raises(StillUsedError) as still:
        actions.remove_entry(key, by=alice, now=NOW)
    assert still.value.count == 1
    card.delete()
    actions.remove_entry(key, by=alice, now=NOW)
    assert row.code not in catalogue_of(team).metiers


def test_a_kind_in_use_stays(team, alice):
    wanted = {"label": "tiers-lieu", "gender": "m", "world": "social", "does": "x", "simple": "y"}
    key = EntryKey(team, Shelf.INSTITUTION)
    row = actions.add_entry(key, wanted=wanted, by=alice, now=NOW)
    make_institution(team, "Le Hangar", row.code)
    with pytest.raises(StillUsedError):
        actions.remove_entry(EntryKey(team, Shelf.INSTITUTION, row.code), by=alice, now=NOW)


def test_a_word_goes_when_one_asks(team, alice):
    _word(team, alice, "PIREC")
    actions.remove_entry(EntryKey(team, Shelf.WORD, "PIREC"), by=alice, now=NOW)
    assert "PIREC" not in entries(catalogue_of(team), Shelf.WORD)


def test_an_entry_of_ours_cannot_be_removed(aesh, alice):
    _write(aesh, alice, does="Dit par nous.")
    actions.remove_entry(aesh, by=alice, now=NOW)
    assert catalogue_of(aesh.team).metiers["aesh"].does == "Dit par nous."


def test_the_same_catalogue_is_read_once_by_a_process(aesh, alice, django_assert_num_queries):
    _write(aesh, alice, does="Dit par nous.")
    named = catalogue_of(aesh.team)
    with django_assert_num_queries(0):
        assert catalogue_of(aesh.team) is named
