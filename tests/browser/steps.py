"""What a coordinator does to prepare a meeting, each act once; a hand of `hands.py` does it.

An act ends when its author sees it done.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from playwright.sync_api import expect


@dataclass(frozen=True)
class Guest:
    """A professional who is not in the address book."""

    metier: str
    gender: str
    reason: str
    called: str
    institution: tuple[str, str] | None = None
    known_institution: str = ""


@dataclass(frozen=True)
class Point:
    title: str
    kind: str
    minutes: int
    opener: str


@dataclass
class Steps:
    """The pages of one meeting, in one browser."""

    page: Any
    hand: Any
    pictures: Path

    # --- Finding one's way ---------------------------------------------------------------------

    def link(self, name, within=None):
        return (within or self.page).get_by_role("link", name=name).first

    def button(self, name, within=None):
        return (within or self.page).get_by_role("button", name=name).first

    def field(self, label, within=None):
        return (within or self.page).get_by_label(label).first

    def radio(self, label, within=None):
        name = re.compile(f"^{re.escape(label)}$", re.IGNORECASE)
        return (within or self.page).get_by_role("radio", name=name)

    def summary(self, text):
        return self.page.locator("summary", has_text=text)

    def section(self, identity):
        return self.page.locator(f"#{identity}")

    def see_title(self, text):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def see_message(self, text):
        expect(self.section("messages")).to_contain_text(text)

    def go_to(self, step, title):
        self.hand.press(self.link(step, within=self.section("path")))
        self.see_title(title)

    def state_of(self, step):
        return self.section("path").get_by_role("listitem").filter(has_text=step).last

    def picture(self, name):
        self.pictures.mkdir(exist_ok=True)
        # Hiding the caret would leave style attributes behind, which our policy forbids.
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True, caret="initial")

    # --- Signing in, beginning -----------------------------------------------------------------

    def sign_in(self, email, password):
        self.page.goto("/")
        self.see_title("Se connecter")
        self.hand.write(self.field("Adresse"), email)
        self.hand.write(self.field("Mot de passe"), password)
        self.hand.press(self.button("Se connecter"))
        self.see_title("Semaine du")

    def begin_for_new_pupil(
        self, *, first_name, last_name, born_on, class_name, school, kind, title, convener
    ):
        """`school`: a new one, its name and sort; `convener`: one's own métier and gender."""
        self.hand.press(self.link("Préparer une réunion"))
        self.see_title("Préparer une réunion")
        self.hand.open(self.summary("n’est pas dans la liste"))
        self.hand.write(self.field("Son prénom"), first_name)
        self.hand.write(self.field("Son nom"), last_name)
        self.hand.set_day(self.field("Sa date de naissance"), born_on)
        self.hand.write(self.field("Sa classe"), class_name)
        name, sort = school
        self.hand.write(self.field("Le nom de son école"), name)
        self.hand.choose(self.field("Quelle sorte d’école"), sort)
        self.hand.pick(self.radio(kind))
        self.hand.write(self.field("Un titre court"), title)
        metier, gender = convener
        self.hand.choose(self.field("Votre métier"), metier)
        self.hand.pick(self.radio(gender))
        self.hand.press(self.button("Commencer"))
        expect(self.section("path")).to_contain_text(title)

    # --- 1. The problem ------------------------------------------------------------------------

    def open_problem(self):
        self.go_to("Le problème commun", "Que cherchons-nous à résoudre")

    def write_problem(self, sentence, viewpoints):
        self.open_problem()
        self.hand.write(self.field("En une phrase"), sentence)
        for who, words in viewpoints.items():
            self.hand.write(self.page.get_by_label(re.compile(f"^{who}")), words)
        self.hand.press(self.button("Enregistrer", within=self.section("step")))
        self.see_message("Enregistré")

    # --- 2. The guests -------------------------------------------------------------------------

    def open_guests(self):
        self.go_to("Les invités", "Qui sera autour de la table")

    def invite_relative(self, relation, gender, first_name, last_name):
        self.hand.press(self.link("Ajouter un proche"))
        self.see_title("Qui est ce proche")
        self.hand.write(self.field("Lien avec l’élève"), relation)
        self.hand.pick(self.radio(gender))
        self.hand.write(self.field("Prénom"), first_name)
        self.hand.write(self.page.get_by_label(re.compile("^Nom")), last_name)
        self.hand.pick(self.radio("oui"))
        self.hand.press(self.button("Inviter"))
        self.see_title("Qui sera autour de la table")
        self.see_message("À table")

    def invite_professional(self, guest):
        self.hand.press(self.link("Ajouter un professionnel"))
        self.see_title("Qui est ce professionnel")
        self.hand.choose(self.field("Métier"), guest.metier)
        self.hand.choose(self.field("On en parle"), guest.gender)
        if guest.known_institution:
            self.hand.choose(self.field("Établissement ou service"), guest.known_institution)
        if guest.institution:
            name, sort = guest.institution
            self.hand.open(self.summary("n’est pas dans la liste"))
            self.hand.write(self.field("Son nom"), name)
            self.hand.choose(self.field("De quelle sorte"), sort)
        self.hand.write(self.field("Vient parce que"), guest.reason)
        self.hand.press(self.button("Inviter"))
        self.see_title("Qui sera autour de la table")
        self.see_message(guest.called)

    def settle_pupil_place(self, place, words):
        section = self.section("pupil-place")
        self.hand.pick(self.radio(place, within=section))
        self.hand.write(self.field("Ce que l’élève souhaite", within=section), words)
        self.hand.press(self.button("Enregistrer", within=section))
        self.see_message("Enregistré")

    # --- 3. The place --------------------------------------------------------------------------

    def open_places(self):
        self.go_to("Le lieu", "Où chacun peut-il prendre position")

    def compare_place(self, *, name, address, ground, distance, welcomed_by, waiting):
        self.hand.press(self.link("Décrire un lieu"))
        self.see_title("Comment est ce lieu")
        self.hand.write(self.field("Nom du lieu"), name)
        self.hand.write(self.field("Adresse"), address)
        self.hand.pick(self.radio(ground))
        self.hand.write(self.field("Distance pour la mère"), distance)
        self.hand.pick(self.radio("oui", within=self.group("On entre sans marche")))
        self.hand.choose(self.field("Qui accueille"), welcomed_by)
        self.hand.write(self.field("Où la famille attend"), waiting)
        self.hand.pick(self.radio("oui", within=self.group("On y est au calme")))
        self.hand.pick(self.radio("en rond"))
        self.hand.press(self.button("Comparer ce lieu"))
        self.see_title("Où chacun peut-il prendre position")

    def group(self, legend):
        return self.page.get_by_role("group", name=legend).last

    def keep_place(self, name):
        self.hand.press(self.button(f"Retenir : {name}"))
        expect(self.button(f"Ne plus retenir : {name}")).to_be_visible()

    # --- 4. The slot ---------------------------------------------------------------------------

    def open_slots(self):
        self.go_to("Le créneau", "Quel créneau laisse la parole")

    def look_for_slot(self, start, end, minutes):
        section = self.section("add-slot")
        self.hand.set_day(self.field("À partir du", within=section), start)
        self.hand.set_day(self.field("Jusqu’au", within=section), end)
        self.hand.write(self.field("Durée", within=section), str(minutes))
        self.hand.press(self.button("Enregistrer la période", within=section))
        self.see_message("Enregistré")

    def add_slot(self, day: date, start: time):
        cards = self.section("slots").locator(".slot")
        before = cards.count()
        section = self.section("add-slot")
        self.hand.set_day(self.field("Jour", within=section), day)
        self.hand.set_hour(self.page.get_by_label("De", exact=True), start)
        self.hand.press(self.button("Ajouter ce créneau"))
        expect(cards).to_have_count(before + 1)

    def answer_for_all(self, when, answer, others):
        """Everybody gives `answer` to the slot that begins with `when`, save for `others`."""
        self.hand.press(self.link(f"Noter les réponses pour {when}"))
        self.see_title("Les réponses")
        for row in self.page.locator("#step fieldset").all():
            who = row.locator("legend").inner_text()
            said = next((one for name, one in others.items() if name in who), answer)
            self.hand.choose(self.field("Réponse", within=row), said)
        self.hand.press(self.button("Enregistrer les réponses"))
        self.see_title("Quel créneau laisse la parole")

    def choose_slot(self, when):
        self.hand.press(self.button(f"Choisir {when}"))
        chosen = self.page.locator(".slot", has=self.page.get_by_text("choisi", exact=True))
        expect(chosen).to_contain_text(when)

    # --- 5. The agenda -------------------------------------------------------------------------

    def open_agenda(self):
        self.go_to("L’ordre du jour", "De quoi parle-t-on")

    def add_point(self, point):
        section = self.section("add-item")
        self.hand.write(self.page.get_by_label("Point", exact=True), point.title)
        self.hand.choose(self.field("Pour", within=section), point.kind)
        self.hand.write(self.field("Minutes", within=section), str(point.minutes))
        self.hand.choose(self.field("Qui ouvre", within=section), point.opener)
        self.hand.press(self.button("Ajouter ce point"))
        expect(self.page.locator(".order__item").last).to_contain_text(point.title)

    def order(self):
        return [
            title.strip() for title in self.page.locator(".order .row__title").all_inner_texts()
        ]

    def set_times(self, words, rereading):
        section = self.section("times")
        self.hand.write(self.field("Temps pour les mots", within=section), str(words))
        self.hand.write(self.field("Relecture", within=section), str(rereading))
        self.hand.press(self.button("Enregistrer ces temps", within=section))
        expect(self.section("minutes")).to_contain_text(f"relecture ensemble : {rereading} minutes")

    # --- 6. What must be read before -----------------------------------------------------------

    def open_information(self):
        self.go_to("Les informations d’avant", "Qui doit savoir quoi")

    def add_information(self, point, title, *, giver, due_on, text="", file=None):
        self.hand.press(self.link(f"Ajouter une information avant « {point} »"))
        self.see_title("Que faut-il lire avant")
        self.hand.write(self.field("Ce qu’il faut lire"), title)
        self.hand.choose(self.field("Qui la donne"), giver)
        self.hand.set_day(self.field("Pour le"), due_on)
        if text:
            self.hand.write(self.field("Le texte à lire"), text)
        if file is not None:
            self.hand.give_file(self.field("Ou un document PDF"), file)
        self.hand.press(self.button("Enregistrer"))
        self.see_title("Qui doit savoir quoi")
        expect(self.section("step")).to_contain_text(title)

    # --- What comes out ------------------------------------------------------------------------

    def make_private_link(self, who):
        """The address to give, which is shown once."""
        self.hand.press(self.link("Prévenir", within=self.section("path")))
        self.see_title("Que va lire chacun")
        card = self.card_of(who)
        self.hand.press(self.button("Créer un lien privé", within=card))
        self.see_title("Un lien pour")
        return self.field("Adresse à copier").input_value()

    def card_of(self, who):
        """The card of one reader, among those to give a page to."""
        heading = self.page.get_by_role("heading", level=3, name=who)
        return self.page.get_by_role("article").filter(has=heading)

    def download_fiche(self):
        self.hand.press(self.link("Revenir aux briefs"))
        self.hand.press(self.link("La fiche à emporter", within=self.section("path")))
        self.see_title("La fiche à emporter")
        with self.page.expect_download() as download:
            self.hand.press(self.link("Télécharger la fiche"))
        return download.value
