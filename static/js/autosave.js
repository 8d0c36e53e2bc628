// A form saved as one types carries, in hidden inputs named « initial-… », what its author has
// seen. Once a value is saved, its author has seen it: without this the next change would look
// like somebody else's.

const autosaved = ({ detail }) => detail.elt.closest?.("form[data-autosave]");

const remember = (event) => {
  const form = autosaved(event);
  if (!form || !event.detail.successful) return;
  const sent = event.detail.requestConfig.formData;
  for (const seen of form.querySelectorAll('input[type="hidden"][name^="initial-"]')) {
    seen.value = sent.get(seen.name.slice("initial-".length)) ?? "";
  }
};

// A refused form comes back whole, in place of the one on the screen: what was typed while it
// travelled goes over to it.
const keepTyping = (event) => {
  const form = autosaved(event);
  if (!form || event.detail.xhr.status !== 422) return;
  const sent = event.detail.requestConfig.formData;
  const typed = [...form.querySelectorAll("textarea[id], input:is([type=text], [type=number])[id]")]
    .filter((field) => field.value !== (sent.get(field.name) ?? "").replaceAll("\r\n", "\n"));
  const restore = () => {
    for (const { id, value } of typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
  };
  document.addEventListener("htmx:afterSwap", restore, { once: true });
};

// A date says it changed at each figure of its year: it is only whole once one leaves it.
const DATES = "form[data-autosave] input:is([type=date], [type=time])";
const unfinished = new WeakSet();

const waitForWholeDate = (event) => {
  if (!event.target.matches(DATES) || !event.target.matches(":focus-within")) return;
  event.stopPropagation();
  unfinished.add(event.target);
};

const finishDate = ({ target }) => {
  if (unfinished.delete(target)) target.dispatchEvent(new Event("change", { bubbles: true }));
};

// Nobody answered, or our server failed: htmx would say nothing of it.
const sayNotSaved = () => {
  const list = document.createElement("ul");
  const item = document.createElement("li");
  list.className = "messages";
  item.className = "notice notice--error";
  item.textContent =
    "Ce n’est pas encore enregistré. Ce que vous avez écrit est toujours là. Vérifiez la connexion, puis recommencez.";
  list.append(item);
  const messages = document.getElementById("messages");
  messages?.replaceChildren(list);
  messages?.classList.add("messages-region--afloat");
};

// Without this module the button is the only way, so the page says nothing of it by itself.
const tellOfIt = () => {
  for (const note of document.querySelectorAll("[data-with-autosave]")) note.hidden = false;
};

// An act that replaces the middle of the page waits for what is still being saved in it: the answer
// to a form that is gone would find nothing to bring up to date.
const saving = () => document.querySelector("form[data-autosave].htmx-request");

const saveFirst = (event) => {
  if (event.target.matches("form[data-autosave]") || !saving()) return;
  event.preventDefault();
  const proceed = () => {
    if (saving()) return;
    document.removeEventListener("htmx:afterRequest", later);
    event.detail.issueRequest(true);
  };
  // One turn later: a form that saves twice in a row sends the second as the first comes back.
  const later = () => setTimeout(proceed);
  document.addEventListener("htmx:afterRequest", later);
};

tellOfIt();
document.addEventListener("htmx:afterSettle", tellOfIt);
document.addEventListener("htmx:confirm", saveFirst);
document.addEventListener("change", waitForWholeDate, { capture: true });
document.addEventListener("focusout", finishDate);
document.addEventListener("htmx:afterRequest", remember);
document.addEventListener("htmx:beforeSwap", keepTyping);
document.addEventListener("htmx:responseError", sayNotSaved);
document.addEventListener("htmx:sendError", sayNotSaved);
