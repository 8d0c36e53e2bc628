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

const submitOnChange = (event) => {
  event.target.closest?.("form[data-autosubmit]")?.requestSubmit();
};

document.addEventListener("submit", holdSubmit);
document.addEventListener("change", submitOnChange);
document.addEventListener("htmx:afterRequest", release);
document.addEventListener("htmx:afterSwap", (event) => focusOn(event.target));
// A page that comes back from the history comes back as it was left, buttons held.
window.addEventListener("pageshow", release);
