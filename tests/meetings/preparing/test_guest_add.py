"""Bringing people to the table: from the address book, from the family, or on the spot."""

import re

import pytest
from django.urls import reverse

from meetings.domain.kinds import Presence, Role
from partners.models import Institution, Professional
from tests.factories import (
    fill,
    make_following,
    make_institution,
    make_meeting,
    make_participant,
    make_professional,
    make_pupil,
    make_relative,
    new_key,
)


def url(meeting, name="guests"):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def page(client, meeting, **query):
    """The page, each run of ordinary spaces and line ends as one space."""
    return re.sub(r"[ \n]+", " ", client.get(url(meeting), query).content.decode())


def new_card(**changes):
    fields = {
        "form_key": new_key(), "metier": "psyen", "metier_other": "", "gender": "f",
        "first_name": "Lucie", "last_name": "Martin", "institution": "", "new_institution": "",
        "new_institution_kind": "", "capacity": "", "reason": "connaît le parcours de Yanis",
    }  # fmt: skip
    return fields | changes


def new_relative(**changes):
    fields = {
        "form_key": new_key(), "relation": "tante", "gender": "f", "first_name": "",
        "last_name": "", "parental_authority": "non",
    }  # fmt: skip
    return fields | changes


def new_companion(**changes):
    fields = {"form_key": new_key(), "role": "companion", "label": "une amie", "accompanies": ""}
    return fields | changes


# --- From the address book ---------------------------------------------------------------------


def test_a_card_of_the_book_sits_down_once(alice_client, meeting):
    card = make_professional(meeting.team, "orthophoniste", gender="f")
    for _ in range(2):
        response = alice_client.post(url(meeting, "guest_add"), {"pick": card.pk})
        assert response.url.endswith("#add-person")
    seat = meeting.participants.get(professional=card)
    assert seat.role == Role.PROFESSIONAL.value
    assert "l’orthophoniste" in page(alice_client, meeting)


def test_a_new_seat_comes_last(alice_client, meeting):
    card = make_professional(meeting.team)
    alice_client.post(url(meeting, "guest_add"), {"pick": card.pk})
    assert meeting.participants.order_by("position").last().professional == card


def test_an_interpreter_of_the_book_sits_as_an_interpreter(alice_client, meeting):
    card = make_professional(meeting.team, "interprete")
    alice_client.post(url(meeting, "guest_add"), {"pick": card.pk})
    assert meeting.participants.get(professional=card).role == Role.INTERPRETER.value


def test_who_takes_part_only_from_afar_is_awaited_by_telephone(alice_client, meeting):
    card = make_professional(meeting.team, remote_only=True)
    alice_client.post(url(meeting, "guest_add"), {"pick": card.pk})
    assert meeting.participants.get(professional=card).presence == Presence.PHONE.value


def test_who_follows_the_pupil_is_offered_and_told_apart(alice_client, meeting):
    for house in ("SESSAD Les Tilleuls", "CMPP Nord"):
        card = make_professional(
            meeting.team, "educateur_specialise", gender="f", first_name="Marie",
            last_name="Petit", institution=make_institution(meeting.team, house, "sessad"),
        )  # fmt: skip
        make_following(meeting.pupil, card)
    shown = page(alice_client, meeting)
    assert shown.count("Suit Yanis") == 2
    for house in ("SESSAD Les Tilleuls", "CMPP Nord"):
        assert (
            f'Inviter<span class="visually-hidden"> : Marie Petit, éducatrice spécialisée · {house}</span>'
            in shown.replace("\u00a0", " ")
        )


@pytest.mark.parametrize("pick", ["", "0", "-1", "douze", "9" * 40, "1\x00"])
def test_a_forged_card_is_not_found(alice_client, meeting, pick):
    before = meeting.participants.count()
    assert alice_client.post(url(meeting, "guest_add"), {"pick": pick}).status_code == 404
    assert meeting.participants.count() == before


def test_an_archived_card_or_one_of_another_team_is_not_found(alice_client, charlie, meeting):
    archived = make_professional(meeting.team, archived_at=meeting.created_at)
    foreign = make_professional(charlie.current_team)
    for card in (archived, foreign):
        assert alice_client.post(url(meeting, "guest_add"), {"pick": card.pk}).status_code == 404


def test_the_search_reads_names_metiers_and_institutions(alice_client, meeting):
    sessad = make_institution(meeting.team, "SESSAD Les Tilleuls", "sessad")
    make_professional(
        meeting.team, "educateur_specialise", gender="f", last_name="Cohen", institution=sessad
    )
    for words in ("cohen", "éducatrice", "tilleuls", "cohen tilleuls"):
        assert "Cohen" in page(alice_client, meeting, q=words), words
    assert "Cohen" not in page(alice_client, meeting, q="pédiatre")
    assert "Rien de tel dans le carnet" in page(alice_client, meeting, q="pédiatre")


