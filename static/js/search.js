// The search of the header as one types. Without script it is a plain form that leads to a page.

const form = document.querySelector(".site-search");

if (form) {
  const field = form.querySelector("input");
  const found = document.getElementById("site-found");
  const said = document.getElementById("site-said");

  const close = () => {
    field.dispatchEvent(new Event("htmx:abort"));
    found.replaceChildren();
    said.textContent = "";
  };

  // The arrows go from the field through the results, and back.
  const step = (way) => {
    const stops = [field, ...found.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + way];
    next?.focus();
    return Boolean(next);
  };

  form.addEventListener("keydown", (event) => {
    if (!found.childElementCount) return;
    if (event.key === "Escape") {
      close();
      field.focus();
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (step(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  field.addEventListener("input", () => {
    if (!field.value.trim()) close();
  });
  found.addEventListener("htmx:afterSwap", () => {
    const late = !field.value.trim() || !form.contains(document.activeElement);
    if (late) close();
    else said.textContent = found.querySelector("[data-said]")?.textContent.trim() ?? "";
  });
}
