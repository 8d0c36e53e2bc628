"""Words explained, on sentences people really wrote."""

import sys
from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, strategies as st

from partners.domain.catalogue import Catalogue, catalogue
from partners.domain.words import explain, find_words, unknown_acronyms

SHIPPED = catalogue()

SPELLINGS = st.sampled_from(
    [spelling for entry in SHIPPED.glossary for spelling in (entry.term, *entry.forms)]
)
WORDS = SPELLINGS | st.sampled_from(
    ["le", "pas", "rendez-vous", "sous", "élève", "e\u0301cole", "ß", "İ", "ﬁn", "10 h 15", "œil"]
)
JOINTS = st.sampled_from(
    [" ", "\u00a0", "\n", "\n\n", "-", "’", "'", ", ", ".", "_", "/", "", "s "]
)
SENTENCES = st.lists(st.one_of(WORDS, JOINTS, st.text(max_size=5))).map("".join)


def terms(text: str) -> list[str]:
    return [found.entry.term for found in find_words(text, SHIPPED)]


def surfaces(text: str) -> list[str]:
    return [found.surface for found in find_words(text, SHIPPED)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ce qu’on demande à la MDPH pour l’an prochain", ["MDPH"]),
        ("ce que l’aide humaine a permis", ["aide humaine"]),
        ("bilan d’une page de l’éducatrice, conséquences pour la classe", []),
        ("Les temps du SESSAD et les temps de classe", ["SESSAD"]),
        ("les phrases du GEVA-Sco relues avec les deux parents", ["GEVA-Sco"]),
        ("le mot « MDPH » tombe pour la première fois en réunion", ["MDPH"]),
        ("pédopsychiatre du CMP (en visio seulement)", ["pédopsychiatre", "CMP"]),
        ("passage à temps partagé", ["temps partagé"]),
        ("l’AESH reformule les consignes", ["AESH"]),
        ("Quand je reviens de chez l’éducatrice les autres ont commencé", []),
        ("Personne ne me dit ce qu’il fait l’après-midi.", []),
    ],
)
def test_finds_the_words_of_the_four_cases(sentence, expected):
    assert terms(sentence) == expected


def test_finds_every_word_the_first_case_asks_to_explain():
    asked = "PPS, GEVA-Sco, MDPH, CDAPH, SESSAD, AESH mutualisée, notification"
    assert terms(asked) == asked.split(", ")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Il n’est pas venu.", []),
        ("Pas d’école demain.", []),
        ("Elle a vu le PAS mardi.", ["PAS"]),
        ("IL NE VIENT PAS À L’ÉCOLE", []),
        ("Le pôle d’appui à la scolarité répond.", ["PAS"]),
        ("dans un pré, des mecs, la paix, il ne peut, un phare", []),
        ("le PRE, une MECS, le programme pHARe", ["PRE", "MECS", "pHARe"]),
        ("tu as dû, il est", []),
    ],
)
def test_an_acronym_is_not_the_common_word_it_looks_like(sentence, expected):
    assert terms(sentence) == expected


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("Ulis", "ULIS"),
        ("les notifications", "notification"),
        ("NOTIFICATION", "notification"),
        ("les AESHs", "AESH"),
        ("Reexamen", "réexamen"),
        ("re\u0301examen", "réexamen"),
        ("P.P.S.", "PPS"),
        ("G.E.V.A-Sco", "GEVA-Sco"),
        ("Geva\u2011sco", "GEVA-Sco"),
        ("GEVASCO", "GEVA-Sco"),
        ("AESH mutualisées", "AESH mutualisée"),
        ("équipes de suivi\nde la scolarisation", "ESS"),
        ("institut thérapeutique, éducatif et pédagogique", "ITEP"),
        ("REP+", "REP+"),
        ("le REP.", "REP"),
        ("hôpitaux de jour", "hôpital de jour"),
        ("l'Accessibilité", "accessibilité"),
        ("d’ESS", "ESS"),
        ("AESH-enseignant", "AESH"),
        ("« dys »", "DYS"),
        ("école inclusive", "école inclusive"),
    ],
)
def test_spelling_does_not_hide_a_word(written, term):
    assert terms(written) == [term]


@pytest.mark.parametrize(
    "written",
    [
        "ESSENTIEL",
        "bilans-minute",
        "sous-orientation",
        "désorientation",
        "www.mdph.fr",
        "ess@example.org",
        "dossier_PPS_2027",
        "aide, humaine",
        "aide.\n\nhumaine",
    ],
)
def test_only_whole_words_count(written):
    assert terms(written) == []


def test_the_longest_term_wins_and_leaves_the_rest():
    text = "Une AESH mutualisée, puis une AESH individuelle, puis une AESH m’a parlé."
    assert surfaces(text) == ["AESH mutualisée", "AESH individuelle", "AESH"]


def test_a_word_of_two_meanings_is_found_with_both():
    (found,) = find_words("L’EMAS est passée.", SHIPPED)
    assert len(found.entry.meanings) == 2


