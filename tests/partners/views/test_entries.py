"""The page of an entry: what families read of it, said otherwise, ours one click away."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from partners.domain.catalogue import catalogue
from partners.domain.own_entries import Shelf, entries, plain_values
from partners.forms.own_entries import InstitutionKindForm, MetierForm, WordForm
from partners.models import OwnEntry, Professional, Team, catalogue_of
from tests.factories import NOW, make_institution, make_own_entry, make_professional, new_key
from tests.partners.cards import sent_again

AESH = "/carnet/mots/metiers/aesh/"
CHANGE = f"{AESH}modifier"
ADD_WORD = "/carnet/mots/mots/ajouter"
ADD_METIER = "/carnet/mots/metiers/ajouter"
OURS = catalogue().metiers["aesh"]
METIER = {
    "masculine": "conteur", "feminine": "conteuse", "world": "social", "paid_in_meeting": "oui",
    "does": "Aide l’enfant à dire ses histoires.", "simple": "Raconte avec l’enfant.",
}  # fmt: skip
WORD = {"term": "PIREC", "explains": "Une classe pour souffler.", "simple": "Une classe."}


def _say(client, **fields):
    return client.post(CHANGE, sent_again(client.get(CHANGE), **fields))


def _aesh(team):
    return catalogue_of(Team.objects.get(pk=team.pk)).metiers["aesh"]


def _add(client, url=ADD_METIER, sent=METIER, **fields):
    return client.post(url, sent | {"form_key": new_key()} | fields)


def _new_row(team, alice, code="equipe_conteur", **values):
    values = {"masculine": "conteur", "feminine": "conteuse", "does": "x"} | values
    return make_own_entry(team, alice, code, values=values)


def test_the_page_says_what_families_read_and_what_the_team_needs(alice_client):
    page = alice_client.get(AESH).content.decode()
    for text in (OURS.does, OURS.simple, OURS.does_not_decide, OURS.time_frame, OURS.paid_note):
        assert text in page
    assert "code de l’éducation, L112-2-1" in page
    assert "Texte d’origine" not in page


def test_whose_voice_needs_support_is_not_printed(alice_client):
    page = " ".join(alice_client.get(AESH).content.decode().split())
    assert '<div class="no-print"> <dt>Parole à soutenir</dt>' in page


@pytest.mark.parametrize(
    "address",
    [
        reverse("partners:institution_kind", args=["sessad"]),
        reverse("partners:word", args=["GEVA-Sco"]),
        reverse("partners:word", args=["équipe éducative"]),
    ],
)
def test_kinds_and_words_have_their_page(alice_client, address):
    assert alice_client.get(address).status_code == 200
    assert alice_client.get(f"{address}modifier").status_code == 200


def test_every_entry_we_ship_has_a_page(alice_client):
    for word in catalogue().glossary:
        url = reverse("partners:word", args=[word.term])
        assert alice_client.get(url).status_code == 200, word.term


def test_a_former_name_and_the_one_of_today_lead_to_each_other(alice_client):
    today, before = (reverse("partners:word", args=[term]) for term in ("AESH", "AVS"))
    assert f'href="{today}"' in alice_client.get(before).content.decode()
    assert f'href="{before}"' in alice_client.get(today).content.decode()


def test_a_word_with_two_meanings_shows_both(alice_client):
    page = alice_client.get(reverse("partners:word", args=["EMAS"])).content.decode()
    (emas,) = (word for word in catalogue().glossary if word.term == "EMAS")
    assert all(meaning in page for meaning in emas.meanings)
    assert "Les familles lisent tous les sens." in page


def test_an_entry_says_how_many_cards_have_it(team, alice_client):
    make_professional(team, "aesh")
    make_institution(team, "SESSAD Les Tilleuls", "sessad")
    page = alice_client.get(AESH).content.decode()
    assert f'href="{reverse("partners:people")}?metier=aesh">1 fiche</a>' in page


def test_an_unknown_code_is_not_there(alice_client):
    for url in ("/carnet/mots/metiers/inconnu/", "/carnet/mots/mots/INCONNU/modifier"):
        assert alice_client.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_entry_query_count(team, alice, alice_client, django_assert_num_queries, count):
    for number in range(count):
        _new_row(team, alice, code=f"equipe_{number}")
        make_professional(team, "aesh")
    alice_client.get(AESH)
    # Session, account, team (its right twice, then the header), own entry, cards.
    with django_assert_num_queries(7):
        alice_client.get(AESH)


def test_a_name_on_two_shelves_leads_from_one_to_the_other(alice_client):
    word = reverse("partners:word", args=["AESH"])
    assert f'href="{word}"' in alice_client.get(AESH).content.decode()
    assert f'href="{AESH}"' in alice_client.get(word).content.decode()


# --- Said otherwise --------------------------------------------------------------------------------


def test_what_is_said_otherwise_stands_beside_ours(team, alice_client):
    assert _say(alice_client, does="Aide Yanis à s'y mettre !").status_code == 302
    assert _aesh(team).does == "Aide Yanis à s’y mettre\u202f!"
    page = alice_client.get(AESH).content.decode()
    assert "Aide Yanis à s’y mettre\u202f!" in page
    assert "Texte d’origine" in page
    assert OURS.does in page
    assert "Claire" not in page
    assert "Alice Martin" in page


def test_ours_is_one_click_away(team, alice_client):
    _say(alice_client, does="Dit par nous.", simple="Court.")
    assert alice_client.post(f"{AESH}reprendre", {"champ": "does"}).status_code == 302
    assert (_aesh(team).does, _aesh(team).simple) == (OURS.does, "Court.")
    alice_client.post(f"{AESH}reprendre")
    assert _aesh(team) == OURS


def test_in_the_form_ours_comes_back_in_one_field_and_nothing_typed_is_lost(team, alice_client):
    _say(alice_client, does="Dit par nous.")
    sent = sent_again(alice_client.get(CHANGE), simple="En train d’écrire", reprendre="does")
    response = alice_client.post(CHANGE, sent)
    assert response.status_code == 200
    assert response.context["form"]["does"].value() == OURS.does
    assert response.context["form"]["simple"].value() == "En train d’écrire"
    assert _aesh(team).does == "Dit par nous."


@pytest.mark.parametrize("name", ["inconnu", "code", "sources"])
def test_taking_back_a_field_that_does_not_exist_changes_nothing(team, alice_client, name):
    response = alice_client.post(
        CHANGE, sent_again(alice_client.get(CHANGE), simple="Gardé", reprendre=name)
    )
    assert response.context["form"]["simple"].value() == "Gardé"
    assert _aesh(team) == OURS


def test_sending_the_form_as_it_is_writes_nothing(alice_client):
    for url in (CHANGE, *(f"{reverse('partners:word', args=[w])}modifier" for w in ("EMAS", "EE"))):
        page = alice_client.get(url)
        if page.status_code == 200:
            assert alice_client.post(url, sent_again(page)).status_code == 302
    assert not OwnEntry.objects.exists()
    assert not JournalEntry.objects.exists()


def test_no_form_of_ours_changes_anything_when_sent_as_it_is(alice_client):
    named = [("metier", code) for code in list(catalogue().metiers)[::9]]
    named += [("institution_kind", code) for code in list(catalogue().institution_kinds)[::9]]
    named += [("word", word.term) for word in catalogue().glossary[::9]]
    for name, code in named:
        url = reverse(f"partners:{name}_change", args=[code])
        assert alice_client.post(url, sent_again(alice_client.get(url))).status_code == 302, code
    assert not OwnEntry.objects.exists()


@pytest.mark.parametrize(
    ("shelf", "form"),
    [
        (Shelf.METIER, MetierForm),
        (Shelf.INSTITUTION, InstitutionKindForm),
        (Shelf.WORD, WordForm),
    ],
)
def test_every_text_of_ours_passes_the_form_a_team_writes_in(shelf, form):
    for code, entry in entries(catalogue(), shelf).items():
        written = plain_values(entry, shelf)
        filled = form(written, initial=written, catalogue=catalogue(), code=code)
        assert filled.is_valid(), (code, filled.errors)
        assert filled.wanted() == written, code


def test_two_people_writing_the_same_line_are_shown_both_versions(team, alice_client, bob_client):
    seen_by_alice, seen_by_bob = alice_client.get(CHANGE), bob_client.get(CHANGE)
    bob_client.post(CHANGE, sent_again(seen_by_bob, does="Version de Bob.", simple="Bob."))
    refused = alice_client.post(CHANGE, sent_again(seen_by_alice, does="Version d’Alice."))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "«\u00a0Version de Bob.\u00a0»" in page
    assert "Version d’Alice." in page
    assert (_aesh(team).does, _aesh(team).simple) == ("Version de Bob.", "Bob.")


def test_a_line_left_empty_is_refused_and_the_rest_kept(team, alice_client):
    response = _say(alice_client, does="", simple="Gardé")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["does"]
    assert 'value="Gardé"' in response.content.decode()


def test_a_line_too_long_for_a_letter_is_refused(alice_client):
    assert _say(alice_client, does="x" * 161).status_code == 422


def test_a_sigle_nothing_explains_is_told_and_does_not_block(team, alice_client):
    assert _say(alice_client, does="Travaille avec le PIREC et l’ULIS.").status_code == 302
    page = alice_client.get(AESH).content.decode()
    back = quote(AESH, safe="")
    assert f'href="{ADD_WORD}?mot=PIREC&amp;retour={back}">Expliquer PIREC</a>' in page
    assert "Expliquer ULIS" not in page


def test_a_text_nobody_can_read_is_told_and_ours_serves(team, alice, alice_client):
    _new_row(team, alice, code="aesh", masculine=["cassé"], feminine=3, does=None)
    page = alice_client.get(AESH).content.decode()
    assert "Un texte de l’équipe n’a pas pu être lu" in page
    assert OURS.does in page
    assert alice_client.get("/carnet/mots/").status_code == 200


def test_one_or_several_meanings_never_both(alice_client):
    url = reverse("partners:word_change", args=["EMAS"])
    page = alice_client.get(url)
    both = alice_client.post(url, sent_again(page, explains="Une seule."))
    assert list(both.context["form"].errors) == ["meanings"]
    one = alice_client.post(url, sent_again(page, meanings="un seul sens"))
    assert list(one.context["form"].errors) == ["meanings"]
    none = alice_client.post(url, sent_again(page, meanings=""))
    assert list(none.context["form"].errors) == ["explains"]
    assert alice_client.post(url, sent_again(page, meanings="", explains="Une.")).status_code == 302


# --- Added -----------------------------------------------------------------------------------------


def test_a_metier_added_is_offered_where_one_chooses(team, alice, alice_client, meeting):
    response = _add(alice_client)
    code = OwnEntry.objects.get().code
    assert response["Location"] == reverse("partners:metier", args=[code])
    offered = f'<option value="{code}">conteur ou conteuse</option>'
    for url in (
        reverse("partners:professional_add"),
        reverse("meetings:guest_new", args=[meeting.reference]),
    ):
        assert offered in alice_client.get(url).content.decode(), url


@pytest.mark.parametrize("missing", ["world", "does", "simple", "masculine"])
def test_nothing_is_chosen_for_whoever_adds_a_metier(alice_client, missing):
    sent = {name: value for name, value in METIER.items() if name != missing}
    response = _add(alice_client, sent=sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [missing]


def test_a_kind_added_is_offered_where_one_chooses(alice_client):
    url = reverse("partners:institution_kind_add")
    sent = {"label": "tiers-lieu", "gender": "m", "world": "ecole", "does": "x", "simple": "y"}
    assert _add(alice_client, url, sent).status_code == 302
    for name in ("partners:institution_add", "meetings:new"):
        assert ">tiers-lieu</option>" in alice_client.get(reverse(name)).content.decode()


def test_the_same_form_sent_twice_adds_once(alice_client):
    sent = METIER | {"form_key": new_key()}
    first, second = (alice_client.post(ADD_METIER, sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert OwnEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("url", "sent", "field", "leads_to"),
    [
        (ADD_METIER, METIER | {"masculine": "éducatrice spécialisée"}, "masculine",
         reverse("partners:metier", args=["educateur_specialise"])),
        (ADD_WORD, WORD | {"term": "ee"}, "term",
         reverse("partners:word", args=["équipe éducative"])),
    ],
)  # fmt: skip
def test_a_name_already_explained_leads_to_it(alice_client, url, sent, field, leads_to):
    response = _add(alice_client, url, sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert f'href="{leads_to}"' in response.content.decode()
    assert not OwnEntry.objects.exists()


@pytest.mark.parametrize("term", ["", "…", ",", "a/b", "x" * 81])
def test_what_no_text_can_hold_is_no_word(alice_client, term):
    response = _add(alice_client, ADD_WORD, WORD | {"term": term})
    assert response.status_code == 422
    assert "term" in response.context["form"].errors


@pytest.mark.parametrize("forms", ["EE", "!!!", "\n".join(f"mot{n}" for n in range(13))])
def test_another_spelling_must_be_one_and_free(alice_client, forms):
    response = _add(alice_client, ADD_WORD, WORD | {"forms": forms})
    assert "forms" in response.context["form"].errors


def test_a_sigle_is_explained_from_where_it_was_met(alice_client):
    url = f"{ADD_WORD}?mot=PIREC&retour=/reunions/"
    page = alice_client.get(url)
    assert 'value="PIREC"' in page.content.decode()
    assert _add(alice_client, url, WORD)["Location"] == "/reunions/"


@pytest.mark.parametrize(
    "back", ["https://ailleurs.example/", "//ailleurs.example", "javascript:x"]
)
def test_one_is_never_led_out_of_the_site(alice_client, back):
    url = f"{ADD_WORD}?retour={quote(back)}"
    assert "ailleurs" not in alice_client.get(url).content.decode().replace(quote(back), "")
    assert _add(alice_client, url, WORD)["Location"] == reverse("partners:word", args=["PIREC"])


def test_a_free_metier_is_explained_and_its_cards_follow(team, alice_client):
    card = make_professional(team, "autre", metier_other="Conteuse")
    url = f"{reverse('partners:metier_adopt')}?dit=conteuse"
    link = f"{ADD_METIER}?dit=Conteuse"
    assert f'href="{link}"' in alice_client.get(url).content.decode()
    form = alice_client.get(link).context["form"]
    _add(alice_client, link, METIER | {"said": form["said"].value()})
    card.refresh_from_db()
    assert (card.title, card.metier_other) == ("conteuse", "")
    assert alice_client.get(url)["Location"] == "/carnet/mots/"


def test_a_free_metier_may_be_one_of_the_list(team, alice_client):
    make_professional(team, "autre", metier_other="éduc spé")
    url = reverse("partners:metier_adopt")
    page = alice_client.get(url, {"dit": "éduc spé"})
    assert 'value="autre"' not in page.content.decode()
    sent = {"said": "éduc spé", "metier": "educateur_specialise"}
    assert alice_client.post(url, sent).status_code == 302
    assert Professional.objects.get().metier == "educateur_specialise"


def test_a_free_metier_without_an_answer_is_asked_again(team, alice_client):
    make_professional(team, "autre", metier_other="éduc spé")
    response = alice_client.post(reverse("partners:metier_adopt"), {"said": "éduc spé"})
    assert response.status_code == 422


# --- Taken away ------------------------------------------------------------------------------------


def test_an_entry_of_the_team_is_removed_after_a_question(team, alice, alice_client):
    _new_row(team, alice)
    url = reverse("partners:metier_remove", args=["equipe_conteur"])
    assert "Supprimer" in alice_client.get(url).content.decode()
    assert OwnEntry.objects.exists()
    assert alice_client.post(url).status_code == 302
    assert not OwnEntry.objects.exists()
    assert alice_client.get(url).status_code == 404


def test_an_entry_cards_have_is_kept_and_it_is_said(team, alice, alice_client):
    _new_row(team, alice)
    make_professional(team, "equipe_conteur")
    make_professional(team, "equipe_conteur", archived_at=NOW)
    url = reverse("partners:metier_remove", args=["equipe_conteur"])
    response = alice_client.post(url)
    assert response.status_code == 409
    assert "Deux fiches du carnet le disent encore" in " ".join(response.content.decode().split())
    assert OwnEntry.objects.exists()


def test_an_entry_of_ours_has_no_way_to_be_removed(alice_client):
    assert "supprimer" not in alice_client.get(AESH).content.decode()
    assert alice_client.post(f"{AESH}supprimer").status_code == 404


@pytest.mark.parametrize("act", ["", "modifier", "reprendre", "supprimer"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_of_another_team_is_not_there(team, alice, charlie_client, act, method):
    _new_row(team, alice)
    url = reverse("partners:metier", args=["equipe_conteur"]) + act
    assert getattr(charlie_client, method)(url).status_code in {404, 405}


def test_other_methods_are_refused(alice_client):
    assert alice_client.get(f"{AESH}reprendre").status_code == 405
    assert alice_client.delete(CHANGE).status_code == 405
