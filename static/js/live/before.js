// What earlier meetings decided and still try: the meeting opens on it, and each is said a word of.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { textField } from "./fields.js";
import { toolbar } from "./toolbar.js";

const NOTHING = { said: "", text: "" };

const word = (store, ui, one, said, say) => {
  if (!said.said) return nothing;
  return textField(store, ui, {
    id: `avant-${one.what}-mot`,
    key: `became.${one.what}`,
    label: "En un mot, si on veut",
    value: said.text,
    onKeep: (text) => say(said.said, text),
  });
};

const row = (store, ui, one) => {
  const said = store.state.became[one.what] ?? NOTHING;
  const say = (choice, text) => {
    store.act("became", { what: one.what, said: choice, text });
    ui.render();
  };
  const id = `avant-${one.what}`;
  return html`
    <li class="became">
      <p id="${id}-texte"><b>${one.text}</b></p>
      <p class="soft">${[one.about, one.known].filter(Boolean).join(" · ")}</p>
      ${toolbar({
        id,
        labelledby: `${id}-texte`,
        options: one.says.map((choice) => ({ ...choice, pressed: choice.key === said.said })),
        onPick: (choice) => say(choice === said.said ? "" : choice, said.text),
      })}
      ${word(store, ui, one, said, say)}
    </li>`;
};

/** Nothing where no earlier meeting left anything open. */
export const beforeView = (store, ui) => {
  const { before = [] } = store.boot;
  if (!before.length) return nothing;
  return html`
    <section aria-labelledby="avant">
      <h2 id="avant">Ce que nous avions décidé</h2>
      <p class="soft">Où en est-on\u202f? Ce qui n’est pas fait reviendra à la prochaine réunion.</p>
      <ul class="becames">${before.map((one) => row(store, ui, one))}</ul>
    </section>`;
};

/** « Fait : la séance du jeudi… », for the re-reading; nothing was said of the others. */
export const becameLines = ({ boot: { before = [] }, state }) =>
  before.filter(({ what }) => state.became[what]).map(({ what, text, says }) => {
    const said = state.became[what];
    const { label } = says.find(({ key }) => key === said.said) ?? { label: "Besoin d’aide" };
    return `${label}\u00a0: ${text}${said.text ? ` (${said.text})` : ""}`;
  });
