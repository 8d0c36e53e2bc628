// The panel of speech, under the table: shares by world, who was not heard yet, whose turn was
// planned, pause, undo, correct; and what becomes of what is counted.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { calledOf, capital, everybody, inTurn, worldsOf } from "./people.js";
import { byWorld, shares, spoken } from "./speech.js";
import { spokenFor } from "./times.js";
import { canUndo, correctTurn, giveFloor, lastSpeaker, latestTurns, mayCount, pauseOrResume, undoTurn } from "./turns.js";
import { hours, join } from "./words.js";

const TURNS_SHOWN = 6;
const NAMED = 4; // more names than that are no longer a question
const HEARD_FROM_MS = 3 * 60_000;

// --- Shares by world -----------------------------------------------------------------------------

const worldShares = (store) => {
  const times = byWorld(store.state.spoken, worldsOf(store));
  const parts = shares(times.map(([, ms]) => ms));
  return times.map(([world], index) => ({ world, label: store.boot.worlds[world].toLowerCase(), part: parts[index] }));
};

const sharesView = (store) => {
  // An AESH and a teacher are of one world: « école 100 % » would say nothing.
  if (new Set(Object.values(worldsOf(store))).size < 2) return nothing;
  const parts = worldShares(store);
  if (parts.length === 0) return html`<p><b>La parole</b> · personne n’a encore parlé</p>`;
  return html`
    <p class="shares">
      <b>La parole</b>
      ${parts.map(({ world, label, part }) => html`
        <span class="share"><span class=${`share__dot chair--${world}`} aria-hidden="true"></span>
          ${label} ${part}\u00a0%</span>`)}
    </p>
  `;
};

// --- Who was not heard yet, and whose turn was planned -------------------------------------------

const isPoint = ({ boot, state }, ui) => {
  if (ui.view !== "") return false;
  const kind = boot.items.find(({ item }) => item === state.item)?.kind;
  return kind !== undefined && !["welcome", "reread"].includes(kind);
};

// Whoever convened gives the floor to the others: not one to be asked for.
const notHeard = (store) => {
  const heard = spoken(store.state.turns, store.state.item);
  return inTurn(store).filter(({ who, convener }) => !heard[who] && !convener);
};

// After a third of the point, and never before somebody spoke on it: a remark, not an alarm.
const timeToAsk = (store) => {
  const { boot, state } = store;
  const planned = (boot.items.find(({ item }) => item === state.item)?.minutes ?? 0) * 60_000;
  const begun = Object.keys(spoken(state.turns, state.item)).length > 0;
  return begun && (state.item_ms[state.item] ?? 0) >= Math.min(planned / 3 || HEARD_FROM_MS, HEARD_FROM_MS);
};

const names = (people) => {
  const called = people.map((person) => person.called);
  if (called.length <= NAMED) return join(called);
  const others = called.length - NAMED + 1;
  return join([...called.slice(0, NAMED - 1), `${others}\u00a0autres personnes`]);
};

const askAll = (store, ui, people) => {
  const { item } = store.state;
  const words = `«\u00a0On n’a pas encore entendu ${names(people)}\u00a0: y a-t-il quelque chose à ajouter\u202f?\u00a0»`;
  ui.set("question", { item, words });
  store.act("asked", { item });
  ui.focus("a-dire");
};

const notHeardView = (store, ui) => {
  const { state } = store;
  if (!isPoint(store, ui)) return nothing;
  if (state.asked.includes(state.item)) {
    const question = ui.get("question");
    return question?.item === state.item
      ? html`<p class="floor__question" id="a-dire" tabindex="-1">À dire\u00a0: ${question.words}</p>`
      : html`<p class="soft">La question a été posée sur ce point.</p>`;
  }
  const people = notHeard(store);
  if (people.length === 0 || !timeToAsk(store)) return nothing;
  const many = people.length > 1;
  return html`
    <p class="soft">${capital(names(people))} ${many ? "n’ont" : "n’a"} pas encore parlé sur ce point.</p>
    <button type="button" class="button button--secondary button--small" id="poser-la-question"
      @click=${() => askAll(store, ui, people)}>Poser la question à tous</button>
  `;
};

