// The fields of an agreement, a disagreement, a word, something to take up again, words of somebody.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dayField, peopleField, textField } from "./fields.js";
import { calledOf, everybody } from "./people.js";
import { plain } from "./words.js";

// The words of the note themselves. What is being typed shows on the shared screen.
export const textOf = (form, label, options = {}) =>
  textField(form.store, form.ui, {
    id: form.id("text"),
    key: form.key("text"),
    label,
    value: form.head.text,
    long: true,
    onInput: (text) => form.store.draft({ note: form.head.note, text }),
    onKeep: (text) => {
      form.store.draft({ note: "", text: "" });
      // Emptied, a note keeps its words: taking it away is another button.
      if (text) form.keep({ text });
    },
    onDone: form.done,
    ...options,
  });

export const agreementFields = (form) => textOf(form, "Ce sur quoi on est d’accord");

const consent = (form) => {
  const { head, store } = form;
  if (!head.who) return nothing;
  return html`
    <label class="choice">
      <input type="checkbox" id=${form.id("consent")} .checked=${Boolean(head.consent)}
        @change=${({ currentTarget }) => form.keep({ consent: currentTarget.checked })}>
      <span>Son nom peut être écrit\u00a0: ${calledOf(store, head.who)} l’a dit</span>
    </label>`;
};

export const disagreementFields = (form) => html`
  ${peopleField(form.store, form.ui, {
    id: form.id("who"),
    label: "Qui le porte",
    chosen: form.head.who ? [form.head.who] : [],
    most: 1,
    onKeep: ([who = ""]) => form.keep({ who, consent: false }),
  })}
  ${consent(form)}
  ${textOf(form, "Ce sur quoi on n’est pas d’accord")}`;

export const meaningOf = ({ boot }, term) =>
  boot.glossary.find((known) => plain(known.term) === plain(term))?.meaning ?? "";

export const wordFields = (form) => {
  const known = meaningOf(form.store, form.head.text ?? "");
  return html`
    ${textField(form.store, form.ui, {
      id: form.id("meaning"),
      key: form.key("meaning"),
      label: "Ce qu’il veut dire, pour tous",
      help: "Avec les mots que chacun ici comprend.",
      value: form.head.meaning,
      onKeep: (meaning) => form.keep({ meaning }),
      onDone: form.done,
    })}
    ${known && known !== form.head.meaning
      ? html`<button type="button" class="button button--secondary button--small" @click=${() => form.keep({ meaning: known })}>
          Reprendre l’explication connue
        </button>`
      : nothing}
    ${textOf(form, "Le mot", { long: false })}`;
};

export const laterFields = (form) => html`
  ${textOf(form, "Ce qu’on reprend")}
  ${dayField(form.store, form.ui, {
    id: form.id("until"),
    key: form.key("until"),
    label: "Quand le reprendre (facultatif)",
    value: form.head.until,
    onKeep: (until) => form.keep({ until }),
    onDone: form.done,
  })}`;

// The family and the pupil: the words of professionals are written as agreements and tensions.
export const familyOf = (store) => everybody(store).filter(({ family }) => family);

export const wordsFields = (form) => html`
  ${peopleField(form.store, form.ui, {
    id: form.id("who"),
    label: "Qui l’a dit",
    people: familyOf(form.store),
    chosen: form.head.who ? [form.head.who] : [],
    most: 1,
    onKeep: ([who = ""]) => form.keep({ who }),
  })}
  ${textOf(form, "Avec ses mots", { help: "Rien n’est reformulé\u00a0: ce sera écrit entre guillemets." })}`;
