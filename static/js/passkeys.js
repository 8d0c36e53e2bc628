// Shows what needs a passkey where the browser knows them, sets each form going with what the page
// says of it, and tells plainly when a key is refused.

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
}

for (const told of document.querySelectorAll("[data-passkey]")) {
  window.allauth.webauthn.forms[told.dataset.passkey]({ ids: JSON.parse(told.dataset.ids) });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.querySelector("[data-passkey-error]");
  if (told) told.hidden = false;
});
