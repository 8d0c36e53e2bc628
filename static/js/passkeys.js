// Shows what needs a passkey where the browser knows them, and says plainly when a key is refused.

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.querySelector("[data-passkey-error]");
  if (told) told.hidden = false;
});
