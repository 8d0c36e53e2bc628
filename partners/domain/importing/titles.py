"""What the title of a column says: a field, a medical matter, or nothing we know.

Titles are compared without case, accents, marks nor plurals: « Nom de l’élève », « NOM ÉLÈVE »
and « noms des élèves » are one.
"""

import re
from functools import lru_cache

from partners.domain.folding import fold
from partners.domain.importing.fields import Kind

LONGEST_TITLE = 120

_EMPTY_WORDS = frozenset({
    "de", "du", "d", "des", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "par", "pour",
    "ou", "n", "no", "numero", "nb", "nbre", "nombre", "e", "s",
})  # fmt: skip
_WHO = frozenset({"eleve", "enfant", "jeune"})
_PHONE = frozenset({"tel", "telephone", "portable", "mobile", "gsm", "fixe", "port"})
_MAIL = frozenset({"mail", "email", "courriel", "mel", "electronique", "courrier"})
_ADDRESS = frozenset({"adresse", "domicile", "rue", "postale", "voie"})
_MOTHER = frozenset({"mere", "maman", "madame"})
_FATHER = frozenset({"pere", "papa", "monsieur"})
_GUARDIAN = frozenset({
    "resp", "responsable", "rl", "parent", "representant", "repr", "rep", "tuteur", "tutrice",
    "legal", "legaux", "legale", "famille", "parental",
})  # fmt: skip
_RELATION = frozenset({"lien", "qualite", "parente", "relation"})
_HOURS = frozenset({"quotite", "heure", "h", "hebdo", "hebdomadaire", "volume", "horaire"})
_HELP = frozenset({"aesh", "avs", "aide", "humaine", "accompagnement", "notifiee", "notifie"})
_BIRTH = frozenset({"ddn", "dn", "ne", "nee", "anniversaire"})
# What must never enter the book: no column of such a title is offered a field.
_MEDICAL = (
    "troubl", "diagnos", "patholog", "traitement", "handicap", "maladie", "medical",
    "medicament", "medicaux", "symptom", "deficien", "allerg", "dys", "tdah", "tsa", "tnd",
    "autis", "sante",
)  # fmt: skip

_PUPIL_WORDS = {
    "last_name": "nom|nom famille|nom naissance|nom usage|patronyme",
    "first_name": "prenom|prenom usuel|prenom usage",
    "full_name": "eleve|enfant|jeune|identite|nom prenom|prenom nom",
    "school_uai": "uai|rne|code uai|code rne|uai etablissement|uai ecole|code etablissement",
    "school_town": "commune|ville|commune ecole|ville ecole|commune etablissement|"
    "ville etablissement|localite|commune scolarisation",
    "school": "ecole|etablissement|ets|etab|etabl|etablissement scolaire|ecole etablissement|"
    "nom ecole|nom etablissement|lieu scolarisation|etablissement frequente|ecole college|college|"
    "etablissement scolarisation|ecole frequentee|lieu scolarite|ecole scolarisation",
    "class_name": "classe|division|cl|niveau classe|classe niveau|niveau|niv|niveau scolaire",
    "dispositif": "dispositif|dispositif ulis|ulis|structure|dispositif collectif",
    "plan": "plan|projet|type plan|plan projet|type projet|pps pap pai|pps pap pai ppre|pps pai",
    "notified_until": "fin notification|date fin notification|fin notification mdph|"
    "date fin notification mdph|notification jusqu|notification mdph jusqu|echeance notification|"
    "date echeance notification|fin validite notification|fin notif|date fin notif|fin droit|"
    "date fin droit|fin droit mdph|date fin droit mdph|echeance mdph|fin pps|date fin pps",
    "aesh_kind": "type aesh|type aide|modalite aide|aesh type|aesh modalite|modalite aesh|"
    "nature aide|aesh indiv mut|aesh i m|modalite|sorte aide|aide humaine|aesh|avs",
}
_PROFESSIONAL_WORDS = {
    "last_name": "nom|nom famille|nom professionnel|nom intervenant|nom partenaire",
    "first_name": "prenom|prenom professionnel",
    "full_name": "nom prenom|prenom nom|professionnel|intervenant|partenaire|contact|personne|"
    "identite|nom contact",
    "gender": "civilite|civ|titre|genre|sexe",
    "metier": "metier|fonction|profession|qualite|role|specialite|poste|metier fonction|"
    "fonction metier",
    "email": "mail|email|courriel|mel|adresse mail|adresse email|adresse electronique|"
    "courrier electronique|mail professionnel|contact mail",
    "phone": "tel|telephone|portable|mobile|gsm|tel portable|telephone portable|tel fixe|"
    "tel professionnel|telephone professionnel|tel pro|contact tel",
    "liberal": "liberal|exercice liberal|liberale|mode exercice|exerce liberal",
    "paid_hours": "heure payee|horaire|horaire travail|heure presence",
    "availability": "disponibilite|dispo|jour|jour presence|jour travail|jour travaille|presence|quand disponible|jour disponible",
    "place": "etablissement|structure|service|organisme|institution|lieu exercice|employeur|"
    "cabinet|ecole|rattachement|affectation|etablissement service|service etablissement|ets|"
    "lieu travail|nom structure|nom etablissement",
    "place_town": "commune|ville|localite|commune exercice|ville exercice|commune etablissement",
    "place_uai": "uai|rne|code uai|uai etablissement",
}
_INSTITUTION_WORDS = {
    "name": "nom|etablissement|denomination|appellation|structure|service|raison sociale|libelle|"
    "ecole|nom etablissement|nom structure|nom ecole|nom service|etablissement service|"
    "appellation officielle|ets",
    "kind": "type|nature|categorie|sorte|type etablissement|nature etablissement|type structure",
    "uai": "uai|rne|code uai|code rne|uai etablissement|code etablissement",
    "address": "adresse|rue|voie|adresse postale|adresse etablissement|adresse 1",
    "town": "commune|ville|localite|commune etablissement|ville etablissement",
    "phone": "tel|telephone|telephone etablissement|tel fixe|standard|tel etablissement",
}
_WORDS = {
    Kind.PUPILS: _PUPIL_WORDS,
    Kind.PROFESSIONALS: _PROFESSIONAL_WORDS,
    Kind.INSTITUTIONS: _INSTITUTION_WORDS,
}
# Each title with the rank it has among those of its field: « Classe » before « Niveau ».
_KNOWN = {
    kind: {
        title: (field, rank)
        for field, titles in words.items()
        for rank, title in enumerate(titles.split("|"))
    }
    for kind, words in _WORDS.items()
}
_LEAST = 99


