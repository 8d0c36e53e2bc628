// The shared screen, once htmx has put in place what is new: the latest stays in view, whoever is
// reading further up is left there, and a network that is away is said.

const LIST = "screen-list";
// Somebody who moved the list less than a minute ago is reading it.
const READING_MS = 60_000;

const list = () => document.getElementById(LIST);
const heading = () => document.getElementById("screen-heading").textContent;

let lastHand = -Infinity;
let before = null;

const byHand = () => {
  lastHand = performance.now();
};

// How far the page is below the top of its box, whichever end the box scrolls from.
const depth = (box) => box.getBoundingClientRect().top - box.firstElementChild.getBoundingClientRect().top;

document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (detail.target.id !== LIST) return;
  const isRead = performance.now() - lastHand < READING_MS;
  before = { heading: heading(), depth: depth(detail.target), isRead };
});

document.addEventListener("htmx:oobAfterSwap", ({ target }) => {
  if (target.id !== LIST || !before) return;
  const box = list();
  const isSamePlace = before.heading === heading();
  // The re-reading is walked through: what changes in it moves it only when it is out of sight.
  const stays = isSamePlace && (before.isRead || box.classList.contains("scroll--rereading"));
  if (stays) box.scrollTop += before.depth - depth(box);
  const fresh = [...box.querySelectorAll("[data-fresh]")].at(-1);
  if (isSamePlace && !before.isRead) fresh?.scrollIntoView({ block: "nearest" });
  before = null;
});

for (const kind of ["wheel", "touchmove", "pointerdown"]) {
  document.addEventListener(kind, byHand, { passive: true });
}

// A remote control of slides sends these keys to the page, which itself has nothing to scroll.
const PAGES = { PageDown: 0.8, PageUp: -0.8, ArrowDown: 0.2, ArrowUp: -0.2 };

document.addEventListener("keydown", (event) => {
  const share = PAGES[event.key];
  if (!share || event.ctrlKey || event.altKey || event.metaKey) return;
  byHand();
  if (event.target === list()) return; // the browser does it
  list().scrollBy({ top: share * list().clientHeight });
});

// Said in words, and said once: an alert that is written again is read again.
const away = document.getElementById("screen-away");

const sayNetwork = (isAway) => {
  const words = isAway ? away.dataset.words : "";
  if (away.textContent.trim() === words) return;
  away.textContent = words;
  away.classList.toggle("away--on", isAway);
};

for (const kind of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(kind, () => sayNetwork(true));
}
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.xhr.status) sayNetwork(detail.xhr.status >= 500);
});
window.addEventListener("offline", () => sayNetwork(true));

// A tablet laid on the table does not go dark while everybody looks at it.
const stayLit = async () => {
  if (document.visibilityState !== "visible") return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // The device saves its battery, or has no such thing: its own settings decide.
  }
};

document.addEventListener("visibilitychange", stayLit);
stayLit();