def test_explains_each_term_once_where_it_first_stands():
    text = "La MDPH reçoit le GEVA-Sco, puis la MDPH répond."
    explained = explain(text, SHIPPED)
    assert [surface for surface, _ in explained.terms] == ["MDPH", "GEVA-Sco"]
    assert explained.terms[0][1].startswith("Maison départementale des personnes handicapées")
    assert [piece.text for piece in explained.pieces] == [
        "La ", "MDPH", " reçoit le ", "GEVA-Sco", ", puis la MDPH répond.",
    ]  # fmt: skip


def test_what_is_explained_higher_on_the_page_is_not_explained_again():
    first = explain("La MDPH", SHIPPED)
    second = explain(
        "la maison départementale des personnes handicapées et l’ESS", SHIPPED, first.already
    )
    assert [surface for surface, _ in second.terms] == ["ESS"]
    assert second.already == {"MDPH", "ESS"}


def test_a_text_without_terms_is_one_piece():
    assert [piece.text for piece in explain("Bonjour", SHIPPED).pieces] == ["Bonjour"]
    assert explain("", SHIPPED).pieces == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Le GPDS et la CNSA, puis le GPDS", ("GPDS", "CNSA")),
        ("Avec l’ABC-XY et l’U.V.X.", ("ABC-XY", "U.V.X.")),
        ("l’UL12", ("UL12",)),
        ("La MDPH, l’AESH, le GEVA-Sco, la PsyEN", ()),
        ("en CE2, puis CM1 ; Louis XIV ; à 10H15-11H30, OK par SMS", ()),
        ("Le McDo, M. Jean-Moulin, A4", ()),
        ("IL NE VIENT PAS À L’ÉCOLE", ()),
        ("Mme BELKACEM", ("BELKACEM",)),  # cannot be told from an acronym: the docstring says so
    ],
)
def test_lists_what_nothing_explains(text, unknown):
    assert unknown_acronyms(text, SHIPPED) == unknown


def test_an_acronym_that_names_a_metier_is_known():
    aesh = replace(SHIPPED.metiers["aesh"], code="ovni", masculine="OVNI", feminine="OVNI")
    larger = Catalogue(
        {**SHIPPED.metiers, "ovni": aesh}, SHIPPED.institution_kinds, SHIPPED.glossary
    )
    assert unknown_acronyms("une OVNI", SHIPPED) == ("OVNI",)
    assert unknown_acronyms("une OVNI", larger) == ()


@given(SENTENCES)
def test_terms_never_overlap_and_are_cut_from_the_text(text):
    found = find_words(text, SHIPPED)
    assert all(text[term.start : term.end] == term.surface for term in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(SENTENCES)
def test_terms_are_whole_words(text):
    for term in find_words(text, SHIPPED):
        assert not (text[term.start - 1 : term.start].isalnum() and term.surface[0].isalnum())
        assert not text[term.end : term.end + 1].isalnum()


@given(SENTENCES)
def test_pieces_join_to_the_text_and_explain_once(text):
    explained = explain(text, SHIPPED)
    assert explained.text == text
    known = [piece.entry.term for piece in explained.pieces if piece.entry]
    assert len(known) == len(set(known))
    assert explain(text, SHIPPED, explained.already).terms == ()


@given(st.lists(SPELLINGS).map(", ".join))
def test_what_the_glossary_explains_is_never_unknown(text):
    assert unknown_acronyms(text, SHIPPED) == ()


@given(st.sampled_from(SHIPPED.glossary), st.data())
def test_every_spelling_of_the_glossary_finds_its_entry(entry, data):
    spelling = data.draw(st.sampled_from((entry.term, *entry.forms)))
    (found,) = find_words(f"avec l’{spelling}.", SHIPPED)
    assert found.entry is entry
    assert found.surface == spelling


def test_the_cost_follows_the_text_and_not_the_glossary():
    sentence = "Le GEVA-Sco est relu à l’équipe de suivi, avant la MDPH ; il ne vient pas. "
    found_in = [entry for entry in SHIPPED.glossary if entry.term in ("GEVA-Sco", "ESS", "MDPH")]
    small = Catalogue(SHIPPED.metiers, SHIPPED.institution_kinds, tuple(found_in))
    once, many = calls(sentence * 10, SHIPPED), calls(sentence * 80, SHIPPED)
    assert many <= 8 * once + 50
    assert once <= calls(sentence * 10, small) * 1.1 + 50


@pytest.mark.parametrize("hostile", [" " * 60_000, "A." * 30_000, "e\u0301" * 30_000, "-" * 60_000])
def test_a_hostile_text_does_not_stall(hostile):
    start = process_time()
    find_words(f"aide{hostile}(humaine", SHIPPED)
    unknown_acronyms(f"aide{hostile}(humaine", SHIPPED)
    assert process_time() - start < 3  # milliseconds when linear, minutes when quadratic


def calls(text: str, glossary: Catalogue) -> int:
    """Function calls a search makes: a cost no other process can disturb."""
    find_words("", glossary)  # the lexicon is built once per catalogue
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    previous = sys.getprofile()
    sys.setprofile(tally)
    try:
        find_words(text, glossary)
    finally:
        sys.setprofile(previous)
    return count
