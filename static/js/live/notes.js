// A point of the meeting: what it is, what it rests on, the line, and what was written on it.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { entriesOn, goneFrom } from "./entries.js";
import { informationView } from "./information.js";
import { lineView } from "./line.js";
import { goneRow, noteRow } from "./note_row.js";
import { calledOf } from "./people.js";

const pointOf = ({ boot }, item) => boot.items.find((point) => point.item === item);

const about = (store, point) =>
  [
    point.kind_label,
    point.minutes ? `${point.minutes}\u00a0minutes` : "",
    point.opener ? `${calledOf(store, point.opener)} commence` : "",
  ].filter(Boolean).join(" · ");

// What was just kept stands under the line.
const written = (store, ui, item) => {
  const entries = entriesOn(store, item).toReversed();
  const gone = goneFrom(store, item);
  if (entries.length + gone.length === 0) {
    return html`<p class="notes__none soft">Rien n’est encore écrit sur ce point.</p>`;
  }
  return html`
    <ul class="notes" aria-label="Ce qui est écrit sur ce point">
      ${repeat(entries, ({ entry }) => entry, (entry) => noteRow(store, ui, entry))}
      ${repeat(gone, ({ act }) => act, (one) => goneRow(store, ui, one))}
    </ul>`;
};

export const pointView = (store, ui) => {
  const point = pointOf(store, store.state.item);
  if (!point) return nothing;
  return html`
    <header class="point">
      <h1 id="live-title" tabindex="-1">${point.title}</h1>
      <p class="soft">${about(store, point)}</p>
    </header>
    ${informationView(store, ui, point)}
    ${lineView(store, ui)}
    ${written(store, ui, store.state.item)}`;
};
