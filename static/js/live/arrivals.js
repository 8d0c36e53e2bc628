// Who is here, late, excused, at a distance, on the phone; who came unforeseen, and with whom.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { asPlanned, calledOf, capital, everybody, isExpected, personOf, PRESENCES, presenceOf, seated } from "./people.js";

const LONGEST_LABEL = 60;

const waited = (store) => seated(store).filter((person) => isExpected(person) && !presenceOf(store, person.who));

const someNoted = (store) => everybody(store).some(({ who }) => presenceOf(store, who));

const allHere = (store, ui) => {
  for (const person of waited(store)) store.act("presence", { who: person.who, state: asPlanned(person) });
  ui.say("Tout le monde est là.");
  ui.focus("presents");
};

const choice = (store, who, [state, label]) => html`
  <label class="presence__choice">
    <input type="radio" name=${`presence-${who}`} value=${state} .checked=${live(presenceOf(store, who) === state)}
      @change=${() => store.act("presence", { who, state })}>
    <span>${label}</span>
  </label>
`;

const remove = (store, ui, guest) => {
  const { who, called: label, world } = guest;
  store.act("guest", { who, label, world, with: "", gone: true });
  ui.say(`${capital(guest.called)}\u00a0: hors de la liste.`);
  ui.focus("presents");
};

const PLANNED = { remote: "à distance", phone: "par téléphone", written: "par écrit", away: "ne vient pas" };

// What was planned, until one knows.
const plannedSaid = (store, { who, planned }) =>
  PLANNED[planned] && !presenceOf(store, who) ? `prévu\u00a0: ${PLANNED[planned]}` : "";

const accompanies = (store, who) => {
  const other = store.state.with[who];
  return other && personOf(store, other) ? `accompagne ${calledOf(store, other)}` : "";
};

const known = (store, person) =>
  [plannedSaid(store, person), accompanies(store, person.who)].filter(Boolean);

const line = (store, ui, person) => html`
  <li>
    <fieldset class="presence">
      <legend class="presence__who">
        <b>${capital(person.called)}</b> <span class="soft">${known(store, person).join(", ")}</span>
      </legend>
      <div class="presence__choices">
        ${PRESENCES.map((presence) => choice(store, person.who, presence))}
        ${person.guest
          ? html`<button type="button" class="button button--quiet button--small"
              @click=${() => remove(store, ui, person)}>Retirer<span class="visually-hidden"> ${person.called}</span></button>`
          : nothing}
      </div>
    </fieldset>
  </li>
`;

// --- Somebody unforeseen -------------------------------------------------------------------------

const newGuest = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `g${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

const addGuest = (event, store, ui) => {
  event.preventDefault();
  const said = new FormData(event.target);
  const label = said.get("label").trim();
  if (!label) return;
  const who = newGuest();
  store.act("guest", { who, label, world: said.get("world"), with: said.get("with"), gone: false });
  store.act("presence", { who, state: "here" });
  event.target.reset();
  ui.say(`${capital(label)} est à la table.`);
};

const people = (store, without) => everybody(store)
  .filter(({ who }) => who !== without)
  .map(({ who, called }) => html`<option value=${who}>${called}</option>`);

const worlds = (store) =>
  Object.entries(store.boot.worlds).map(([slug, label]) => html`<option value=${slug}>${label}</option>`);

const guestForm = (store, ui) => html`
  <details class="more">
    <summary>Quelqu’un d’imprévu est venu</summary>
    <form class="line-form" @submit=${(event) => addGuest(event, store, ui)}>
      <label class="line-form__field">Qui <input name="label" type="text" required maxlength=${LONGEST_LABEL} autocomplete="off"
        placeholder="la grand-mère"></label>
      <label class="line-form__field">De
        <select name="world">${worlds(store)}</select></label>
      <label class="line-form__field">Accompagne
        <select name="with"><option value="">personne</option>${people(store, "")}</select></label>
      <button class="button button--secondary button--small">Ajouter à la table</button>
    </form>
  </details>
`;

// --- Who accompanies whom ------------------------------------------------------------------------

const pair = (event, store, ui) => {
  event.preventDefault();
  const said = new FormData(event.target);
  const [who, other] = [said.get("who"), said.get("with")];
  if (who === other) return;
  store.act("with", { who, with: other });
  ui.say(other ? `${capital(calledOf(store, who))} accompagne ${calledOf(store, other)}.` : "C’est noté.");
};

const pairForm = (store, ui) => html`
  <details class="more">
    <summary>Qui accompagne qui</summary>
    <form class="line-form" @submit=${(event) => pair(event, store, ui)}>
      <label class="line-form__field">Cette personne <select name="who">${people(store, "")}</select></label>
      <label class="line-form__field">accompagne
        <select name="with"><option value="">personne</option>${people(store, "")}</select></label>
      <button class="button button--secondary button--small">Noter</button>
    </form>
  </details>
`;

// Beside who is here: what most meetings have no use for.
export const companionsView = (store, ui) => html`${guestForm(store, ui)} ${pairForm(store, ui)}`;

export const arrivalsView = (store, ui) => html`
  <section aria-label="Les présents">
    ${waited(store).length > 0
      ? html`<p><button type="button" class="button button--secondary" @click=${() => allHere(store, ui)}>
          ${someNoted(store) ? "Tous les autres sont là" : "Tout le monde est là, comme prévu"}</button></p>`
      : nothing}
    <ul class="presences" id="presents" tabindex="-1" aria-label="Qui est là">${repeat(seated(store), ({ who }) => who, (person) => line(store, ui, person))}</ul>
  </section>
`;
