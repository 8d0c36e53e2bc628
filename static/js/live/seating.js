// Seats move on the table as people sit: dragged, or picked and put down, or by the arrows.

import { calledOf, capital, seated } from "./people.js";

const DRAGGED_PX = 8; // less is a finger that trembles

const orderOf = (store) => seated(store).map(({ who }) => who);

export const moving = (ui) => ui.get("moving") === true;

export const picked = (ui) => ui.get("picked") ?? "";

export const startMoving = (ui, on) => {
  ui.set("picked", "");
  ui.set("moving", on);
  ui.say(on ? "Choisissez un siège, puis sa nouvelle place." : "Les places sont gardées.");
};

// `target` is who sits at the place wanted: between the two, everybody shifts by one.
const moveTo = (store, ui, who, target) => {
  const order = orderOf(store);
  const place = order.indexOf(target);
  const others = order.filter((one) => one !== who);
  others.splice(place, 0, who);
  store.act("seats", { order: others });
  const [before, after] = [others.at(place - 1), others[(place + 1) % others.length]];
  ui.say(`${capital(calledOf(store, who))}\u00a0: entre ${calledOf(store, before)} et ${calledOf(store, after)}.`);
};

// `shown` are the seats drawn: one goes past those, not past somebody who is not at the table.
export const step = (store, ui, shown, by) => {
  const who = picked(ui);
  const index = shown.findIndex((person) => person.who === who);
  if (index < 0 || shown.length < 2) return;
  moveTo(store, ui, who, shown.at((index + by) % shown.length).who);
};

export const pick = (store, ui, who) => {
  const before = picked(ui);
  if (!before) {
    ui.set("picked", who);
    ui.say(`${capital(calledOf(store, who))}\u00a0: choisissez sa nouvelle place.`);
    return;
  }
  if (before !== who) moveTo(store, ui, before, who);
  ui.set("picked", "");
};

const nearest = (seat, { clientX, clientY }) => {
  const far = (other) => {
    const box = other.getBoundingClientRect();
    return Math.hypot(box.x + box.width / 2 - clientX, box.y + box.height / 2 - clientY);
  };
  const others = [...seat.parentElement.querySelectorAll("[data-who]")].filter((other) => other !== seat);
  return others.reduce((best, other) => (best && far(best) <= far(other) ? best : other), null);
};

export const drag = (event, store, ui) => {
  const seat = event.currentTarget;
  if (!moving(ui) || event.button !== 0) return;
  let dragged = false;
  const follow = (moved) => {
    const [dx, dy] = [moved.clientX - event.clientX, moved.clientY - event.clientY];
    dragged ||= Math.hypot(dx, dy) > DRAGGED_PX;
    if (!dragged) return;
    seat.style.setProperty("--dx", `${dx}px`);
    seat.style.setProperty("--dy", `${dy}px`);
  };
  const drop = (dropped) => {
    seat.removeEventListener("pointermove", follow);
    seat.removeEventListener("pointerup", drop);
    seat.removeEventListener("pointercancel", drop);
    seat.style.removeProperty("--dx");
    seat.style.removeProperty("--dy");
    if (!dragged) return;
    // The click that follows a drag is no touch of the seat.
    seat.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
    const target = dropped.type === "pointerup" ? nearest(seat, dropped) : null;
    ui.set("picked", "");
    if (target) moveTo(store, ui, seat.dataset.who, target.dataset.who);
  };
  seat.setPointerCapture(event.pointerId);
  seat.addEventListener("pointermove", follow);
  seat.addEventListener("pointerup", drop);
  seat.addEventListener("pointercancel", drop);
};