def test_somebody_already_at_the_table_is_found_but_not_offered(alice_client, meeting):
    card = make_professional(meeting.team, last_name="Martin")
    make_participant(meeting, professional=card)
    found = page(alice_client, meeting, q="martin")
    assert "Déjà à table" in found
    assert f'name="pick" value="{card.pk}"' not in found


def test_a_search_never_shows_the_book_of_another_team(alice_client, charlie, meeting):
    make_professional(charlie.current_team, last_name="Kerloc")
    assert "Kerloc" not in page(alice_client, meeting, q="kerloc").replace('value="kerloc"', "")


def test_a_long_list_says_that_there_is_more(alice_client, meeting):
    for _ in range(13):
        make_professional(meeting.team, "psyen")
    assert "précisez la recherche" in page(alice_client, meeting, q="psychologue")


@pytest.mark.parametrize("words", ["x" * 3000, "\x00", "<script>alert(1)</script>", "%", "🙂 سلام"])
def test_any_search_has_an_answer(alice_client, meeting, words):
    response = alice_client.get(url(meeting), {"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_who_the_texts_expect_and_is_missing_is_invited_by_metier(alice_client, meeting):
    teacher = make_professional(meeting.team, "professeur_ecoles", last_name="Petit")
    shown = page(alice_client, meeting)
    assert "L’enseignant ou les enseignants de l’élève" in shown
    assert "Article\u00a0L112-2-1 du code de l’éducation" in shown
    assert "metier=professeur_ecoles&amp;metier=professeur" in shown

    found = page(alice_client, meeting, metier=["professeur_ecoles", "professeur"])
    assert f'name="pick" value="{teacher.pk}"' in found
    assert f"{url(meeting, 'guest_new')}?metier=professeur_ecoles" in found

    form = alice_client.get(url(meeting, "guest_new"), {"metier": "professeur_ecoles"})
    assert '<option value="professeur_ecoles" selected>' in form.content.decode()


def test_once_invited_the_texts_expect_nobody_more(alice_client, meeting):
    make_participant(meeting, professional=make_professional(meeting.team, "professeur_ecoles"))
    assert "Toutes les personnes que les textes demandent sont à table." in page(
        alice_client, meeting
    )


@pytest.mark.parametrize("metier", ["inventé", "\x00", "<b>"])
def test_a_metier_that_does_not_exist_is_left_out(alice_client, meeting, metier):
    assert alice_client.get(url(meeting), {"metier": metier}).status_code == 200
    assert alice_client.get(url(meeting, "guest_new"), {"metier": metier}).status_code == 200


# --- From the family ---------------------------------------------------------------------------


def test_a_relative_without_a_seat_is_one_click_away(alice_client, meeting):
    aunt = make_relative(meeting.pupil, "tante", parental_authority=False)
    assert f'name="pick" value="{aunt.pk}"' in page(alice_client, meeting)
    for _ in range(2):
        alice_client.post(url(meeting, "guest_add_relative"), {"pick": aunt.pk})
    assert meeting.participants.get(family_member=aunt).role == Role.GUARDIAN.value
    assert f'name="pick" value="{aunt.pk}"' not in page(alice_client, meeting)


def test_a_relative_of_another_pupil_is_not_found(alice_client, meeting):
    other = make_relative(make_pupil(meeting.team))
    response = alice_client.post(url(meeting, "guest_add_relative"), {"pick": other.pk})
    assert response.status_code == 404


def test_a_relative_written_on_the_spot_gets_a_card_and_a_seat(alice_client, meeting):
    response = alice_client.post(url(meeting, "guest_new_relative"), new_relative())
    assert response.status_code == 302
    aunt = meeting.pupil.family.get(relation="tante")
    assert not aunt.parental_authority
    assert meeting.participants.filter(family_member=aunt).exists()


def test_the_language_and_contacts_of_a_relative_come_at_once(alice_client, meeting):
    address = url(meeting, "guest_new_relative")
    shown = alice_client.get(address).content.decode()
    assert "Jamais montrée à une autre personne, ni à l’autre parent." in shown
    assert '<option value="fr" selected>' in shown
    told = {
        "email": "tante@exemple.fr", "phone": "06 12 34 56 78", "reads_best": "autre",
        "reads_other": "soninké", "needs": "un interprète",
    }  # fmt: skip
    assert alice_client.post(address, new_relative(**told)).status_code == 302
    aunt = meeting.pupil.family.get(relation="tante")
    assert {name: getattr(aunt, name) for name in told} == told
    assert aunt.language == "soninké"


def test_what_is_not_known_of_a_relative_may_wait(alice_client, meeting):
    empty = dict.fromkeys(("email", "phone", "reads_best", "reads_other", "needs"), "")
    alice_client.post(url(meeting, "guest_new_relative"), new_relative(**empty))
    aunt = meeting.pupil.family.get(relation="tante")
    assert (aunt.email, aunt.language) == ("", "français")


@pytest.mark.parametrize(
    ("changes", "unfolded"),
    [
        ({"relation": "", "reads_best": "fr"}, False),
        ({"relation": "", "reads_best": "tr"}, True),
        ({"email": "pas une adresse", "reads_best": "fr"}, True),
        ({"reads_best": "inventé"}, True),
    ],
)
def test_what_was_folded_away_is_never_lost_from_sight(alice_client, meeting, changes, unfolded):
    response = alice_client.post(url(meeting, "guest_new_relative"), new_relative(**changes))
    assert response.status_code == 422
    assert ('<details class="more" open>' in response.content.decode()) is unfolded


def test_parental_authority_is_never_guessed(alice_client, meeting):
    response = alice_client.post(
        url(meeting, "guest_new_relative"), new_relative(parental_authority="")
    )
    assert response.status_code == 422
    assert not meeting.pupil.family.filter(relation="tante").exists()


# --- On the spot -------------------------------------------------------------------------------


def test_a_professional_written_on_the_spot_gets_a_card_and_a_seat(alice_client, meeting):
    assert alice_client.post(url(meeting, "guest_new"), new_card()).status_code == 302
    card = Professional.objects.get(last_name="Martin")
    assert (card.team, card.metier, card.gender) == (meeting.team, "psyen", "f")
    assert meeting.participants.get(professional=card).reason == "connaît le parcours de Yanis"


def test_the_metier_alone_is_enough(alice_client, meeting):
    card = new_card(first_name="", last_name="", gender="", reason="")
    assert alice_client.post(url(meeting, "guest_new"), card).status_code == 302
    assert "Psychologue de l’éducation nationale" in page(alice_client, meeting)


def test_several_people_are_written_one_after_the_other(alice_client, meeting):
    address = url(meeting, "guest_new")
    assert 'name="encore"' in alice_client.get(address).content.decode()
    response = alice_client.post(address, new_card(encore="oui"), follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert meeting.participants.filter(professional__last_name="Martin").exists()
    assert "À table\u00a0: la psychologue" in response.content.decode()
    form = response.context["form"]
    assert not any(form[name].value() for name in form.fields if name != "form_key")

    response = alice_client.post(address, new_card(last_name="Cohen"))
    assert response.url.endswith("#add-person")


def test_a_refused_person_is_kept_before_the_next(alice_client, meeting):
    response = alice_client.post(url(meeting, "guest_new"), new_card(encore="oui", metier=""))
    assert response.status_code == 422
    assert response.context["form"]["last_name"].value() == "Martin"


@pytest.mark.parametrize("count", [3, 30])
def test_going_on_with_the_next_person_query_count(
    alice_client, meeting, django_assert_num_queries, count
):
    fill(meeting, participants=count)
    with django_assert_num_queries(34):
        alice_client.post(url(meeting, "guest_new"), new_card(encore="oui"))


def test_another_metier_is_said_in_words(alice_client, meeting):
    missing = new_card(metier="autre")
    response = alice_client.post(url(meeting, "guest_new"), missing)
    assert response.status_code == 422
    assert "Écrivez quel est ce métier." in response.content.decode()

    alice_client.post(
        url(meeting, "guest_new"), new_card(metier="autre", metier_other="sophrologue")
    )
    assert meeting.participants.filter(professional__metier_other="sophrologue").exists()


def test_an_institution_is_written_at_the_same_time(alice_client, meeting):
    card = new_card(new_institution="SESSAD Les Tilleuls", new_institution_kind="sessad")
    alice_client.post(url(meeting, "guest_new"), card)
    institution = Institution.objects.get(name="SESSAD Les Tilleuls")
    assert institution.team == meeting.team
    assert meeting.participants.get(professional__institution=institution)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"metier": ""}, "metier"),
        ({"metier": "eleve"}, "metier"),
        ({"last_name": "x" * 3000}, "last_name"),
        ({"first_name": "nul\x00"}, "first_name"),
        ({"new_institution": "SESSAD"}, "new_institution_kind"),
        ({"institution": "999999"}, "institution"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(alice_client, meeting, changes, field):
    response = alice_client.post(url(meeting, "guest_new"), new_card(**changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Professional.objects.filter(first_name="Lucie").exists()
    assert not Institution.objects.exists()
    assert "connaît le parcours de Yanis" in response.content.decode()


def test_an_institution_of_another_team_cannot_be_chosen(alice_client, charlie, meeting):
    foreign = make_institution(charlie.current_team, "École de Brest")
    assert "École de Brest" not in alice_client.get(url(meeting, "guest_new")).content.decode()
    response = alice_client.post(url(meeting, "guest_new"), new_card(institution=foreign.pk))
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("guest_new", new_card),
        ("guest_new_relative", new_relative),
        ("guest_new_companion", new_companion),
    ],
)
def test_a_double_click_makes_one_person(alice_client, meeting, name, make):
    before, sent = meeting.participants.count(), make()
    for _ in range(2):
        assert alice_client.post(url(meeting, name), sent).status_code == 302
    assert meeting.participants.count() == before + 1


def test_whoever_accompanies_needs_no_card(alice_client, meeting):
    mother = meeting.participants.get(family_member__relation="mère")
    before = Professional.objects.count()
    sent = new_companion(label="sa sœur", accompanies=mother.pk)
    alice_client.post(url(meeting, "guest_new_companion"), sent)
    seat = meeting.participants.get(role=Role.COMPANION.value)
    assert (seat.label, seat.accompanies) == ("sa sœur", mother)
    assert Professional.objects.count() == before
    assert "Une personne accompagne la famille." in page(alice_client, meeting)


def test_nobody_of_another_meeting_is_accompanied(alice_client, alice, team, meeting):
    stranger = make_participant(make_meeting(team, alice))
    sent = new_companion(accompanies=stranger.pk)
    response = alice_client.post(url(meeting, "guest_new_companion"), sent)
    assert response.status_code == 422
    assert not meeting.participants.filter(role=Role.COMPANION.value).exists()


def test_an_interpreter_may_be_a_name_only(alice_client, meeting):
    sent = new_companion(role="interpreter", label="M. Haddad")
    alice_client.post(url(meeting, "guest_new_companion"), sent)
    assert meeting.participants.get(role=Role.INTERPRETER.value).label == "M. Haddad"
    assert "Une personne traduit." in page(alice_client, meeting)


# --- What the card of a relative says ----------------------------------------------------------


def test_whom_a_judge_forbids_is_not_invited_and_one_is_told_why(alice_client, meeting):
    member = make_relative(meeting.pupil, "beau-père", may_receive="nothing")
    offered = page(alice_client, meeting)
    assert "une décision de justice interdit de lui donner quoi que ce soit" in offered
    assert f'value="{member.pk}"' not in offered
    response = alice_client.post(
        url(meeting, "guest_add_relative"), {"pick": member.pk}, follow=True
    )
    assert "une invitation lui dirait où et quand on se réunit" in response.content.decode()
    assert not meeting.participants.filter(family_member=member).exists()


def test_whom_a_judge_forbids_after_the_invitation_is_said_at_the_table(alice_client, meeting):
    meeting.pupil.family.filter(relation="père").update(may_receive="nothing")
    assert "retirez cette personne de la réunion" in page(alice_client, meeting)


def test_what_is_to_find_leads_to_the_card_and_back(alice_client, meeting):
    meeting.pupil.family.filter(relation="mère").update(childcare="petite sœur")
    mother = meeting.pupil.family.get(relation="mère")
    card = reverse("partners:relative", args=[meeting.pupil_id, mother.pk])
    link = f"{card}?retour={url(meeting)}#id_childcare_found"
    assert f'href="{link}"' in page(alice_client, meeting)
    meeting.pupil.family.filter(relation="mère").update(childcare_found="la tante")
    assert link not in page(alice_client, meeting)


@pytest.mark.parametrize(("state", "notes"), [("needed", 1), ("found", 0)])
def test_an_interpreter_is_added_in_two_clicks_for_whoever_needs_one(
    alice_client, meeting, state, notes
):
    meeting.pupil.family.filter(relation="mère").update(interpreter=state, speaks_best="tr")
    seat = meeting.participants.get(family_member__relation="mère")
    link = f"{url(meeting, 'guest_new_companion')}?interprete={seat.pk}"
    shown = page(alice_client, meeting)
    assert link in shown
    assert shown.count("Noter qu’un interprète est trouvé") == notes
    form = alice_client.get(link).context["form"]
    assert form["role"].value() == Role.INTERPRETER.value
    assert form["accompanies"].value() == seat.pk
    alice_client.post(link, new_companion(role="interpreter", accompanies=seat.pk))
    assert link not in page(alice_client, meeting)


@pytest.mark.parametrize("asked", ["999999", "x", "\x00", ""])
def test_an_interpreter_for_nobody_of_this_meeting_is_an_empty_form(alice_client, meeting, asked):
    response = alice_client.get(url(meeting, "guest_new_companion"), {"interprete": asked})
    assert response.context["form"]["role"].value() == Role.COMPANION.value


def test_a_parent_without_authority_written_on_the_spot_receives_what_is_usual(
    alice_client, meeting
):
    alice_client.post(url(meeting, "guest_new_relative"), new_relative(relation="père", gender="m"))
    assert meeting.pupil.family.get(relation="père", parental_authority=False).may_receive == (
        "important"
    )
