// What completes a note, under it: every choice and every field is kept as soon as it is made or
// left. Enter in a field, Escape or « C’est bon » go back to the line.

import { html } from "../../vendor/lit-html/lit-html.js";
import { decisionFields } from "./form_decision.js";
import { agreementFields, disagreementFields, laterFields, wordFields, wordsFields } from "./form_small.js";
import { tensionFields } from "./form_tension.js";
import { KINDS, change, headOf, spokenOf, takeAway } from "./entries.js";

const FIELDS = {
  agreement: agreementFields,
  disagreement: disagreementFields,
  tension: tensionFields,
  word: wordFields,
  decision: decisionFields,
  later: laterFields,
  words: wordsFields,
};

export const LINE = "live-line";

export const editButton = (entry) => `edit-${entry}`;

export const panelId = (entry) => `panel-${entry}`;

export const isOpen = (store, entry) => store.typed("open") === entry;

// `back` is the id that takes the focus once done.
export const open = (store, ui, entry, { focus, back }) => {
  store.keepTyping("open", entry);
  ui.set("back", back);
  ui.render();
  ui.focus(focus);
};

// On a phone the line would bring its keyboard up again: whoever taps is not about to type.
const isTouched = () => window.matchMedia("(pointer: coarse)").matches;

// Whatever a field still holds is kept before the form goes.
export const close = (store, ui) => {
  const entry = store.typed("open");
  const fields = document.getElementById(panelId(entry))?.querySelectorAll("input, textarea");
  for (const field of fields ?? []) field.dispatchEvent(new Event("blur"));
  store.keepTyping("open", "");
  ui.render();
  const back = ui.get("back") ?? LINE;
  ui.focus(back === LINE && isTouched() ? editButton(entry) : back);
};

// What the fields of one note share.
const formOf = (store, ui, entry) => {
  const head = headOf(entry);
  return {
    store,
    ui,
    entry: entry.entry,
    head,
    id: (name) => `${name}-${entry.entry}`,
    key: (name) => `entry.${entry.entry}.${name}`,
    keep: (changes) => {
      change(store, entry.entry, changes);
      ui.render();
    },
    done: () => close(store, ui),
  };
};

const remove = (form) => {
  const { store, ui, entry } = form;
  store.keepTyping("open", "");
  takeAway(store, entry);
  ui.render();
  ui.focus(`take-back-${entry}`);
};

const otherKind = (form) => html`
  <div class="field panel__kind">
    <label for=${form.id("kind")}>C’est plutôt</label>
    <select
      id=${form.id("kind")}
      @change=${({ currentTarget }) => form.keep({ note: currentTarget.value })}
    >${KINDS.map(({ note, button }) => html`
      <option value=${note} ?selected=${note === form.head.note}>${button}</option>`)}</select>
  </div>`;

export const entryForm = (store, ui, entry) => {
  const form = formOf(store, ui, entry);
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    form.done();
  };
  return html`
    <section class="panel" id=${panelId(entry.entry)} aria-label="Compléter ${spokenOf(entry)}" @keydown=${escape}>
      ${FIELDS[form.head.note](form)}
      <div class="panel__foot">
        <button type="button" class="button button--small" @click=${form.done}>C’est bon</button>
        ${otherKind(form)}
        <button type="button" class="button button--quiet button--small" @click=${() => remove(form)}>
          Retirer<span class="visually-hidden"> ${spokenOf(entry)}</span>
        </button>
      </div>
    </section>`;
};

// What a note that was just kept asks first: the id of its field, "" when it asks nothing.
const FIRST = { disagreement: "who", tension: "between", word: "meaning", decision: "people", words: "who" };

export const firstQuestion = (entry) => {
  const head = headOf(entry);
  const name = FIRST[head.note];
  return name && !head[name] ? `${name}-${entry.entry}` : "";
};

export const editField = (entry) => `text-${entry.entry}`;
