"""A team's words over ours: what it wrote stands, what it did not follows our files, and nothing
the database may hold takes a page down."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from partners.domain.catalogue import catalogue
from partners.domain.own_entries import (
    OWN_SOURCE,
    OwnValues,
    Shelf,
    differences,
    entries,
    named_alike,
    overlay,
    own_code,
    plain_values,
    title_of,
    unread_fields,
)
from partners.domain.words import find_words, unknown_acronyms
from partners.domain.worlds import World

SHIPPED = catalogue()


def _over(kind, code, shipped=SHIPPED, **values):
    return overlay(shipped, [OwnValues(kind, code, values)])


def _word(named, term):
    return entries(named, Shelf.WORD)[term]


def test_a_team_that_wrote_nothing_reads_ours():
    named = overlay(SHIPPED, [])
    assert named.metiers == SHIPPED.metiers
    assert named.institution_kinds == SHIPPED.institution_kinds
    assert named.glossary == SHIPPED.glossary


def test_only_the_fields_written_change():
    aesh = _over("metier", "aesh", does="Aide Yanis à se mettre au travail.").metiers["aesh"]
    assert aesh == replace(SHIPPED.metiers["aesh"], does="Aide Yanis à se mettre au travail.")


def test_a_new_version_of_our_files_corrects_what_the_team_did_not_change():
    corrected = replace(SHIPPED.metiers["aesh"], simple="Corrigé.", does="Corrigé aussi.")
    shipped = replace(SHIPPED, metiers=MappingProxyType({"aesh": corrected}))
    aesh = _over("metier", "aesh", shipped, does="Dit par l’équipe.").metiers["aesh"]
    assert (aesh.simple, aesh.does) == ("Corrigé.", "Dit par l’équipe.")


def test_ours_is_left_as_it_was():
    before = SHIPPED.metiers["aesh"].does
    _over("metier", "aesh", does="Autre chose.")
    assert catalogue().metiers["aesh"].does == before


def test_an_entry_of_the_team_stands_beside_ours():
    named = _over(
        "metier", "equipe_mediateur", masculine="médiateur", feminine="médiatrice",
        world="collectivite", does="Relie la maison et l’école.", simple="Relie.",
        paid_in_meeting="oui", support=True,
    )  # fmt: skip
    metier = named.metiers["equipe_mediateur"]
    assert title_of(metier) == "médiateur ou médiatrice"
    assert (metier.world, metier.support, metier.sources) == (World.LOCAL, True, (OWN_SOURCE,))
    assert len(named.metiers) == len(SHIPPED.metiers) + 1


def test_a_kind_of_the_team_has_its_words():
    kind = _over("institution", "equipe_tiers_lieu", label="tiers-lieu", world="social")
    assert kind.institution_kinds["equipe_tiers_lieu"].label == "tiers-lieu"


def test_a_field_one_may_leave_out_can_be_emptied():
    assert _over("metier", "enseignant_referent", decides="").metiers[
        "enseignant_referent"
    ].decides == ""  # fmt: skip


# --- Words -----------------------------------------------------------------------------------------


def test_a_word_of_the_team_is_found_and_no_longer_unknown():
    named = _over("word", "PIREC", explains="Dispositif d’autorégulation.", simple="Une classe.")
    (found,) = find_words("Le PIREC de l’école", named)
    assert found.entry.explanation == "Dispositif d’autorégulation."
    assert unknown_acronyms("Le XYZT de l’école", named) == ("XYZT",)
    assert unknown_acronyms("Le PIREC de l’école", named) == ()


def test_a_sigle_of_the_team_is_never_an_everyday_word():
    named = _over("word", "SI", explains="Système d’information.", simple="Logiciel.")
    assert find_words("Il vient si on le lui dit.", named) == ()
    assert [found.surface for found in find_words("le SI de l’école", named)] == ["SI"]


def test_a_word_in_small_letters_is_found_in_the_plural_too():
    named = _over("word", "séquence", explains="Plusieurs séances.", simple="Des séances.")
    assert len(find_words("Deux séquences par semaine", named)) == 1


def test_a_spelling_the_team_adds_to_ours_leads_to_the_same_entry():
    named = _over("word", "ESS", forms=["équipe de suivi", "RSS"])
    assert find_words("la RSS de mars", named)[0].entry.term == "ESS"
    assert find_words("les ess de mars", named)[0].entry.term == "ESS"
    assert find_words("les rss de mars", named) == ()


def test_a_word_with_two_meanings_gives_both():
    word = _word(_over("word", "CP2", meanings=["un sens", "un autre"], simple="Deux."), "CP2")
    assert word.explains == ""
    assert "un sens" in word.explanation
    assert "un autre" in word.explanation


def test_a_team_settles_which_meaning_is_meant():
    emas = _word(_over("word", "EMAS", explains="L’équipe mobile du médico-social."), "EMAS")
    assert emas.meanings == ()
    assert emas.explanation == "L’équipe mobile du médico-social."


def test_a_team_gives_a_second_meaning_to_a_word_of_ours():
    ess = _word(_over("word", "ESS", meanings=["la réunion", "l’économie sociale"]), "ESS")
    assert ess.explains == ""
    assert "l’économie sociale" in ess.explanation


# --- Whatever the database holds -------------------------------------------------------------------

BROKEN = [
    ("metier", "aesh", {"world": "lune"}),
    ("metier", "aesh", {"world": None}),
    ("metier", "aesh", {"does": ""}),
    ("metier", "aesh", {"does": 12}),
    ("metier", "aesh", {"does": ["une", "liste"]}),
    ("metier", "aesh", {"support": "oui"}),
    ("metier", "aesh", {"paid_in_meeting": ["oui"]}),
    ("metier", "aesh", {"short": "beaucoup trop long"}),
    ("metier", "aesh", {"code": "autre_chose"}),
    ("metier", "aesh", {"sources": ["nous"]}),
    ("metier", "aesh", {"champ inconnu": "x"}),
    ("metier", "aesh", ["une", "liste"]),
    ("metier", "aesh", "un texte"),
    ("metier", "aesh", None),
    ("institution", "sessad", {"gender": "x"}),
    ("word", "ESS", {"forms": "pas une liste"}),
    ("word", "ESS", {"forms": [1, 2]}),
    ("word", "ESS", {"meanings": [""]}),
    ("word", "ESS", {"as_written": ["ESS"]}),
    ("planete", "mars", {"does": "tourne"}),
]


@pytest.mark.parametrize(("kind", "code", "values"), BROKEN)
def test_a_value_nobody_can_read_is_left_aside_and_ours_serves(kind, code, values):
    own = OwnValues(kind, code, values)
    named = overlay(SHIPPED, [own])
    assert named.metiers == SHIPPED.metiers
    assert named.institution_kinds == SHIPPED.institution_kinds
    assert named.glossary == SHIPPED.glossary
    assert unread_fields(own)


def test_what_can_be_read_beside_a_broken_value_still_serves():
    own = OwnValues("metier", "aesh", {"does": "Dit par nous.", "world": "lune"})
    aesh = overlay(SHIPPED, [own]).metiers["aesh"]
    assert (aesh.does, aesh.world) == ("Dit par nous.", SHIPPED.metiers["aesh"].world)
    assert unread_fields(own) == ("world",)


@pytest.mark.parametrize("values", [{}, None, {"masculine": 3, "world": "lune"}])
def test_a_card_keeps_a_title_when_its_metier_cannot_be_read(values):
    named = overlay(SHIPPED, [OwnValues("metier", "equipe_mediateur_du_quartier", values)])
    assert title_of(named.metiers["equipe_mediateur_du_quartier"]) == "mediateur du quartier"


@pytest.mark.parametrize("term", ["…", " ", "+", "/"])
def test_a_word_without_a_letter_takes_no_page_down(term):
    named = overlay(SHIPPED, [OwnValues("word", term, {"explains": "Rien.", "forms": ["!"]})])
    assert find_words("Rien… à voir + là / ailleurs !", named) == ()


# --- Writing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Médiateur de quartier", "equipe_mediateur_de_quartier"),
        ("éducateur·rice d’œuvre", "equipe_educateur_rice_d_oeuvre"),
        ("ASE", "equipe_ase"),
        ("王", "equipe_"),
        ("x" * 200, "equipe_" + "x" * 60),
    ],
)
def test_a_code_of_the_team_is_told_from_ours(label, code):
    assert own_code(label, {}) == code


def test_two_names_of_the_same_letters_have_two_codes():
    assert own_code("Médiateur", {"equipe_mediateur"}) == "equipe_mediateur_2"
    assert own_code("Médiateur", {"equipe_mediateur", "equipe_mediateur_2"}) == "equipe_mediateur_3"


def test_no_code_of_ours_can_be_one_of_a_team():
    codes = [*SHIPPED.metiers, *SHIPPED.institution_kinds]
    assert [code for code in codes if code.startswith("equipe_")] == []


@pytest.mark.parametrize("shelf", Shelf)
def test_what_a_person_is_shown_written_back_is_no_difference(shelf):
    for code, entry in entries(SHIPPED, shelf).items():
        assert differences(plain_values(entry, shelf), shelf, entry) == {}, code


def test_differences_are_what_the_overlay_needs():
    aesh = SHIPPED.metiers["aesh"]
    wanted = plain_values(aesh, Shelf.METIER) | {"does": "Autrement.", "support": False}
    kept = differences(wanted, Shelf.METIER, aesh)
    assert kept == {"does": "Autrement.", "support": False}
    assert _over("metier", "aesh", **kept).metiers["aesh"] == replace(
        aesh, does="Autrement.", support=False
    )


def test_lists_come_back_as_they_were_written():
    wanted = {"explains": "", "meanings": "un sens\nun autre", "simple": "Deux.", "forms": ""}
    kept = differences(wanted, Shelf.WORD, None)
    assert kept == {"meanings": ["un sens", "un autre"], "simple": "Deux."}
    word = _word(_over("word", "CP2", **kept), "CP2")
    assert plain_values(word, Shelf.WORD) == wanted


@pytest.mark.parametrize(
    ("shelf", "label", "code"),
    [
        (Shelf.METIER, "Éducatrice spécialisée", "educateur_specialise"),
        (Shelf.METIER, " educateur specialise ", "educateur_specialise"),
        (Shelf.INSTITUTION, "COLLÈGE", "college"),
        (Shelf.WORD, "ee", "équipe éducative"),
        (Shelf.METIER, "cosmonaute", None),
    ],
)
def test_a_name_already_there_is_known(shelf, label, code):
    assert named_alike(label, SHIPPED, shelf) == code
