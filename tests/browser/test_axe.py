"""Pages in the states they can be in, by day and by night, through axe: no violation."""

from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import expect

from meetings.models import Meeting
from tests import factories
from tests.meetings.asking.cast import open_round, seat_of

# Everything axe knows, except its experiments. Its own reading of our stylesheets is left out: it
# asks for them under wrong addresses, and only two rules about video and rotation use it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"resultTypes": ["violations"], "preload": False, "runOnly": TAGS}
COLOURS = EVERYTHING | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def faults_of(page):
    """What axe reproaches to the page, a line each. Only its colours change from day to night."""
    page.wait_for_load_state()  # of the page a click may just have asked for
    page.emulate_media(color_scheme="light")
    page.evaluate(AXE)
    faults = _run(page, "by day", EVERYTHING)
    page.emulate_media(color_scheme="dark")
    return faults + _run(page, "by night", COLOURS)


def _run(page, when, options):
    results = page.evaluate("options => axe.run(options)", options)
    return [
        f"{page.url} {when}, {violation['id']}: {node['target'][0]} {node['html'][:160]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


def test_pages_of_a_stranger(look, addresses):
    page = look(width=400)
    faults = []
    for address in (
        addresses["partners:sign_in"],
        addresses["meetings:guest_brief"],
        "/b/ce-lien-n-existe-pas",
    ):
        page.goto(address)
        faults += faults_of(page)
    assert faults == []


def test_a_meeting_where_nothing_is_written(look, alice, meeting):
    page = look(alice)
    faults = []
    for step in ("", "probleme", "invites", "lieu", "creneau", "ordre-du-jour", "informations"):
        page.goto(f"/reunions/{meeting.reference}/{step}")
        faults += faults_of(page)
    assert faults == []


def test_a_round_of_dates(look, alice, meeting):
    round = open_round(meeting, alice, seat_of(meeting, "mère"))
    round.asked.update(by_mail=True)
    page = look(alice, width=400)
    page.goto(f"/reunions/{meeting.reference}/creneau/demander")
    page.get_by_text("Demander de nouveau").first.click()
    faults = faults_of(page)
    page.get_by_role("button", name="Sur papier").first.click()
    page.get_by_role("link", name="Télécharger le coupon").wait_for()
    assert faults + faults_of(page) == []


def test_forms_that_were_refused(look, alice, addresses):
    page = look(alice)
    faults = []
    for name, button in (
        ("meetings:new", "Commencer"),
        ("meetings:guest_new", "Inviter"),
        ("meetings:guest_new_relative", "Inviter"),
        ("meetings:guest_new_companion", "Inviter"),
        ("meetings:place_add", "Comparer ce lieu"),
        ("meetings:slot", "Ajouter ce créneau"),
        ("meetings:poll_import", "Lire ce sondage"),
        ("meetings:agenda", "Ajouter ce point"),
        ("meetings:information_add", "Enregistrer"),
        ("meetings:cancel", "Annuler la réunion"),
        ("partners:pupil_add", "Ajouter"),
        ("partners:relative_add", "Ajouter à la famille"),
        ("partners:secret_address", "Garder cette adresse à part"),
        ("partners:schooling_add", "Noter cette année"),
        ("partners:professional_add", "Ajouter au carnet"),
        ("partners:institution_add", "Ajouter au carnet"),
        ("partners:room_add", "Ajouter la salle"),
        ("partners:metier_add", "Enregistrer"),
        ("partners:imports", "Lire ce tableau"),
        ("partners:password", "Changer le mot de passe"),
    ):
        page.goto(addresses[name])
        send_as_it_is(page, button)
        expect(page.get_by_role("alert")).to_be_focused()
        faults += faults_of(page)
    assert faults == []


def send_as_it_is(page, button):
    """Press the button of a form the browser would have stopped first."""
    page.evaluate("() => { for (const form of document.forms) form.noValidate = true; }")
    page.get_by_role("main").get_by_role("button", name=button).last.click()


def test_a_conflict(look, alice, case_1):
    page = look(alice)
    page.goto(f"/reunions/{case_1.reference}/probleme")
    Meeting.objects.update(problem="Une autre phrase, écrite ailleurs.")
    page.get_by_label("En une phrase").fill("Ma phrase à moi.")
    page.get_by_label("Yanis").click()
    expect(page.get_by_role("alert")).to_contain_text("Une autre phrase, écrite ailleurs.")
    assert faults_of(page) == []


def test_what_is_folded_away(look, alice, case_1):
    """Details open, a point d’attention put aside, a link made: what a first look does not show."""
    page = look(alice)
    faults = []
    for step in ("invites", "lieu", "creneau", "brief"):
        page.goto(f"/reunions/{case_1.reference}/{step}")
        page.evaluate(
            "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
        )
        faults += faults_of(page)
    page.get_by_role("button", name="Créer un lien privé").first.click()
    expect(page.get_by_label("Adresse à copier")).to_be_visible()
    faults += faults_of(page)
    assert faults == []


def test_what_the_header_finds(look, alice, case_1):
    page = look(alice)
    page.goto("/")
    page.get_by_label("Chercher une personne").press_sequentially("yanis")
    expect(page.locator("#site-found")).to_contain_text("Yanis")
    assert faults_of(page) == []


def test_axe_sees_what_is_wrong(look, alice, case_1):
    """A check that always passes would prove nothing."""
    page = look(alice)
    page.goto(f"/reunions/{case_1.reference}/probleme")
    page.evaluate("() => document.querySelector('label[for=id_problem]').remove()")
    page.evaluate("() => document.documentElement.style.setProperty('--ink', '#444')")
    faults = faults_of(page)
    assert any("by day, label: #id_problem" in fault for fault in faults)
    assert any("by night, color-contrast" in fault for fault in faults)
    assert not any("by day, color-contrast" in fault for fault in faults)


def test_a_team_that_begins(look, alice):
    page = look(alice)
    faults = []
    for address in (
        "/",
        "/reunions/",
        "/reunions/preparer",
        "/eleves/",
        "/carnet/",
        "/carnet/lieux/",
    ):
        page.goto(address)
        faults += faults_of(page)
    assert faults == []


def test_a_door_that_stays_closed(look, team):
    """The form of the door, refused, then refused for too long."""
    account = factories.make_account(team)
    page = look()
    page.goto("/connexion")
    faults = []
    for _ in range(5):
        page.get_by_label("Adresse").fill(account.email)
        page.get_by_label("Mot de passe").fill("pas celui-là")
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_load_state()
        faults += faults_of(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trop d’essais")
    assert faults == []


def test_what_is_given_back_when_the_session_ended(look, alice, meeting):
    page = look(alice)
    page.goto(f"/reunions/{meeting.reference}/probleme")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("En une phrase").fill("Une phrase déjà longue.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("plus connecté")
    assert faults_of(page) == []


def test_a_fault_of_ours(visit, look, alice, monkeypatch):
    visit.tolerated = "status of 500"
    monkeypatch.setattr("meetings.overview.views.meetings.read_dossiers", None)
    page = look(alice)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Un problème est arrivé chez nous")
    assert faults_of(page) == []
