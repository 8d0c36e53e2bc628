// Re-reading together: everything that will be written, in order, large, corrected in place; what
// is missing, as questions.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { becameLines } from "./before.js";
import { entriesOn, goneFrom, headOf } from "./entries.js";
import { settledSaid } from "./information.js";
import { lineView } from "./line.js";
import { goneRow, noteRow } from "./note_row.js";
import { capital } from "./people.js";
import { unfinished } from "./questions.js";
import { count } from "./words.js";

const ADDED = { item: "relire", title: "Ajouté en relisant" };

// Points of the agenda always show; the rest only when something was written there.
const partsOf = (store) => {
  const points = store.boot.items.filter(({ kind }) => kind !== "reread");
  const known = new Set(points.map(({ item }) => item));
  const loose = store.state.entries
    .map((entry) => headOf(entry).item)
    .filter((item) => item !== ADDED.item && !known.has(item));
  const others = [...new Set(loose)].map((item) => ({ item, title: "Un autre point", kind: "other" }));
  return [...points, ...others, ADDED].filter(({ item, kind }) =>
    ["inform", "understand", "decide", "question"].includes(kind) || entriesOn(store, item).length > 0);
};

const part = (store, ui, { item, title }) => {
  const entries = entriesOn(store, item);
  const settled = settledSaid(store, item);
  return html`
    <section class="reread__part" aria-labelledby="reread-${item}">
      <h2 id="reread-${item}">${title}</h2>
      ${settled ? html`<p>${settled}</p>` : nothing}
      ${entries.length === 0 && !settled ? html`<p class="soft">Rien n’est écrit sur ce point.</p>` : nothing}
      <ul class="notes notes--large">
        ${repeat(entries, ({ entry }) => entry, (entry) => noteRow(store, ui, entry))}
        ${repeat(goneFrom(store, item), ({ act }) => act, (gone) => goneRow(store, ui, gone))}
      </ul>
    </section>`;
};

const became = (store) => {
  const lines = becameLines(store);
  if (lines.length === 0) return nothing;
  return html`
    <section class="reread__part" aria-labelledby="reread-before">
      <h2 id="reread-before">Ce que nous avions décidé</h2>
      <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
    </section>`;
};

const missing = (store) => {
  const number = unfinished(store).length;
  if (number === 0) return nothing;
  return html`
    <p class="notice notice--look">
      ${capital(count(number, "ligne pose", "lignes posent", { feminine: true }))} encore une question. On peut y répondre ici, ou plus tard.
    </p>`;
};

const done = (store, ui) => {
  const { reread } = store.state;
  const say = ({ currentTarget }) => {
    store.act("reread", { on: currentTarget.checked });
    ui.render();
  };
  return html`
    <label class="choice">
      <input type="checkbox" id="reread-done" .checked=${reread} @change=${say}>
      <span>On a tout relu ensemble</span>
    </label>
    <p class="actions">
      <button type="button" class="button" @click=${() => ui.show("closing")}>Aller vers la fin</button>
    </p>`;
};

export const rereadView = (store, ui) => html`
  <div class="reread">
    <header class="point">
      <h1 id="live-title" tabindex="-1">Relire ensemble</h1>
      <p class="soft">Tout ce qui sera écrit, dans l’ordre. Chacun peut demander de corriger.</p>
    </header>
    ${missing(store)} ${became(store)}
    ${repeat(partsOf(store), ({ item }) => item, (one) => part(store, ui, one))}
    <section class="reread__part" aria-labelledby="reread-add">
      <h2 id="reread-add">Que manque-t-il\u202f?</h2>
      ${lineView(store, ui)}
    </section>
    ${done(store, ui)}
  </div>`;
