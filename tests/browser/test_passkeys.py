"""Passkeys, with a key that the browser itself plays, under our own Content-Security-Policy."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import expect

from intermetiers.web.models import JournalEntry
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.factories import PASSWORD


def _give_key(page):
    """Plug into this browser a key that knows its owner by the finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _sign_in(page, account):
    page.goto("/connexion")
    page.get_by_label("Adresse électronique").fill(account.email)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/connexion"))


def _open_adding(page):
    page.goto("/compte/securite")
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Votre mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()


def _add_key(page, *, alone):
    _open_adding(page)
    page.locator("[name=name]").fill("Mon téléphone")
    page.locator("[name=passwordless]").set_checked(alone)
    page.get_by_role("button", name="Ajouter cette clé").click()
    page.wait_for_url(lambda url: not url.endswith("/ajouter"))


def _last_ways():
    return JournalEntry.objects.filter(act="signed_in").latest("pk").detail["ways"]


def test_a_passkey_opens_the_account_without_a_password(visit, alice):
    page = visit()
    _give_key(page)
    _sign_in(page, alice)
    _add_key(page, alone=True)
    page.goto("/compte/securite")
    expect(page.get_by_role("main")).to_contain_text("Mon téléphone")
    page.context.clear_cookies()
    page.goto("/connexion")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    page.wait_for_url(lambda url: not url.endswith("/connexion"))
    page.goto("/compte")
    expect(page.get_by_role("main")).to_contain_text(alice.email)
    assert _last_ways() == ["webauthn"]


def test_a_key_that_needs_a_password_is_asked_for_after_it(visit, alice):
    page = visit()
    _give_key(page)
    _sign_in(page, alice)
    _add_key(page, alone=False)
    page.context.clear_cookies()
    _sign_in(page, alice)
    page.wait_for_url("**/connexion/second")
    page.get_by_role("button", name="Prendre ma clé d’accès").click()
    page.wait_for_url(lambda url: "/connexion" not in url)
    assert _last_ways() == ["password", "webauthn"]


def test_a_key_that_is_not_known_opens_nothing_and_says_so(visit, alice, screenshots):
    page = visit()
    _give_key(page)
    _sign_in(page, alice)
    _add_key(page, alone=True)
    Authenticator.objects.filter(user=alice).delete()
    page.context.clear_cookies()
    page.goto("/connexion")
    with page.expect_navigation():
        page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    page.screenshot(path=screenshots / "passkey-unknown.png")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
    expect(page.get_by_role("main")).to_contain_text("Cette clé n’ouvre aucun compte ici")
    page.goto("/compte")
    page.wait_for_url("**/connexion?**")


def test_its_pages_are_for_everybody(look, alice, screenshots):
    page = look(width=400)
    _sign_in(page, alice)
    _open_adding(page)
    page.wait_for_url("**/cles/ajouter")
    faults = axe_faults(page) + sticking_out(page)
    page.screenshot(path=screenshots / "securite-cles-ajouter.png", full_page=True)
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    key = Authenticator.objects.create(user=alice, type="webauthn", data={"name": "Clé bleue"})
    for name in ("", "/application/retirer", "/codes", f"/cles/{key.pk}/nom"):
        page.goto(f"/compte/securite{name}")
        assert "/confirmer" not in page.url
        faults += axe_faults(page) + sticking_out(page)
        picture = screenshots / f"securite{name.replace('/', '-').replace(str(key.pk), 'n')}"
        for width in (1360, 400):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{picture}-{width}.png", full_page=True)
        page.emulate_media(color_scheme="light")
    assert faults == []
