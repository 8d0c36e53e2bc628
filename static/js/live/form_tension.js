// The fields of a tension, then of the dilemma it becomes when somebody says so, then of what is
// invented. Nothing is read in what people say: it stays a tension until one makes it a dilemma.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dayField, peopleField, textField } from "./fields.js";
import { sourceOptions } from "./entry_view.js";
import { textOf } from "./form_small.js";
import { isDilemma } from "./entries.js";
import { calledOf, capital } from "./people.js";
import { toolbar } from "./toolbar.js";
import { typeset } from "./words.js";

const source = (form) => html`
  <div class="field">
    <p class="field__name" id=${form.id("source-name")}>D’où elle vient</p>
    ${toolbar({
      id: form.id("source"),
      labelledby: form.id("source-name"),
      options: sourceOptions.map((one) => ({ ...one, pressed: one.key === form.head.source })),
      onPick: (key) => form.keep({ source: key === form.head.source ? "" : key }),
    })}
  </div>`;

const holds = (form) => {
  const { head, store, ui } = form;
  return html`
    <div class="form__row">
      ${(head.between ?? []).map((who) => textField(store, ui, {
        id: form.id(`holds-${who}`),
        key: form.key(`holds.${who}`),
        label: `${capital(calledOf(store, who))} tient à`,
        value: head.holds?.[who],
        onKeep: (text) => form.keep({ holds: { ...head.holds, [who]: text } }),
        onDone: form.done,
      }))}
    </div>`;
};

const line = (form, name, label) => textField(form.store, form.ui, {
  id: form.id(name),
  key: form.key(name),
  label,
  value: form.head[name],
  onKeep: (text) => form.keep({ [name]: text }),
  onDone: form.done,
});

const OWN = { code: "own", label: "Un autre, avec nos mots", help: "" };

const whichDilemma = (form) => {
  const { head, store } = form;
  const chosen = [...store.boot.dilemmas, OWN].find(({ code }) => code === head.dilemma);
  return html`
    <div class="field">
      <p class="field__name" id=${form.id("dilemma-name")}>Quel dilemme est-il commun\u202f?</p>
      ${toolbar({
        id: form.id("dilemma"),
        labelledby: form.id("dilemma-name"),
        options: [...store.boot.dilemmas.filter(({ code }) => code !== "own"), OWN].map(({ code, label }) => ({
          key: code, label: typeset(label), pressed: code === head.dilemma,
        })),
        onPick: (code) => form.keep({ dilemma: code === head.dilemma ? "" : code }),
      })}
      ${chosen?.help ? html`<p class="field__help">${typeset(chosen.help)}</p>` : nothing}
    </div>
    ${head.dilemma === "own" ? line(form, "own_dilemma", "Ce dilemme, avec nos mots") : nothing}`;
};

const dilemma = (form) => html`
  <div class="panel__part">
    ${whichDilemma(form)}
    <div class="form__row">${line(form, "how", "Comment…")}${line(form, "while", "… tout en…")}</div>
  </div>`;

const invention = (form) => {
  const { head, store, ui } = form;
  return html`
    <div class="panel__part">
      ${textField(store, ui, {
        id: form.id("invention"),
        key: form.key("invention"),
        label: "Ce qu’on invente, et qu’on essaie",
        value: head.invention,
        long: true,
        onKeep: (text) => form.keep({ invention: text }),
        onDone: form.done,
      })}
      ${dayField(store, ui, {
        id: form.id("try_until"),
        key: form.key("try_until"),
        label: "Jusqu’à quand on l’essaie",
        value: head.try_until,
        onKeep: (day) => form.keep({ try_until: day }),
        onDone: form.done,
      })}
      ${peopleField(store, ui, {
        id: form.id("looks"),
        label: "Qui regarde si cela marche",
        chosen: head.looks ?? [],
        onKeep: (looks) => form.keep({ looks }),
      })}
    </div>`;
};

export const tensionFields = (form) => {
  const { head, store, ui } = form;
  const asked = `dilemma.${form.entry}`;
  const becomes = isDilemma(head) || ui.get(asked);
  const makeDilemma = () => {
    ui.set(asked, true);
    ui.render();
    ui.focus(`${form.id("dilemma")}-${store.boot.dilemmas[0].code}`);
  };
  return html`
    ${peopleField(store, ui, {
      id: form.id("between"),
      label: "Entre qui et qui",
      chosen: head.between ?? [],
      most: 2,
      onKeep: (between) => form.keep({ between }),
    })}
    ${source(form)}
    ${holds(form)}
    ${textOf(form, "La tension, comme on l’a dite")}
    ${becomes
      ? html`${dilemma(form)}${isDilemma(head) ? invention(form) : nothing}`
      : html`<button type="button" class="button button--secondary" id=${form.id("make")} @click=${makeDilemma}>
          En faire un dilemme commun
        </button>`}`;
};
