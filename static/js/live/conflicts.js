// A note that was changed on two devices at once: both versions, side by side; a person chooses.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { change, spokenOf } from "./entries.js";
import { editButton } from "./entry_form.js";
import { wordsOf } from "./entry_view.js";
import { hours, typeset } from "./words.js";

const settle = (store, ui, entry, changes, from) => {
  change(store, entry.entry, changes, { from });
  ui.say("C’est choisi.");
  ui.render();
  ui.focus(changes.gone ? "live-title" : editButton(entry.entry));
};

const isList = (value) => Array.isArray(value);

// Lists and what each one holds to are put together; of the rest, what was written last stays.
const together = (one, other) => {
  const merged = { ...one, ...other };
  for (const name of ["people", "looks"]) {
    if (isList(one[name]) && isList(other[name])) merged[name] = [...new Set([...one[name], ...other[name]])];
  }
  if (one.holds && other.holds) merged.holds = { ...one.holds, ...other.holds };
  return merged;
};

const textsOf = (heads) => [...new Set(heads.map(({ text }) => text).filter(Boolean))];

const keepAll = (store, ui, entry) => {
  const heads = entry.heads.filter(({ gone }) => !gone);
  settle(store, ui, entry, { text: textsOf(heads).join(" / ") }, heads.reduce(together));
};

const version = (store, ui, entry, head, index) => {
  const id = `version-${head.act}`;
  const keepIt = () => settle(store, ui, entry, head.gone ? { gone: true } : {}, head);
  return html`
    <li class="version">
      <p class="version__when" id=${id}>
        Version ${index + 1}, ${head.device === store.device ? "écrite ici" : "écrite"} à ${hours(head.at)}
      </p>
      ${head.gone ? html`<p>Retirée\u00a0: ${typeset(head.text ?? "")}</p>` : wordsOf(store, entry, head)}
      <button type="button" class="button button--secondary button--small" aria-describedby=${id} @click=${keepIt}>
        ${head.gone ? "La retirer" : "Garder celle-ci"}
      </button>
    </li>`;
};

export const conflictView = (store, ui, entry) => html`
  <section class="note__body conflict" aria-label="Deux versions de ${spokenOf(entry)}">
    <p class="conflict__title">Changé sur deux appareils en même temps. Que garde-t-on\u202f?</p>
    <ul class="conflict__versions">
      ${entry.heads.map((head, index) => version(store, ui, entry, head, index))}
    </ul>
    ${textsOf(entry.heads.filter(({ gone }) => !gone)).length > 1
      ? html`<button type="button" class="button button--quiet button--small" @click=${() => keepAll(store, ui, entry)}>
          Garder les deux textes
        </button>`
      : nothing}
  </section>`;
