// A form saved as one types carries, in hidden inputs named « initial-… », what its author has
// seen. Once a value is saved, its author has seen it: without this the next change would look
// like somebody else's.

const remember = ({ detail }) => {
  const form = detail.elt.closest?.("form[data-autosave]");
  if (!form || !detail.successful) return;
  const sent = detail.requestConfig.formData;
  for (const seen of form.querySelectorAll('input[type="hidden"][name^="initial-"]')) {
    seen.value = sent.get(seen.name.slice("initial-".length)) ?? "";
  }
};

document.addEventListener("htmx:afterRequest", remember);
