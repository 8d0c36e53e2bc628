"""The shipped catalogue: what a parent reads, checked line by line; and labels inside a sentence."""

import re

import pytest

from intermetiers.web.french import typeset
from partners.domain.catalogue import (
    Gender,
    catalogue,
    metier_label,
    with_article,
)
from partners.domain.words import find_words, unknown_acronyms
from partners.domain.worlds import World

SHIPPED = catalogue()
LONGEST_LINE = 160
SIMPLE_LINE = 60


def lines() -> list[tuple[str, str]]:
    """Every line of the catalogue a person reads, with the entry it belongs to."""
    read = []
    for metier in SHIPPED.metiers.values():
        texts = (metier.does, metier.simple, metier.decides, metier.does_not_decide)
        read += [(metier.code, text) for text in (*texts, metier.paid_note)]
    for kind in SHIPPED.institution_kinds.values():
        read += [(kind.code, text) for text in (kind.does, kind.simple)]
    for entry in SHIPPED.glossary:
        read += [(entry.term, text) for text in (entry.explains, entry.simple, *entry.meanings)]
    return [(name, text) for name, text in read if text]


def test_holds_enough_to_name_everyone():
    assert len(SHIPPED.metiers) >= 45
    assert len(SHIPPED.institution_kinds) >= 35
    assert len(SHIPPED.glossary) >= 90


def test_every_world_has_its_people_and_its_label():
    assert {metier.world for metier in SHIPPED.metiers.values()} == set(World)
    assert World("ecole").label == "École"
    assert len({world.label for world in World}) == len(World)


@pytest.mark.parametrize(
    "code",
    [
        "eleve", "parent", "enseignant_referent", "directeur_ecole", "professeur_ecoles", "aesh",
        "educateur_specialise", "educateur_ditep", "psyen", "orthophoniste", "atsem", "maitre_e",
        "medecin_pmi", "cpe", "principal_adjoint", "coordonnateur_ulis", "professeur_principal",
        "infirmier_scolaire", "referent_ase", "pedopsychiatre", "assistant_social", "interprete",
        "assistant_familial",
    ],
)  # fmt: skip
def test_everyone_of_the_four_cases_has_a_metier(code):
    assert SHIPPED.metiers[code].does


@pytest.mark.parametrize(
    "code",
    ["aesh", "atsem", "assistant_familial", "interprete", "personne_accompagnante", "parent"],
)
def test_voices_to_support_by_default(code):
    assert SHIPPED.metiers[code].support


def test_those_who_hold_the_meeting_are_no_voice_to_support_by_default():
    for code in ("enseignant_referent", "directeur_ecole", "psyen", "pedopsychiatre"):
        assert not SHIPPED.metiers[code].support


def test_seats_of_the_table_are_told_apart():
    shorts = [metier.short for metier in SHIPPED.metiers.values()]
    assert len(set(shorts)) == len(shorts)


def test_a_libéral_may_cost_the_family_something_and_it_is_said():
    for code in ("orthophoniste", "ergotherapeute", "psychomotricien"):
        metier = SHIPPED.metiers[code]
        assert metier.paid_in_meeting == "selon"
        assert "famille" in metier.paid_note


def test_whose_payment_depends_says_of_what():
    for metier in SHIPPED.metiers.values():
        assert metier.paid_in_meeting != "selon" or metier.paid_note, metier.code


def test_only_the_cdaph_decides_rights():
    assert "CDAPH" in SHIPPED.metiers["enseignant_referent"].does_not_decide
    assert "CDAPH" in SHIPPED.metiers["aesh"].does_not_decide


def test_what_a_metier_does_begins_with_a_verb():
    verbs = {
        "Accompagne", "Accueille", "Aide", "Choisit", "Décide", "Dirige", "Écoute", "Enseigne", "Fait",
        "Guide", "Organise", "Partage", "Peut", "Propose", "Raconte", "Reçoit", "Regarde", "Rencontre",
        "S’occupe", "Soigne", "Suit", "Traduit", "Veille", "Vient",
    }  # fmt: skip
    firsts = {metier.does.split()[0].strip(",") for metier in SHIPPED.metiers.values()}
    assert firsts - verbs == set()


def test_simple_french_is_shorter():
    described = [*SHIPPED.metiers.values(), *SHIPPED.institution_kinds.values()]
    pairs = [(thing.simple, thing.does) for thing in described]
    pairs += [(entry.simple, entry.explanation) for entry in SHIPPED.glossary]
    assert [simple for simple, line in pairs if len(simple) > min(len(line), SIMPLE_LINE)] == []


def test_a_line_is_a_short_sentence_in_french_print():
    meanings = {meaning for entry in SHIPPED.glossary for meaning in entry.meanings}
    for name, line in lines():
        assert len(line) <= LONGEST_LINE, name
        assert line[0].isupper(), name
        assert line.endswith((".", "…")) or line in meanings, name
        assert typeset(line) == line, name


def test_a_line_leaves_no_acronym_unexplained():
    """An acronym stands only in brackets, behind the words it abbreviates."""
    for name, line in lines():
        assert unknown_acronyms(line, SHIPPED) == (), name
        for found in find_words(line, SHIPPED):
            acronym = re.search(r"[A-Z]\d*[A-Z]", found.surface)
            assert not acronym or line[: found.start].endswith("("), name


def test_a_line_calls_nobody_names():
    words = r"défaillan|démission|déni\b|retard mental|inadapté|normal|souffrent de|incapable"
    assert [line for _, line in lines() if re.search(words, line, re.IGNORECASE)] == []


