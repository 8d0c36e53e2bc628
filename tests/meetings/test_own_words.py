"""What a team explains in its own words is what everyone reads, wherever it stands."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.domain import principles
from meetings.domain.kinds import Role, Step
from meetings.dossier import QUERIES, read_dossier
from partners.domain.catalogue import catalogue
from tests import factories
from tests.guests import make_link, pass_gate
from tests.meetings.pdfs import text_of

AESH_SIMPLE = "Reste près de Yanis le matin."
AESH_DOES = "Aide Yanis à se mettre au travail, le matin."
WORD_SIMPLE = "Un coin calme près de la classe."
STORY = "Aide l’enfant à raconter ses journées."


@pytest.fixture
def told(case_1, team, alice):
    """Case 1 in a team that says the AESH otherwise, explains « PIREC », and has a conteuse."""
    factories.make_own_entry(team, alice, "aesh", values={"simple": AESH_SIMPLE, "does": AESH_DOES})
    factories.make_own_entry(
        team, alice, "PIREC", "word", values={"explains": WORD_SIMPLE, "simple": WORD_SIMPLE}
    )
    factories.make_own_entry(
        team, alice, "equipe_conteur",
        values={"masculine": "conteur", "feminine": "conteuse", "short": "Conte", "does": STORY,
                "simple": "Fait raconter.", "world": "social", "support": True},
    )  # fmt: skip
    card = factories.make_professional(team, "equipe_conteur", gender="f", first_name="Lou")
    factories.make_participant(case_1, professional=card, reason="connaît Yanis")
    item = case_1.agenda.filter(kind="decide").first()
    item.title = "Les matins au PIREC"
    item.save()
    return case_1


def _mother(meeting):
    return meeting.participants.get(family_member__relation="mère")


def _flat(text):
    return " ".join(text.split())


def test_the_page_of_a_guest_speaks_as_the_team_does(told, alice):
    secret = make_link(_mother(told), alice)
    url = reverse("meetings:guest_brief", args=[secret])
    guest = pass_gate(Client(headers={"host": "testserver"}), secret)
    page = guest.get(url, {"langue": "fr"}).content.decode()
    for text in (WORD_SIMPLE, AESH_SIMPLE, "Fait raconter."):
        assert text in page, text
    assert catalogue().metiers["aesh"].simple not in page


def test_the_letter_speaks_as_the_team_does(told, alice):
    secret = make_link(_mother(told), alice)
    url = reverse("meetings:guest_letter", args=[secret])
    guest = pass_gate(Client(headers={"host": "testserver"}), secret)
    response = guest.get(url, {"langue": "fr"})
    letter = _flat(text_of(response.getvalue()))
    assert WORD_SIMPLE in letter
    assert AESH_SIMPLE in letter


def test_the_preview_of_the_coordinator_is_what_the_guest_reads(told, alice_client):
    url = reverse("meetings:brief_preview", args=[told.reference, _mother(told).pk])
    page = alice_client.get(url).content.decode()
    assert WORD_SIMPLE in page
    assert AESH_SIMPLE in page


def test_the_fiche_explains_the_words_of_the_team(told, alice_client):
    response = alice_client.get(reverse("meetings:fiche", args=[told.reference]))
    fiche = _flat(text_of(response.getvalue()))
    assert WORD_SIMPLE in fiche
    assert "Conte" in fiche


def test_the_round_table_seats_a_metier_of_the_team(told, alice_client):
    page = alice_client.get(reverse("meetings:guests", args=[told.reference])).content.decode()
    assert "seat--social" in page
    assert "Conte" in page
    seat = next(p for p in read_dossier(told).participants if p.metier == "equipe_conteur")
    assert (seat.does, seat.called, seat.supported) == (STORY, "la conteuse", True)


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.INTERPRETER, "interprete"), (Role.COMPANION, "personne_accompagnante")],
)
def test_who_comes_with_the_family_is_said_as_the_team_does(case_1, team, alice, role, code):
    factories.make_participant(case_1, role, label="Nadia")
    ours = catalogue().metiers[code].does
    assert ours in [person.does for person in read_dossier(case_1).participants]
    factories.make_own_entry(team, alice, code, values={"does": STORY})
    case_1.refresh_from_db()
    said = [person.does for person in read_dossier(case_1).participants]
    assert STORY in said
    assert ours not in said


def test_a_word_of_the_team_is_no_longer_to_look_at(told, team):
    facts = [
        finding.fact for finding in principles.look_at(read_dossier(told), timezone.localdate())
    ]
    assert not any("PIREC" in fact for fact in facts)
    team.own_entries.filter(code="PIREC").delete()
    team.catalogue_version = factories.new_key()
    team.save()
    told.refresh_from_db()
    facts = [
        finding.fact for finding in principles.look_at(read_dossier(told), timezone.localdate())
    ]
    assert any("PIREC" in fact for fact in facts)


def test_the_words_of_a_team_cost_no_query_more(told, django_assert_num_queries):
    read_dossier(told)
    with django_assert_num_queries(QUERIES):
        read_dossier(told)


def test_a_sigle_to_look_at_leads_to_where_it_is_explained_and_back(case_1, alice_client):
    case_1.problem = "Yanis ira-t-il au PIREC ?"
    case_1.save()
    page = alice_client.get(reverse("meetings:problem", args=[case_1.reference]))
    (url,) = [
        url for card in page.context["findings"] for label, url in card.links
        if label == "Expliquer PIREC"
    ]  # fmt: skip
    form = alice_client.get(url).context["form"]
    assert form["term"].value() == "PIREC"
    sent = {"term": "PIREC", "explains": WORD_SIMPLE, "simple": WORD_SIMPLE}
    response = alice_client.post(url, sent | {"form_key": factories.new_key()})
    assert response["Location"] == parse_qs(urlsplit(url).query)["retour"][0]
    page = alice_client.get(response["Location"])
    assert not any(card.finding.unexplained for card in page.context["findings"])


def test_a_metier_nobody_explains_leads_to_where_it_is_and_back(case_1, team, alice_client):
    card = factories.make_professional(team, "autre", metier_other="conteuse d’ombres")
    factories.make_participant(case_1, professional=card)
    page = alice_client.get(reverse("meetings:guests", args=[case_1.reference]))
    (url,) = [
        url for card in page.context["findings"] for label, url in card.links
        if label == "Expliquer «\u00a0conteuse d’ombres\u00a0»"
    ]  # fmt: skip
    adopted = {"said": "conteuse d’ombres", "metier": "educateur_specialise"}
    response = alice_client.post(url, adopted)
    assert response["Location"] == reverse("meetings:guests", args=[case_1.reference])
    page = alice_client.get(response["Location"])
    assert not any(card.finding.unnamed for card in page.context["findings"])


BROKEN = [
    ("metier", "aesh", ["une", "liste"]),
    ("metier", "psyen", {"world": "lune", "does": 3, "short": "beaucoup trop long"}),
    ("metier", "equipe_conteur", {}),
    ("institution", "sessad", "un texte"),
    ("institution", "equipe_lieu", {"label": None}),
    ("word", "PPS", {"meanings": "un texte", "explains": {}}),
    ("word", "…", {"explains": "Rien."}),
    ("planete", "mars", {}),
]


def test_nothing_the_database_holds_takes_a_page_down(case_1, team, alice, alice_client):
    for kind, code, values in BROKEN:
        factories.make_own_entry(team, alice, code, kind, values)
    card = factories.make_professional(
        team, "equipe_conteur", institution=factories.make_institution(team, "Ici", "equipe_lieu")
    )
    factories.make_participant(case_1, professional=card)
    steps = [step.value for step in Step]
    for url in (
        *(reverse(f"meetings:{step}", args=[case_1.reference]) for step in steps),
        reverse("meetings:brief_preview", args=[case_1.reference, _mother(case_1).pk]),
        reverse("meetings:fiche", args=[case_1.reference]),
        reverse("partners:people"),
        reverse("partners:institutions"),
        reverse("partners:professional_add"),
        *(f"{reverse('partners:words')}?onglet={tab}" for tab in ("metiers", "lieux", "mots")),
        reverse("partners:metier", args=["equipe_conteur"]),
        reverse("partners:metier_change", args=["psyen"]),
    ):
        assert alice_client.get(url).status_code == 200, url
