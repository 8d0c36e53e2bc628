// Drag the items of a list into another order, then post the form around it. The keyboard way is
// the up and down buttons, which are part of the form and need no script.

const GRIP = "order__grip";
const DRAGGED = "order__item--dragged";

const addGrip = (item) => {
  if (item.querySelector(`.${GRIP}`)) return;
  const grip = document.createElement("span");
  grip.className = GRIP;
  grip.setAttribute("aria-hidden", "true");
  grip.textContent = "⠿";
  item.prepend(grip);
};

const place = (list, item, y) => {
  const others = [...list.querySelectorAll(".order__item")].filter((other) => other !== item);
  const next = others.find((other) => {
    const box = other.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  if (next) next.before(item);
  else list.append(item);
};

const orderOf = (list) => [...list.querySelectorAll(".order__item")].map((item) => item.dataset.key).join();

const drag = (event) => {
  const item = event.target.closest?.(`[data-reorder] .${GRIP}`)?.closest(".order__item");
  if (!item || event.button !== 0) return;
  event.preventDefault();
  const list = item.parentElement;
  const before = orderOf(list);
  item.classList.add(DRAGGED);
  const move = (moved) => place(list, item, moved.clientY);
  const drop = () => {
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    item.classList.remove(DRAGGED);
    if (orderOf(list) !== before) list.closest("form").requestSubmit();
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
};

const prepare = (root) => {
  for (const item of root.querySelectorAll("[data-reorder] .order__item")) addGrip(item);
};

document.addEventListener("pointerdown", drag);
document.addEventListener("htmx:afterSwap", () => prepare(document));
prepare(document);
