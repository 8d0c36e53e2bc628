// What the views need besides the meeting itself: which form is open, where the focus goes, what
// is said aloud, where one is on the page. Nothing here is saved, except a few choices of comfort.

import { remember, remembered } from "./device.js";

export const openUi = (store, draw) => {
  const values = new Map();
  let waiting = false;
  let focused = "";

  const focusNow = () => {
    if (!focused) return;
    document.getElementById(focused)?.focus();
    focused = "";
  };

  // One drawing for all that changed at once, at once: a test of the eye is 100 ms.
  const render = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      draw();
      focusNow();
    });
  };

  const set = (name, value) => {
    if (values.get(name) === value) return;
    values.set(name, value);
    render();
  };

  const ui = {
    render,
    set,
    get: (name) => values.get(name),
    remembered: (name) => values.get(`device.${name}`) ?? remembered(name),
    remember(name, value) {
      remember(name, value);
      set(`device.${name}`, value);
    },
    // Once drawn: what is asked for may not be there yet.
    focus(id) {
      focused = id;
      render();
    },
    // The same words twice are said twice.
    say: (text) => set("said", values.get("said") === text ? `${text}\u00a0` : text),
    get keys() {
      return ui.remembered("keys") !== "off";
    },
    get view() {
      return values.get("view") ?? "";
    },
    show(view) {
      set("view", view);
      set("pane", "notes");
      ui.focus("live-title");
    },
    pane: (name) => set("pane", name),
    goTo(item) {
      if (item !== store.state.item) store.act("point", { item });
      ui.show("");
    },
    // From the last point one goes on to the closing, and back.
    nextPoint(by) {
      const { opened_at: opened, closed_at: closed, item } = store.state;
      if (opened === null || closed !== null) return;
      const stops = [...store.boot.items.map((point) => point.item), "closing"];
      const here = ui.view === "closing" ? stops.length - 1 : stops.indexOf(item);
      const next = stops[here + by];
      if (next === "closing") ui.show("closing");
      else if (next !== undefined) ui.goTo(next);
    },
  };
  return ui;
};
