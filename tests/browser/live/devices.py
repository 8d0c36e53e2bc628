"""The core of a device alone: the store of a meeting in a page with nothing else in it."""

from django.templatetags.static import static

from meetings.live import acts_of
from meetings.models import LiveAct

OPEN = """async ({ module, address }) => {
    const { openStore } = await import(module);
    const text = await (await fetch(address)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    window.store = await openStore(JSON.parse(page.getElementById("live-boot").textContent));
}"""
# What a browser says of an answer that fails, for `visit.tolerated`.
CUT = r"/actes\S*: Failed to load resource"
NOTE = """(texts) => texts.map((text) => store.act("entry", {
    entry: crypto.randomUUID(), note: "agreement", item: "accueil", text, over: [],
}).id)"""
SAVED = "store.pending === 0 && store.writing === 0 && store.trouble === ''"

# Everything this browser keeps for the site, as letters one may search.
ON_DISK = """async () => {
    const lettersOf = (value) => {
        if (value instanceof ArrayBuffer) value = new Uint8Array(value);
        if (ArrayBuffer.isView(value)) {
            return [...value].map((byte) => String.fromCharCode(byte)).join("");
        }
        if (value && typeof value === "object") return Object.values(value).map(lettersOf).join(" ");
        return String(value);
    };
    const ended = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const found = [];
    for (const { name } of await indexedDB.databases()) {
        const base = await ended(indexedDB.open(name));
        for (const table of base.objectStoreNames) {
            const records = base.transaction(table).objectStore(table);
            const keys = await ended(records.getAllKeys());
            const values = await ended(base.transaction(table).objectStore(table).getAll());
            keys.forEach((key, i) => found.push([key.join(" "), lettersOf(values[i])]));
        }
        base.close();
    }
    for (const name of await caches.keys()) {
        const kept = await caches.open(name);
        for (const request of await kept.keys()) {
            if (request.url.includes("/static/")) continue;
            found.push([request.url, await (await kept.match(request)).text()]);
        }
    }
    for (const [key, value] of Object.entries(localStorage)) found.push([key, value]);
    return found;
}"""
SHELL_KEPT = """async () => {
    const kept = await caches.open("reunion");
    return Boolean(await kept.match("/reunions/hors-ligne"));
}"""


def device(page, meeting):
    """Open the store of the meeting in a bare page; `store` is then a name of the page."""
    page.goto("/reunions/hors-ligne")
    address = f"/reunions/{meeting.reference}/tenir"
    page.evaluate(OPEN, {"module": static("js/live/store.js"), "address": address})
    return page


def note(page, *texts):
    return page.evaluate(NOTE, list(texts))


def until(page, condition):
    """Wait until this expression is true in the page; our policy forbids it to be a mere text."""
    page.wait_for_function(f"() => {condition}")


def wait_saved(page):
    until(page, SAVED)


def wait_shell(page):
    """Until the worker has all that the page needs to load again without network."""
    for _ in range(100):
        if page.evaluate(SHELL_KEPT):
            return
        page.wait_for_timeout(100)
    assert page.evaluate(SHELL_KEPT)


def keys_in_session(page):
    """The keys that this tab has of meetings."""
    return page.evaluate("Object.keys(sessionStorage).filter((name) => name.includes('tenir'))")


def on_disk(page):
    """[(name, letters)] of all that this browser keeps for the site, but the session of a tab."""
    return page.evaluate(ON_DISK)


def texts_on_server(meeting):
    """The texts of what the server has, in the order of the meeting."""
    acts = sorted(acts_of(LiveAct.objects.filter(meeting=meeting)), key=lambda act: act.order)
    return [act.payload["text"] for act in acts if act.kind == "entry"]


def wait_on_server(page, meeting, texts):
    """Until the server has these texts, in this order; the page goes on meanwhile."""
    for _ in range(100):
        if texts_on_server(meeting) == texts:
            return
        page.wait_for_timeout(100)
    assert texts_on_server(meeting) == texts