def test_every_acronym_of_a_label_is_explained():
    for metier in SHIPPED.metiers.values():
        assert all(unknown_acronyms(label, SHIPPED) == () for label in metier.labels)
    for kind in SHIPPED.institution_kinds.values():
        assert find_words(kind.label, SHIPPED) or not re.search("[A-Z]{2}", kind.label)


def lacking(thing, fields) -> list[str]:
    name = getattr(thing, "code", None) or thing.term
    return [f"{name}: {field}" for field in fields if not getattr(thing, field)]


def test_no_entry_lacks_what_a_page_promises():
    """What each entry lacks, all told at once; « paid_note » is only for « selon »."""
    of_a_metier = (
        "masculine", "feminine", "short", "world", "does", "simple", "decides", "does_not_decide",
        "time_frame", "paid_in_meeting", "sources",
    )  # fmt: skip
    lacks = [line for one in SHIPPED.metiers.values() for line in lacking(one, of_a_metier)]
    of_a_kind = ("label", "gender", "world", "does", "simple", "sources")
    lacks += [x for one in SHIPPED.institution_kinds.values() for x in lacking(one, of_a_kind)]
    of_a_word = ("explanation", "simple", "sources")
    lacks += [line for one in SHIPPED.glossary for line in lacking(one, of_a_word)]
    assert lacks == []


def test_nobody_but_the_cdaph_is_said_to_grant_a_right():
    """D351-7: orientation, human help and equipment are decided by the CDAPH alone."""
    for metier in SHIPPED.metiers.values():
        if "droits de l’élève" in metier.decides:
            assert metier.decides.startswith("Rien sur les droits"), metier.code
            assert "D351-7" in metier.sources, metier.code


@pytest.mark.parametrize(
    ("former", "today"),
    [("AVS", "AESH"), ("CLIS", "ULIS"), ("PIAL", "PAS"), ("CCPE", "CDAPH"), ("CAPA-SH", "CAPPEI")],
)
def test_a_former_name_leads_to_the_one_of_today(former, today):
    (entry,) = (entry for entry in SHIPPED.glossary if entry.term == former)
    assert entry.former == today


def test_a_word_with_two_meanings_gives_both():
    (emas,) = (entry for entry in SHIPPED.glossary if entry.term == "EMAS")
    assert emas.explains == ""
    assert len(emas.meanings) == 2
    assert all(meaning in emas.explanation for meaning in emas.meanings)


def test_is_read_once():
    assert catalogue() is catalogue()


@pytest.mark.parametrize(
    ("code", "gender", "label"),
    [
        ("enseignant_referent", "f", "enseignante référente"),
        ("enseignant_referent", "", "enseignant référent ou enseignante référente"),
        ("directeur_ecole", "", "directeur ou directrice d’école"),
        ("professeur_ecoles", "m", "professeur des écoles"),
        ("aesh", "", "AESH"),
        ("parent", "", "parent"),
        ("parent", "f", "mère"),
    ],
)
def test_a_label_follows_the_person(code: str, gender: Gender, label: str):
    assert metier_label(SHIPPED.metiers[code], gender) == label


@pytest.mark.parametrize(
    ("label", "gender", "written"),
    [
        ("AESH", "f", "l’AESH"),
        ("ATSEM", "m", "l’ATSEM"),
        ("ESS", "f", "l’ESS"),
        ("ULIS", "f", "l’ULIS"),
        ("CPE", "m", "le CPE"),
        ("CPE", "f", "la CPE"),
        ("CPE", "", "le ou la CPE"),
        ("MDPH", "f", "la MDPH"),  # read letter by letter, yet French does not elide before a consonant
        ("LPI", "m", "le LPI"),
        ("HAS", "f", "la HAS"),
        ("psychologue de l’éducation nationale", "f", "la psychologue de l’éducation nationale"),
        ("professeur des écoles", "m", "le professeur des écoles"),
        ("éducatrice spécialisée", "f", "l’éducatrice spécialisée"),
        ("infirmière scolaire", "f", "l’infirmière scolaire"),
        ("orthophoniste", "", "l’orthophoniste"),
        ("hôpital de jour", "m", "l’hôpital de jour"),
        ("halte-garderie", "f", "la halte-garderie"),
        ("handicap", "m", "le handicap"),
        ("onze", "m", "le onze"),
        ("œuvre", "f", "l’œuvre"),
        ("mère", "f", "la mère"),
        ("personne accompagnante", "m", "la personne accompagnante"),
        ("grands-parents", "", "les grands-parents"),
        ("directeur ou directrice d’école", "", "le directeur ou la directrice d’école"),
        ("enseignant référent ou enseignante référente", "", "l’enseignant référent ou l’enseignante référente"),
        ("professeur de collège ou de lycée", "m", "le professeur de collège ou de lycée"),
        ("responsable à l’école ou au collège", "", "le ou la responsable à l’école ou au collège"),
        ("responsable légal", "", "le responsable légal ou la responsable légale"),
        ("responsable légal", "f", "la responsable légale"),
        ("père", "", "le père"), ("mère", "", "la mère"), ("grand-mère", "", "la grand-mère"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_article_follows_the_word(label: str, gender: Gender, written: str):
    assert with_article(label, gender) == written


@pytest.mark.parametrize("word", ["educ", "Éducateur", "ÉDUC"])
def test_a_metier_is_found_by_part_of_its_name(word):
    assert "educateur_specialise" in SHIPPED.metier_codes_like(word)
    assert "orthophoniste" not in SHIPPED.metier_codes_like(word)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("psyen", "psyen"),
        ("sociale", "assistant_social"),
        ("avs", "aesh"),
        ("kiné", "kinesitherapeute"),
    ],
)
def test_a_metier_is_found_by_the_name_people_give_it(word, code):
    assert code in SHIPPED.metier_codes_like(word)
