// Small comforts on top of pages that work without them.

// On a whole page the autofocus attribute does it; a swapped fragment needs a hand.
const focusOn = (root) => {
  root.querySelector("[data-focus]")?.focus();
};

// One submit at a time: a second press while the first travels would do the act twice.
const holdSubmit = (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "repeatable" in form.dataset) return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  form.setAttribute("aria-busy", "true");
  event.submitter?.setAttribute("aria-busy", "true");
};

const release = () => {
  for (const held of document.querySelectorAll('form[aria-busy], .button[aria-busy]')) {
    held.removeAttribute("aria-busy");
  }
};

// What was saved without leaving the page is said where one looks, over the foot of the window;
// a word of success goes away by itself, anything else stays.
const SHOWN_MS = 6000;

const float = () => {
  const region = document.getElementById("messages");
  if (!region?.childElementCount) return;
  region.classList.add("messages-region--afloat");
  if (region.querySelector(".notice--error, .notice--warning")) return;
  setTimeout(() => region.replaceChildren(), SHOWN_MS);
};

// « Copier » is drawn only where the browser can do it.
const offerCopies = (root) => {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) button.hidden = false;
};

const copy = async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(field.value);
  button.textContent = "Copié";
};

document.addEventListener("click", copy);
offerCopies(document);
document.addEventListener("submit", holdSubmit);
document.addEventListener("htmx:afterRequest", release);
document.addEventListener("htmx:afterSettle", float);
document.addEventListener("htmx:afterSwap", (event) => focusOn(event.target));
// A page that comes back from the history comes back as it was left, buttons held.
window.addEventListener("pageshow", release);
