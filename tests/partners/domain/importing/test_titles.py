import pytest

from partners.domain.importing.fields import Kind, fields_of, model_columns
from partners.domain.importing.titles import (
    field_of_title,
    first_name_comes_first,
    is_medical,
    plain_title,
)

PUPILS = {
    "last_name": ["NOM", "Nom de l’élève", "Noms des élèves", "Nom de famille", "nom élève"],
    "first_name": ["Prénom", "PRENOM", "Prénom de l'enfant"],
    "full_name": ["NOM Prénom", "Élève", "Nom et prénom de l’élève"],
    "born_on": ["DDN", "Né(e) le", "Date de naissance", "Date naiss.", "née le"],
    "school": ["École", "Ets", "Établissement scolaire", "ETAB."],
    "school_town": ["Commune", "Ville de l’école"],
    "school_uai": ["UAI", "Code RNE"],
    "class_name": ["Classe", "Niveau", "Division"],
    "dispositif": ["Dispositif", "ULIS"],
    "plan": ["Plan", "Type de projet"],
    "plan.PPS": ["PPS"],
    "aesh_hours": ["AESH (h)", "Quotité", "Nb d’heures AESH notifiées", "Volume horaire"],
    "notified_until": [
        "Fin de la notification",
        "Date de fin de notification MDPH",
        "Notification jusqu’au",
        "Échéance MDPH",
        "Fin de droits",
    ],
    "aesh_kind": ["Type d’aide", "AESH", "Aide humaine"],
    "mother.email": ["Mail mère", "Adresse e-mail de la mère", "Courriel maman"],
    "father.phone": ["Tél. père", "Portable du père"],
    "guardian1.phone": ["Resp. légal 1 – tél", "Responsable 1 : portable", "Téléphone"],
    "guardian2.full_name": ["Représentant légal 2 (nom, prénom)", "RL2"],
    "guardian1.address": ["Adresse des parents", "Adresse"],
    "guardian1.last_name": ["Nom du responsable", "RL1 - Nom"],
}


@pytest.mark.parametrize(
    ("field", "title"), [(field, title) for field, titles in PUPILS.items() for title in titles]
)
def test_a_title_is_known_however_it_is_written(field, title):
    found = field_of_title(Kind.PUPILS, title)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "title", ["Orthophoniste", "Mail école", "Lieu de naissance", "Observations", "N°", ""]
)
def test_a_title_that_says_something_else_is_left_alone(title):
    assert field_of_title(Kind.PUPILS, title) is None


@pytest.mark.parametrize(
    "title",
    ["Troubles", "DIAGNOSTIC", "Pathologie(s)", "Traitement", "Type de handicap", "Allergies",
     "Dyslexie", "TSA", "Suivi médical"],
)  # fmt: skip
@pytest.mark.parametrize("kind", Kind)
def test_a_medical_title_never_has_a_field(kind, title):
    assert is_medical(title)
    assert field_of_title(kind, title) is None


@pytest.mark.parametrize("title", ["Structure médico-sociale", "Médecin scolaire", "Dispositif"])
def test_whom_one_works_with_is_not_medical(title):
    assert not is_medical(title)


def test_the_order_of_two_names_is_that_of_the_title():
    assert first_name_comes_first("Prénom et nom")
    assert not first_name_comes_first("Nom et prénom")
    assert not first_name_comes_first("Prénom")


@pytest.mark.parametrize("kind", Kind)
def test_every_title_of_our_models_is_known(kind):
    columns = [title for title, _ in model_columns(kind)]
    found = [field_of_title(kind, title) for title in columns]
    assert None not in found
    codes = [hit[0] for hit in found if hit]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= {field.code for field in fields_of(kind)}


def test_a_title_is_remembered_without_its_marks():
    assert plain_title("Né(e) le :") == plain_title("NE E LE")
