"""The brief on a phone: every language through axe, nothing sticking out, and read aloud."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from meetings.doors import COOKIE
from tests.browser.test_axe import faults_of
from tests.browser.test_narrow import STICKING_OUT
from tests.guests import make_link, pass_gate

# A browser that speaks: it keeps what it is asked to say, and ends a sentence when told to.
SPEECH = """([languages, device]) => {
    const spoken = [];
    let current = null;
    const synth = {
        getVoices: () => languages.map((lang) => ({ lang, localService: device, name: lang })),
        speak: (utterance) => { current = utterance; spoken.push(utterance); },
        cancel: () => { const cut = current; current = null; cut?.onerror?.({}); },
        addEventListener: () => {},
    };
    Object.defineProperty(window, "speechSynthesis", { value: synth });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    window.said = () => spoken.map(({ text, lang }) => [lang, text]);
    window.endSentence = () => { const ended = current; current = null; ended.onend({}); };
    window.isSpeaking = () => current !== null;
}"""
ALL = ["fr-FR", "ar-SA", "uk-UA"]


@pytest.fixture
def address(case_1, alice):
    """The brief of the mother; `passage` is the cookie of whoever passed its gate."""
    secret = make_link(case_1.participants.get(family_member__relation="mère"), alice)
    return f"/b/{secret}"


def _let_in(page, address, live_server):
    client = pass_gate(Client(), address.rpartition("/")[2])
    cookie = client.cookies[COOKIE]
    url = f"{live_server.url}{address}"
    page.context.add_cookies([{"name": COOKIE, "value": cookie.value, "url": url}])


@pytest.mark.parametrize("language", ["fr", "simple", "ar"])
def test_no_fault_in_any_width(look, live_server, address, language):
    page = look()
    _let_in(page, address, live_server)
    faults = []
    for width in (320, 400, 1360):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}?langue={language}")
        page.evaluate(
            "() => { for (const d of document.querySelectorAll('details')) d.open = true; }"
        )
        faults += faults_of(page) + page.evaluate(STICKING_OUT)
    assert faults == []


def test_from_right_to_left_the_page_begins_on_the_right(visit, live_server, address):
    page = visit(width=400)
    _let_in(page, address, live_server)
    page.goto(f"{address}?langue=ar")
    edges = "(one) => { const box = one.getBoundingClientRect(); return [box.left, box.right]; }"
    left, right = page.locator(".points > li").first.evaluate(edges)
    number = page.locator(".points > li > div").first.evaluate(edges)
    assert number[0] - left < right - number[1], "the number stands on the right of the text"
    family = page.evaluate("() => getComputedStyle(document.body).fontFamily")
    assert "Noto Sans Arabic" in family


def test_without_javascript_one_changes_language(visit, live_server, address):
    page = visit(width=320, javascript=False)
    _let_in(page, address, live_server)
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.get_by_role("link", name="Français", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("La réunion pour Yanis")
    expect(page.get_by_role("button", name="Écouter cette page")).to_have_count(0)


@pytest.fixture
def hear(visit, live_server, address):
    """The brief in a browser that has these voices."""

    def open_page(language="fr", voices=ALL, *, on_device=True):
        page = visit(width=400, reduced_motion="reduce")
        arguments = f"[{list(voices)!r}, {str(on_device).lower()}]"
        page.add_init_script(f"({SPEECH})({arguments})")
        _let_in(page, address, live_server)
        page.goto(f"{address}?langue={language}")
        return page

    return open_page


def test_the_page_is_read_sentence_by_sentence(hear):
    page = hear()
    page.get_by_role("button", name="Écouter cette page").click()
    expect(page.locator(".is-said")).to_have_text("Pour Samia Belkacem, la mère de Yanis")
    for _ in range(4):
        page.evaluate("() => endSentence()")
    said = page.evaluate("() => said()")
    assert said[1] == ["fr", "La réunion pour Yanis"]
    assert said[2] == ["fr", "jeudi 21 janvier 2027"]
    assert said[3][1].startswith("de 10 h 15 à 11 h 30")
    assert not any("Écouter" in text for _, text in said)
    expect(page.locator(".is-said").first).to_be_in_viewport()


def test_a_highlighted_sentence_stays_readable(look, hear, live_server, address):
    page = look(width=400)
    page.add_init_script(f"({SPEECH})([{ALL!r}, true])")
    _let_in(page, address, live_server)
    page.goto(f"{address}?langue=fr")
    page.get_by_role("button", name="Écouter cette page").click()
    for _ in range(4):
        page.evaluate("() => endSentence()")
    assert faults_of(page) == []


def test_one_pauses_resumes_and_stops_with_the_keyboard(hear):
    page = hear()
    button = page.locator("[data-play]")
    button.press("Enter")
    page.evaluate("() => endSentence()")
    expect(button).to_have_text("Pause")
    button.press("Enter")
    assert not page.evaluate("() => isSpeaking()")
    expect(page.locator(".is-said")).to_have_count(0)
    expect(button).to_have_text("Reprendre")
    button.press("Enter")
    assert page.evaluate("() => said().at(-1)[1]") == "La réunion pour Yanis"
    page.get_by_role("button", name="Arrêter").press("Enter")
    assert not page.evaluate("() => isSpeaking()")
    expect(button).to_have_text("Écouter cette page")
    expect(button).to_be_focused()
    expect(page.get_by_role("button", name="Arrêter")).to_have_count(0)
    button.press("Enter")
    page.keyboard.press("Escape")
    assert not page.evaluate("() => isSpeaking()")


def test_reading_leaves_the_page_as_it_was(hear):
    page = hear()
    before = page.locator("main").inner_html()
    page.get_by_role("button", name="Écouter cette page").click()
    page.evaluate("() => { for (let i = 0; i < 6; i += 1) endSentence(); }")
    page.get_by_role("button", name="Arrêter").click()
    after = page.locator("main").inner_html()
    assert _without_controls(after) == _without_controls(before)


def _without_controls(html):
    start, _, rest = html.partition('<div class="listen')
    return start + rest.partition("</div>")[2]


def test_each_part_is_read_in_its_own_language(hear):
    page = hear("ar")
    page.locator("[data-play]").click()
    page.evaluate("() => { while (isSpeaking()) endSentence(); }")
    said = page.evaluate("() => said()")
    assert sorted({lang for lang, _ in said}) == ["ar", "fr"]
    assert any(lang == "fr" and "Centre social Bellevue" in text for lang, text in said)
    expect(page.locator(".is-said")).to_have_count(0)


def test_what_no_voice_can_say_is_passed_over(hear):
    page = hear("ar", ["ar-SA"])
    page.locator("[data-play]").click()
    page.evaluate("() => { while (isSpeaking()) endSentence(); }")
    assert {lang for lang, _ in page.evaluate("() => said()")} == {"ar"}


@pytest.mark.parametrize(("voices", "on_device"), [([], True), (["ar-SA"], True), (ALL, False)])
def test_without_a_voice_of_the_device_nothing_is_offered(hear, voices, on_device):
    """A voice from elsewhere would send there what the page says of a child."""
    page = hear("fr", voices, on_device=on_device)
    expect(page.locator("[data-listen]")).to_be_hidden()


def test_leaving_the_page_stops_the_voice(hear):
    page = hear()
    page.locator("[data-play]").click()
    assert page.evaluate("() => isSpeaking()")
    page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert not page.evaluate("() => isSpeaking()")
