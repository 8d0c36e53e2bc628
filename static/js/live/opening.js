// The welcome: who is here, then, once the meeting is opened, the codes read aloud, what is said
// of speaking time, and how each one arrives, for whoever wants to say it.

import { html, noChange, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { arrivalsView, companionsView } from "./arrivals.js";
import { beforeView } from "./before.js";
import { WHAT_BECOMES, watchSwitch } from "./floor.js";
import { capital, inTurn } from "./people.js";
import { rolesView } from "./roles.js";

const LONGEST_WORD = 40;

const codesView = ({ boot }) => html`
  <section aria-labelledby="codes">
    <h2 id="codes">À lire à voix haute</h2>
    <ol class="codes">${boot.codes.map((code) => html`<li>${code}</li>`)}</ol>
  </section>
`;

const speechView = (store) => html`
  <section aria-labelledby="compter">
    <h2 id="compter">À dire aussi\u00a0: la parole est comptée</h2>
    ${WHAT_BECOMES.map((sentence) => html`<p>${sentence}</p>`)}
    <p>Si une personne préfère que non, on l’éteint, maintenant ou plus tard.</p>
    ${watchSwitch(store)}
  </section>
`;

// --- How I arrive --------------------------------------------------------------------------------

const typedKey = (who) => `arrive.${who}`;

const keepWord = (store, who, word) => {
  store.keepTyping(typedKey(who), "");
  if (word !== (store.state.feelings.arrive[who] ?? "")) store.act("feeling", { moment: "arrive", who, word });
};

// Enter goes on to whoever comes next.
const onEnter = (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const fields = [...event.target.closest("ol").querySelectorAll("input")];
  (fields[fields.indexOf(event.target) + 1] ?? event.target).focus();
  event.target.blur();
};

const wordField = (store, ui, person) => {
  const { who, called } = person;
  const id = `arrive-${who}`;
  const value = store.typed(typedKey(who)) || (store.state.feelings.arrive[who] ?? "");
  return html`
    <li class="arriving">
      <label for=${id}>${capital(called)}</label>
      <input
        id=${id}
        type="text"
        maxlength=${LONGEST_WORD}
        autocomplete="off"
        .value=${ui.get("typing") === id ? noChange : value}
        @focus=${() => ui.set("typing", id)}
        @blur=${() => ui.set("typing", "")}
        @input=${(event) => store.keepTyping(typedKey(who), event.target.value)}
        @change=${(event) => keepWord(store, who, event.target.value.trim())}
        @keydown=${onEnter}
      >
    </li>
  `;
};

const arrivingView = (store, ui) => html`
  <section aria-labelledby="comment">
    <h2 id="comment">Comment j’arrive</h2>
    <p class="soft">Un mot chacun, si on veut. Ces mots sont effacés à la fermeture\u202f; il n’en reste que le nombre.</p>
    <ol class="arrivings">
      ${repeat(inTurn(store), ({ who }) => who, (person) => wordField(store, ui, person))}
    </ol>
  </section>
`;

// --- The two moments of the page -----------------------------------------------------------------

// A concertation has no ceremony: two people see everything at once, then go to their first point.
const isShort = ({ boot }) => boot.shape.short;

const firstPoint = ({ boot }) => boot.items.find(({ kind }) => kind !== "welcome");

const open = (store, ui) => {
  const { item } = isShort(store) ? firstPoint(store) : store.boot.items[0];
  ui.set("opening", [store.act("open"), store.act("point", { item })]);
  ui.pane(isShort(store) ? "table" : "notes");
  ui.say("La réunion est ouverte.");
  ui.focus("live-title");
};

// Pressed too early: the clock of the meeting has not begun.
const notYet = (store, ui) => {
  for (const { id } of ui.get("opening")) store.act("undo", { act: id });
  ui.set("opening", null);
  ui.say("La réunion n’est plus ouverte.");
  ui.focus("live-title");
};

const notYetView = (store, ui) => {
  if (!ui.get("opening") || store.state.turns.length > 0 || store.state.entries.length > 0) return nothing;
  return html`<p><button type="button" class="button button--quiet" @click=${() => notYet(store, ui)}>
    Ce n’était pas encore l’heure\u00a0: revenir en arrière</button></p>`;
};

const onward = (label, go) => html`
  <p class="onward-bar"><button type="button" class="button" id="suite" @click=${go}>${label}</button></p>
`;

const beforeOpening = (store, ui) => html`
  <h1 id="live-title" tabindex="-1">Qui est autour de la table\u202f?</h1>
  ${arrivalsView(store, ui)}
  ${isShort(store)
    ? html`${codesView(store)} ${speechView(store)} ${beforeView(store, ui)}
        <details class="more stack">
          <summary>Comment j’arrive, les rôles, quelqu’un d’imprévu</summary>
          ${arrivingView(store, ui)} ${rolesView(store)} ${companionsView(store, ui)}
        </details>`
    : html`<div>${companionsView(store, ui)}</div> ${rolesView(store)}`}
  ${onward("Commencer", () => open(store, ui))}
`;

const welcoming = (store, ui) => {
  const next = firstPoint(store);
  return html`
    <h1 id="live-title" tabindex="-1">On commence ensemble</h1>
    ${codesView(store)} ${speechView(store)} ${arrivingView(store, ui)}
    ${beforeView(store, ui)}
    <details class="more">
      <summary>Qui est là, qui arrive</summary>
      ${arrivalsView(store, ui)} ${companionsView(store, ui)} ${rolesView(store)}
    </details>
    ${notYetView(store, ui)}
    ${onward(`Passer à\u00a0: ${next.title}`, () => { ui.goTo(next.item); ui.pane("table"); })}
  `;
};

export const openingView = (store, ui) => html`
  <div class="opening stack stack--loose">
    ${store.state.opened_at === null ? beforeOpening(store, ui) : welcoming(store, ui)}
  </div>
`;
