// The fields of a decision: what, who, by when, what one will see of it, and what each one says.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dayField, peopleField, shownIn, textField } from "./fields.js";
import { textOf } from "./form_small.js";
import { positionsField } from "./positions.js";
import { vagueIn } from "./vague.js";
import { quote } from "./words.js";

// Asked while one types, never in the way.
export const vagueQuestions = (store, text) => {
  const vague = vagueIn(store, text);
  if (vague.length === 0) return nothing;
  return html`
    <ul class="asks">
      ${vague.map(({ word, question }) => html`<li><span class="vague">${quote(word)}</span>\u00a0: ${question}</li>`)}
    </ul>`;
};

export const decisionFields = (form) => {
  const { store, ui, head } = form;
  const typing = shownIn(store, ui, form.key("text"), head.text ?? "");
  return html`
    ${peopleField(store, ui, {
      id: form.id("people"),
      label: "Qui s’en charge",
      chosen: head.people ?? [],
      onKeep: (people) => form.keep({ people }),
    })}
    ${dayField(store, ui, {
      id: form.id("by"),
      key: form.key("by"),
      label: "Pour quand",
      value: head.by,
      onKeep: (by) => form.keep({ by }),
      onDone: form.done,
    })}
    ${textField(store, ui, {
      id: form.id("seen"),
      key: form.key("seen"),
      label: "Ce qu’on en verra, en classe ou à la maison",
      value: head.seen,
      onKeep: (seen) => form.keep({ seen }),
      onDone: form.done,
    })}
    ${textOf(form, "Ce qui est décidé", { help: "Un verbe\u00a0: ce que quelqu’un va faire." })}
    ${vagueQuestions(store, typing)}
    ${positionsField(store, ui, form.entry)}
    ${store.boot.cdaph ? html`<p class="panel__law">${store.boot.cdaph}</p>` : nothing}`;
};