def plain_title(title: str) -> str:
    """The title as it is compared and remembered."""
    return " ".join(_all_words(title))[:LONGEST_TITLE]


@lru_cache(maxsize=4096)
def is_medical(title: str) -> bool:
    """Whether the column is about health: the book never holds such a thing."""
    return any(word.startswith(_MEDICAL) for word in _all_words(title))


@lru_cache(maxsize=4096)
def field_of_title(kind: Kind, title: str) -> tuple[str, int] | None:
    """The field a title speaks of and how well it says it (0 is best), or None."""
    if is_medical(title):
        return None
    words = _words(title)
    found = _known(kind, words)
    if found is None and kind is Kind.PUPILS:
        found = _pupil_field(words)
    return found


@lru_cache(maxsize=4096)
def slot_of_title(title: str) -> str:
    """Whom of the family a title speaks of; empty for nobody."""
    words = set(_words(title))
    if words & _MOTHER:
        return "mother"
    if words & _FATHER:
        return "father"
    stems = {word.rstrip("12") for word in words}
    if not stems & _GUARDIAN and not words & {"p1", "p2", "r1", "r2"}:
        return ""
    second = any(word.endswith("2") and not word[:-1].isdigit() for word in words)
    return "guardian2" if second else "guardian1"


@lru_cache(maxsize=4096)
def first_name_comes_first(title: str) -> bool:
    """« Prénom et nom » rather than « Nom et prénom »."""
    words = _words(title)
    names = [word for word in words if word in {"nom", "prenom"}]
    return names[:1] == ["prenom"] and "nom" in names


def _all_words(title: str) -> list[str]:
    return re.sub(r"[^a-z0-9]+", " ", fold(title[:LONGEST_TITLE])).split()


def _words(title: str) -> list[str]:
    """Words in the singular, without those that say nothing here."""
    every = [_singular(word) for word in _all_words(title)]
    if {"e", "mail"} <= set(every):
        every = ["mail" if word == "e" else word for word in every if word != "mail"]
    told = [word for word in every if word not in _EMPTY_WORDS]
    without = [word for word in told if word not in _WHO]
    return list(dict.fromkeys(without or told))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and word not in {"pps", "avs", "ulis"}:
        return word[:-1]
    return word


def _known(kind: Kind, words: list[str]) -> tuple[str, int] | None:
    return _KNOWN[kind].get(" ".join(words))


def _pupil_field(words: list[str]) -> tuple[str, int] | None:
    """What no list of titles holds: a plan of its own column, a birth, an AESH, a relative."""
    told = set(words)
    for plan in ("PPS", "PAP", "PAI", "PPRE"):
        if words == [plan.lower()]:
            return f"plan.{plan}", 0
    if _is_birth(told):
        return "born_on", 0
    if told & _HOURS and told <= _HOURS | _HELP | {"semaine", "sem", "attribuee", "accordee"}:
        return "aesh_hours", 0 if "aesh" in told else 1
    return _family_field(words)


def _is_birth(told: set[str]) -> bool:
    if told & {"lieu", "ville", "commune", "nom", "pay", "departement"}:
        return False
    return bool(told & _BIRTH) or any(word.startswith("nais") for word in told)


def _family_field(words: list[str]) -> tuple[str, int] | None:
    slot = slot_of_title(" ".join(words))
    rest = [
        word for word in words
        if not (word.rstrip("12") in _MOTHER | _FATHER | _GUARDIAN or word in {"1", "2", "p1", "p2", "r1", "r2"})
    ]  # fmt: skip
    detail = _detail(set(rest))
    if slot and not rest:
        return f"{slot}.full_name", 1
    if not detail:
        return None
    if slot:
        return f"{slot}.{detail}", 0
    # « Adresse », « Téléphone » alone, among pupils, are those of the family.
    return (f"guardian1.{detail}", _LEAST) if detail in {"phone", "email", "address"} else None


def _detail(words: set[str]) -> str:
    if words and words <= _PHONE:
        return "phone"
    if words & _MAIL and words <= _MAIL | {"adresse"}:
        return "email"
    if words and words <= _ADDRESS:
        return "address"
    if words == {"nom", "prenom"}:
        return "full_name"
    if words in ({"nom"}, {"nom", "naissance"}, {"nom", "usage"}):
        return "last_name"
    if words == {"prenom"}:
        return "first_name"
    return "relation" if words and words <= _RELATION else ""
