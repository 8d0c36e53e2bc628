// The strip at the top: which meeting, which point, what is done, what remains, what is saved.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { pointLeft, wholeLeft } from "./times.js";

const SENDING_MS = 3000; // an act on its way that long is said to be kept here

const isOpen = ({ state }) => state.opened_at !== null && state.closed_at === null;

const isCurrent = (store, ui, item) => ui.view === "" && store.state.item === item;

// Time was spent on it, and one went on.
const isDone = ({ state }, item) => (state.item_ms[item] ?? 0) > 0 && state.item !== item;

const numberOf = (boot, index) => {
  const numbered = (one) => !["welcome", "reread"].includes(one.kind);
  return numbered(boot.items[index]) ? boot.items.slice(0, index + 1).filter(numbered).length : 0;
};

const SHORT_TITLE = 18; // letters: no room is saved by cutting less

const pointClass = (current, title) =>
  ["points__one", current ? "points__one--current" : "", title.length > SHORT_TITLE ? "points__one--long" : ""].join(" ");

const pointButton = (store, ui, point, index) => {
  const number = numberOf(store.boot, index);
  const current = isCurrent(store, ui, point.item);
  return html`
    <li class=${pointClass(current, point.title)}>
      <button
        type="button"
        class="points__go"
        title=${point.title}
        aria-current=${current ? "step" : nothing}
        ?disabled=${!isOpen(store)}
        @click=${() => ui.goTo(point.item)}
      >
        ${number ? html`<span>${number}</span>` : nothing}
        <span class="points__title">${point.title}</span>
        ${isDone(store, point.item)
          ? html`<span aria-hidden="true">✓</span><span class="visually-hidden">, fait</span>`
          : nothing}
      </button>
    </li>
  `;
};

// Before the opening no point can be pressed: the row itself is what one makes slide.
const points = (store, ui) => html`
  <nav class="points" aria-label="Les points" tabindex=${isOpen(store) ? nothing : 0}>
    <ol class="points__list">
      ${store.boot.items.map((point, index) => pointButton(store, ui, point, index))}
      <li class=${pointClass(ui.view === "closing", "Fermer")}>
        <button type="button" class="points__go" aria-current=${ui.view === "closing" ? "step" : nothing}
          ?disabled=${!isOpen(store)} @click=${() => ui.show("closing")}>Fermer</button>
      </li>
    </ol>
  </nav>
`;

const kept = (count) =>
  count > 1
    ? `${count}\u00a0ajouts gardés sur cet appareil, pas encore envoyés`
    : "1\u00a0ajout gardé sur cet appareil, pas encore envoyé";

// What is not saved yet, in words; "" while it may still be on its way, or is not yet kept here.
const unsaved = ({ pending, trouble, writing }, ui) => {
  if (pending === 0 || writing > 0) return "";
  const waited = performance.now() - (ui.get("pendingSince") ?? 0);
  return trouble || waited > SENDING_MS ? kept(pending) : "";
};

export const network = (store, ui) => {
  const words = unsaved(store, ui);
  if (words) return { words, saved: false };
  if (store.pending > 0) return { words: "Enregistrement…", saved: true };
  return { words: store.trouble === "network" ? "Tout est enregistré, pas de réseau" : "Tout est enregistré", saved: true };
};

const time = (store) => {
  if (store.state.closed_at !== null) return nothing;
  const point = pointLeft(store);
  return html`
    <p class="strip__time">
      <b class="strip__left">${wholeLeft(store)}</b>
      ${point ? html`<span class="strip__point">${point}</span>` : nothing}
    </p>
  `;
};

export const stripView = (store, ui) => {
  const { words, saved } = network(store, ui);
  return html`
    <header class="strip">
      <div class="strip__what">
        <p class="strip__title">${store.boot.meeting.title}</p>
        <p class=${saved ? "strip__saved" : "strip__saved strip__saved--not"}>
          <span aria-hidden="true">${saved ? "✓" : "!"}</span> ${words}
        </p>
      </div>
      ${store.state.closed_at === null ? points(store, ui) : nothing}
      ${time(store)}
    </header>
  `;
};