const plannedView = (store, ui) => {
  const next = notHeard(store).find(({ who }) => who !== store.state.floor?.who);
  if (!isPoint(store, ui) || !next) return nothing;
  return html`
    <p class="floor__planned">
      <span>Dans l’ordre prévu, ensuite\u00a0: <b>${next.called}</b></span>
      <button type="button" class="button button--quiet button--small" @click=${() => giveFloor(store, ui, next.who)}>
        Donner la parole<span class="visually-hidden"> à ${next.called}</span></button>
    </p>
  `;
};

// --- Pause, undo, correct ------------------------------------------------------------------------

const handsView = (store, ui) => {
  const { floor } = store.state;
  const last = lastSpeaker(store);
  return html`
    <div class="cluster floor__hands">
      <button type="button" class="button button--secondary button--small" id="pause" aria-disabled=${!floor && !last ? "true" : nothing}
        @click=${() => pauseOrResume(store, ui)}>
        ${floor || !last ? "Pause" : `Reprendre\u00a0: ${calledOf(store, last)}`}</button>
      <button type="button" class="button button--quiet button--small" aria-disabled=${canUndo(store, ui) ? nothing : "true"}
        @click=${() => undoTurn(store, ui)}>Annuler le dernier geste</button>
    </div>
  `;
};

const turnLine = (store, ui, turn) => {
  const id = `tour-${turn.act}`;
  return html`
    <li class="turn">
      <label for=${id}>${hours(turn.at)}, ${spokenFor(turn.until - turn.at)}</label>
      <select id=${id} @change=${(event) => correctTurn(store, ui, turn.act, event.target.value)}>
        ${everybody(store).map(({ who, called }) => html`
          <option value=${who} .selected=${live(who === turn.who)}>${called}</option>`)}
        <option value="" .selected=${live(turn.who === "")}>personne</option>
      </select>
    </li>
  `;
};

const correctView = (store, ui) => {
  const turns = latestTurns(store, TURNS_SHOWN);
  if (turns.length === 0) return nothing;
  return html`
    <details class="more">
      <summary>Corriger qui parlait</summary>
      <ol class="turns">${turns.map((turn) => turnLine(store, ui, turn))}</ol>
    </details>
  `;
};

// --- What is counted, and what becomes of it -----------------------------------------------------

export const WHAT_BECOMES = [
  "Quelqu’un touche un siège quand une personne commence à parler. Aucun micro n’écoute.",
  "Les temps de chacun servent pendant la réunion. À la fermeture ils sont effacés\u202f; seule reste la part de chaque monde.",
  "Rien par personne n’est écrit dans un document, sauf si tous les présents en sont d’accord.",
];

const switchView = (on, words, flip) => html`
  <label class="switch">
    <input type="checkbox" role="switch" .checked=${live(on)} @change=${(event) => flip(event.target.checked)}>
    <span>${words}</span>
  </label>
`;

export const watchSwitch = (store) =>
  switchView(store.state.watch, "Compter le temps de parole", (on) => store.act("watch", { on }));

const namesSwitch = (store) =>
  switchView(store.state.names, "Tous les présents sont d’accord pour garder la part de chacun, par nom", (on) =>
    store.act("names", { on }),
  );

const aboutView = (store) => html`
  <details class="more">
    <summary>Ce qui est compté, et ce que cela devient</summary>
    <div class="stack stack--tight">
      ${WHAT_BECOMES.map((sentence) => html`<p>${sentence}</p>`)}
      ${watchSwitch(store)} ${namesSwitch(store)}
    </div>
  </details>
`;

export const floorView = (store, ui) => {
  if (store.state.opened_at === null) return nothing;
  return html`
    <section class="floor" aria-label="La parole">
      ${mayCount(store)
        ? html`${handsView(store, ui)} ${sharesView(store)} ${notHeardView(store, ui)} ${plannedView(store, ui)}
            ${correctView(store, ui)}`
        : html`<p><b>La parole</b> n’est pas comptée.</p>`}
      ${aboutView(store)}
    </section>
  `;
};
