// What each one says of a decision: agreed, with a reserve, or not agreed, and why.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { textField } from "./fields.js";
import { aroundTable, capital } from "./people.js";
import { toolbar } from "./toolbar.js";
import { count } from "./words.js";

const CHOICES = [
  { key: "agree", label: "D’accord" },
  { key: "reserve", label: "Réserve" },
  { key: "disagree", label: "Désaccord" },
];

const why = (store, ui, { entry, person, said, say }) => {
  if (!said.say || said.say === "agree") return nothing;
  return textField(store, ui, {
    id: `reason-${entry}-${person.who}`,
    key: `entry.${entry}.reason.${person.who}`,
    label: said.say === "reserve" ? "Sa réserve, avec ses mots" : "Son désaccord, avec ses mots",
    value: said.reason,
    onKeep: (reason) => say(said.say, reason),
  });
};

const row = (store, ui, entry, person) => {
  const said = store.state.positions[entry]?.[person.who] ?? { say: "", reason: "" };
  const say = (choice, reason) => {
    store.act("position", { entry, who: person.who, say: choice, reason });
    ui.render();
  };
  const id = `position-${entry}-${person.who}`;
  return html`
    <li class="position">
      <p class="position__name" id="${id}-name">${capital(person.called)}</p>
      ${toolbar({
        id,
        labelledby: `${id}-name`,
        options: CHOICES.map((choice) => ({ ...choice, pressed: choice.key === said.say })),
        onPick: (choice) => say(choice === said.say ? "" : choice, said.reason),
      })}
      ${why(store, ui, { entry, person, said, say })}
    </li>`;
};

export const positionsField = (store, ui, entry) => {
  const people = aroundTable(store);
  const said = store.state.positions[entry] ?? {};
  const silent = people.filter(({ who }) => !said[who]);
  const everybodyAgrees = () => {
    for (const { who } of silent) store.act("position", { entry, who, say: "agree", reason: "" });
    ui.render();
  };
  const heard = people.length - silent.length;
  return html`
    <details class="more positions">
      <summary>Ce que chacun en dit${heard ? ` (${count(heard, "personne")})` : ""}</summary>
      <ul class="positions__list">${people.map((person) => row(store, ui, entry, person))}</ul>
      ${silent.length > 1
        ? html`<button type="button" class="button button--secondary button--small" @click=${everybodyAgrees}>
            ${heard ? "Les autres l’ont dit\u00a0: d’accord" : "Chacun l’a dit\u00a0: d’accord"}
          </button>`
        : nothing}
    </details>`;
};
