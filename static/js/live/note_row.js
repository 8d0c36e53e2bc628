// One note in a list: as it reads, or the two versions it has, and what completes it.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { conflictView } from "./conflicts.js";
import { headOf, isDisputed, kindOf, spokenOf, takeBack } from "./entries.js";
import { close, editButton, editField, entryForm, isOpen, open, panelId } from "./entry_form.js";
import { kindColumn, wordsOf } from "./entry_view.js";
import { questionsOf } from "./questions.js";
import { quote, typeset } from "./words.js";

const asks = (store, entry) => {
  const questions = questionsOf(store, entry);
  if (questions.length === 0) return nothing;
  return html`<ul class="asks">${questions.map((question) => html`<li>${question}</li>`)}</ul>`;
};

const edit = (store, ui, entry) => {
  const opened = isOpen(store, entry.entry);
  const id = editButton(entry.entry);
  const toggle = () => {
    if (opened) close(store, ui);
    else open(store, ui, entry.entry, { focus: editField(entry), back: id });
  };
  return html`
    <button type="button" class="button button--quiet button--small note__edit" id=${id}
      aria-expanded=${opened ? "true" : "false"} aria-controls=${opened ? panelId(entry.entry) : nothing}
      @click=${toggle}
    >Modifier<span class="visually-hidden"> ${spokenOf(entry)}</span></button>`;
};

export const noteRow = (store, ui, entry) => {
  const head = headOf(entry);
  if (isDisputed(entry)) {
    return html`<li class="note note--${head.note}">${kindColumn(store, entry, head)}${conflictView(store, ui, entry)}</li>`;
  }
  return html`
    <li class="note note--${head.note}">
      ${kindColumn(store, entry, head)}
      <div class="note__body">
        ${wordsOf(store, entry, head)}
        ${isOpen(store, entry.entry) ? nothing : asks(store, entry)}
      </div>
      ${edit(store, ui, entry)}
      ${isOpen(store, entry.entry) ? entryForm(store, ui, entry) : nothing}
    </li>`;
};

export const goneRow = (store, ui, gone) => {
  const back = () => {
    takeBack(store, gone);
    ui.say("C’est remis.");
    ui.render();
    ui.focus(editButton(gone.entry));
  };
  return html`
    <li class="note note--gone">
      <p class="note__kind"><b>${kindOf(gone.note).label}</b><small>retiré</small></p>
      <p class="note__body soft">${quote(typeset(gone.text ?? ""))}</p>
      <button type="button" class="button button--quiet button--small note__edit" id="take-back-${gone.entry}" @click=${back}>
        Remettre<span class="visually-hidden"> ${kindOf(gone.note).the} ${quote(typeset(gone.text ?? ""))}</span>
      </button>
    </li>`;
};
