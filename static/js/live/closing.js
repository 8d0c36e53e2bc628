// The end of a meeting: how each one leaves, what comes next, what becomes of what was counted.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { notYetSaved } from "./closed.js";
import { dayField, forget, shownIn, textField } from "./fields.js";
import { unfinished } from "./questions.js";
import { aroundTable, capital, inTurn } from "./people.js";
import { count } from "./words.js";

export { closedView } from "./closed.js";

const LONGEST_WORD = 40;

const leaving = (store, ui, person) => textField(store, ui, {
  id: `leave-${person.who}`,
  key: `leave.${person.who}`,
  label: capital(person.called),
  value: store.state.feelings.leave?.[person.who],
  max: LONGEST_WORD,
  onKeep: (word) => store.act("feeling", { moment: "leave", who: person.who, word }),
});

// A concertation of two has no round: who wants to opens it.
const howOneLeaves = (store, ui) => html`
  <details class="more closing__part" ?open=${!store.boot.shape.short}>
    <summary><h2>Comment je repars</h2></summary>
    <p class="soft">Un mot chacun, si on veut. À la fin il n’en reste que le nombre.</p>
    <div class="leaving">${inTurn(store).map((person) => leaving(store, ui, person))}</div>
  </details>`;

// --- What comes next ---------------------------------------------------------------------------------

const NOTHING_NEXT = { day: "", time: "", text: "" };

const timeField = (store, ui, value, keep) => {
  const key = "next.time";
  const done = ({ currentTarget }) => {
    if (currentTarget.validity.badInput) return;
    if (currentTarget.value !== value) keep({ time: currentTarget.value });
    forget(store, ui, key);
  };
  return html`
    <div class="field">
      <label for="next-time">À quelle heure</label>
      <input id="next-time" type="time" .value=${shownIn(store, ui, key, value)}
        @input=${({ currentTarget }) => store.keepTyping(key, currentTarget.value)} @blur=${done}>
    </div>`;
};

const whatComesNext = (store, ui) => {
  const next = store.state.next ?? NOTHING_NEXT;
  const keep = (changes) => {
    store.act("next", { ...next, ...changes });
    ui.render();
  };
  return html`
    <section class="closing__part" aria-labelledby="closing-next">
      <h2 id="closing-next">Et ensuite\u202f?</h2>
      ${textField(store, ui, {
        id: "next-text",
        key: "next.text",
        label: "Ce qui se passe après, et qui le dit aux absents",
        value: next.text,
        long: true,
        onKeep: (text) => keep({ text }),
      })}
      ${dayField(store, ui, {
        id: "next-day",
        key: "next.day",
        label: "La prochaine réunion",
        value: next.day,
        onKeep: (day) => keep({ day }),
      })}
      ${next.day ? timeField(store, ui, next.time, keep) : nothing}
    </section>`;
};

// --- Speaking times -----------------------------------------------------------------------------------

const speakingTimes = (store, ui) => {
  if (Object.keys(store.state.spoken).length === 0) return nothing;
  const say = ({ currentTarget }) => {
    store.act("names", { on: currentTarget.checked });
    ui.render();
  };
  return html`
    <section class="closing__part" aria-labelledby="closing-times">
      <h2 id="closing-times">Les temps de parole</h2>
      <p>En fermant, les temps de chacun sont effacés. Il reste la part de la famille, de l’école et de chaque monde.</p>
      <label class="choice">
        <input type="checkbox" id="closing-names" .checked=${store.state.names} @change=${say}>
        <span>Tous les présents sont d’accord pour garder les temps avec les noms</span>
      </label>
    </section>`;
};

// --- Closing --------------------------------------------------------------------------------------------

const PAPERS = {
  fiche: "Ce qui est écrit devient la fiche de réunion.",
  half_page: "Ce qui est écrit devient un accord d’une demi-page.",
};

const stillOpen = (store) => {
  const number = unfinished(store).length;
  if (number === 0) return nothing;
  return html`<p>${capital(count(number, "ligne pose", "lignes posent", { feminine: true }))} encore une question\u00a0: on peut fermer sans y répondre.</p>`;
};

const closeMeeting = (store, ui) => {
  store.act("close", {});
  ui.show("");
};

const closeButton = (store, ui) => html`
  <section class="closing__part closing__last" aria-labelledby="closing-close">
    <h2 id="closing-close">Fermer</h2>
    <p>${PAPERS[store.boot.shape.closing] ?? PAPERS.fiche} Les mots dits en arrivant et en repartant sont effacés. On peut rouvrir la réunion.</p>
    ${stillOpen(store)}${notYetSaved(store)}
    <p class="actions">
      <button type="button" class="button" @click=${() => closeMeeting(store, ui)}>Fermer la réunion</button>
      <button type="button" class="button button--quiet" @click=${() => ui.show("")}>Revenir au point</button>
    </p>
  </section>`;

export const closingView = (store, ui) => html`
  <div class="closing">
    <header class="point">
      <h1 id="live-title" tabindex="-1">On se quitte\u202f?</h1>
      <p class="soft">Ce qui vient après se dit avant de se lever.</p>
    </header>
    ${aroundTable(store).length ? howOneLeaves(store, ui) : nothing}
    ${whatComesNext(store, ui)}
    ${speakingTimes(store, ui)}
    ${closeButton(store, ui)}
  </div>`;
