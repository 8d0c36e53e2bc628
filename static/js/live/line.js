// One line to type in, and what it is: a kind chosen before or after, Enter keeps it.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { entryOf, keep, kindOf, kindsFor, spokenOf } from "./entries.js";
import { LINE, firstQuestion, open } from "./entry_form.js";
import { forget, shownIn } from "./fields.js";
import { vagueQuestions } from "./form_decision.js";
import { familyOf, meaningOf } from "./form_small.js";
import { everybody } from "./people.js";
import { toolbar } from "./toolbar.js";
import { plain } from "./words.js";

const KIND = "line.kind";
const MOST_TERMS = 6;

const textIn = (store, ui) => shownIn(store, ui, "line", "");
const kindIn = (store) => store.typed(KIND);

// What the meeting knows already, that one need not type: who speaks, who the two are, what a word
// of the glossary means.
const known = (store, note, text) => {
  if (note === "word") return { meaning: meaningOf(store, text) };
  const speaker = store.state.floor?.who;
  if (note === "words" && familyOf(store).some(({ who }) => who === speaker)) return { who: speaker };
  const people = everybody(store);
  if (note === "tension" && people.length === 2) return { between: people.map(({ who }) => who) };
  return {};
};

const keepLine = (store, ui, note, text = textIn(store, ui).trim()) => {
  if (!text) {
    ui.focus(LINE);
    return;
  }
  const entry = keep(store, { note, item: store.state.item, text, ...known(store, note, text) });
  forget(store, ui, "line");
  store.keepTyping(KIND, "");
  store.draft({ note: "", text: "" });
  ui.set("asking", false);
  ui.say(`C’est gardé\u00a0: ${spokenOf(entryOf(store, entry))}.`);
  const question = firstQuestion(entryOf(store, entry));
  open(store, ui, question ? entry : "", { focus: question || LINE, back: LINE });
};

const choose = (store, ui, note) => {
  if (ui.get("asking") && textIn(store, ui).trim()) {
    keepLine(store, ui, note);
    return;
  }
  const kind = note === kindIn(store) ? "" : note;
  store.keepTyping(KIND, kind);
  store.draft({ note: kind, text: textIn(store, ui) });
  ui.render();
  ui.focus(LINE);
};

// Without a kind, one is asked for: a line is never kept as something nobody said it was.
const finish = (store, ui) => {
  const note = kindIn(store);
  if (note || !textIn(store, ui).trim()) {
    keepLine(store, ui, note);
    return;
  }
  ui.set("asking", true);
  ui.say("Qu’est-ce que c’est\u202f?");
  ui.focus("kinds");
};

const giveUpAsking = (event, ui) => {
  if (event.key !== "Escape" || !ui.get("asking")) return;
  event.stopPropagation();
  ui.set("asking", false);
  ui.focus(LINE);
};

const kindBar = (store, ui) => {
  const asking = ui.get("asking");
  return html`
    <div class=${asking ? "kinds kinds--asking" : "kinds"} @keydown=${(event) => giveUpAsking(event, ui)}>
      ${asking ? html`<p class="kinds__ask">Qu’est-ce que c’est\u202f?</p>` : nothing}
      ${toolbar({
        id: "kinds",
        label: "Ce que l’on note",
        letters: false,
        look: "chips",
        options: kindsFor(store).map(({ note, button, key }) => ({
          key: note,
          label: button,
          pressed: note === kindIn(store),
          shortcut: key,
          keys: ui.keys,
          look: `chip--kind chip--${note}`,
        })),
        onPick: (note) => choose(store, ui, note),
      })}
    </div>`;
};

// Terms of the glossary that hold what is typed: one is kept with its meaning, at once.
const terms = (store, ui, text) => {
  const typed = plain(text);
  if (!typed) return nothing;
  const found = store.boot.glossary.filter(({ term }) => plain(term).includes(typed)).slice(0, MOST_TERMS);
  if (found.length === 0) return nothing;
  return toolbar({
    id: "terms",
    label: "Mots dont l’explication est connue",
    options: found.map(({ term }) => ({ key: term, label: term, pressed: false })),
    onPick: (term) => keepLine(store, ui, "word", term),
  });
};

const beneath = (store, ui, text) => {
  const kind = kindIn(store);
  if (kind === "word") return terms(store, ui, text);
  return kind === "decision" ? vagueQuestions(store, text) : nothing;
};

const labelOf = (kind) => (kind ? `${kind.button}\u00a0: une ligne` : "Écrire une ligne");

export const lineView = (store, ui) => {
  const text = textIn(store, ui);
  const kind = kindOf(kindIn(store));
  const type = ({ currentTarget: { value } }) => {
    ui.set("line", value);
    ui.set("asking", false);
    store.keepTyping("line", value);
    store.draft({ note: kindIn(store), text: value });
    ui.render();
  };
  const submit = (event) => {
    event.preventDefault();
    finish(store, ui);
  };
  return html`
    ${kindBar(store, ui)}
    <form class="line" @submit=${submit}>
      <input id=${LINE} class="line__field" type="text" maxlength="2000" autocomplete="off" enterkeyhint="done"
        aria-label=${labelOf(kind)} placeholder=${kind?.says ?? "Ce qui se dit"}
        .value=${live(text)} @input=${type}>
      <button class="button line__keep">Garder</button>
    </form>
    ${beneath(store, ui, text)}`;
};
