// The table seen from above. A touch on a seat gives the floor; before the meeting is opened, it
// says that somebody has come; while seats move, it picks one. The list says the same.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { aroundTable, asPlanned, calledOf, capital, personOf, presenceOf, presenceSaid, stateOf } from "./people.js";
import { placed } from "./placed.js";
import { placesFor } from "./places.js";
import { keyOfSeat, ringShare, seatView } from "./seat.js";
import { seatList } from "./seat_list.js";
import { drag, moving, pick, picked, startMoving, step } from "./seating.js";
import { clockface } from "./times.js";
import { giveFloor, mayCount } from "./turns.js";

const FIRST_WIDTH = 460; // until the page was measured once

const arriving = ({ state }) => state.opened_at === null;

const welcome = (store, ui, who) => {
  if (presenceOf(store, who)) return;
  const state = asPlanned(personOf(store, who));
  store.act("presence", { who, state });
  ui.say(`${capital(calledOf(store, who))}\u00a0: ${presenceSaid(state)}.`);
};

export const touch = (store, ui, who) => {
  if (moving(ui)) pick(store, ui, who);
  else if (arriving(store)) welcome(store, ui, who);
  else giveFloor(store, ui, who);
};

const pressed = (store, ui, who) => {
  if (moving(ui)) return picked(ui) === who;
  return arriving(store) ? ["here", "remote", "phone"].includes(presenceOf(store, who)) : store.state.floor?.who === who;
};

const inMiddle = (store, ui) => {
  const { floor, watch } = store.state;
  if (moving(ui)) return [picked(ui) ? `${capital(calledOf(store, picked(ui)))}\u00a0: où\u202f?` : "Quel siège bouge\u202f?", ""];
  if (arriving(store)) return ["Touchez un siège quand la personne est là", ""];
  if (!watch) return ["La parole n’est pas comptée", ""];
  if (!floor) return ["Touchez le siège de qui parle", ""];
  return [`${capital(calledOf(store, floor.who))} parle depuis`, clockface(store.now() - floor.since)];
};

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// One stop of the tabulation for the whole table; the arrows go from seat to seat, or move the one
// that was picked.
const onArrow = (event, store, ui, people) => {
  const by = STEPS[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (moving(ui) && picked(ui)) {
    step(store, ui, people, by);
    ui.focus(`siege-${picked(ui)}`);
    return;
  }
  const index = people.findIndex(({ who }) => who === event.target.dataset.who);
  ui.focus(`siege-${people.at((index + by) % people.length).who}`);
};

const board = (store, ui, people, { seats, diameter, centre }) => {
  const width = ui.get("width") ?? FIRST_WIDTH;
  const [words, clock] = inMiddle(store, ui);
  const stop = people.find(({ who }) => who === ui.get("seat")) ?? people[0];
  const seatOf = (person, index) => ({
    place: seats[index],
    ring: ringShare(store, person.who, people.length),
    state: stateOf(store, person),
    shortcut: ui.keys ? keyOfSeat(index) : "",
    pressed: pressed(store, ui, person.who),
    picked: picked(ui) === person.who,
    waiting: presenceOf(store, person.who) === "late" || (arriving(store) && !presenceOf(store, person.who)),
    arrived: arriving(store) && !moving(ui),
    tabbable: person === stop,
    still: !moving(ui) && !arriving(store) && !mayCount(store),
  });
  return html`
    <div
      class=${moving(ui) ? "board board--moving" : "board"}
      ${placed({ "--seat": `${(100 * diameter) / width}%`, "--centre": `${(200 * centre) / width}%` })}
    >
      <p class="board__centre">
        <span class="board__words">${words}</span>
        ${clock ? html`<b class="board__clock">${clock}</b>` : nothing}
      </p>
      <div
        class="board__seats"
        role="toolbar"
        aria-label="Les sièges"
        @keydown=${(event) => onArrow(event, store, ui, people)}
      >
        ${repeat(
          people,
          ({ who }) => who,
          (person, index) =>
            seatView(store, person, seatOf(person, index), {
              click: () => touch(store, ui, person.who),
              focus: () => ui.set("seat", person.who),
              pointerdown: (event) => drag(event, store, ui),
            }),
        )}
      </div>
    </div>
  `;
};

// While seats move: what to do without dragging.
const movesView = (store, ui, people) => html`
  <div class="cluster seat-tools">
    <button type="button" class="button button--secondary button--small" ?disabled=${!picked(ui)}
      @click=${() => step(store, ui, people, -1)}>Une place avant</button>
    <button type="button" class="button button--secondary button--small" ?disabled=${!picked(ui)}
      @click=${() => step(store, ui, people, 1)}>Une place après</button>
    <button type="button" class="button button--small" id="places-faites"
      @click=${() => { startMoving(ui, false); ui.focus("deplacer"); }}>Les places sont bonnes</button>
  </div>
`;

const drawing = (store, ui) => {
  const people = aroundTable(store);
  const drawn = placesFor(people.length, ui.get("width") ?? FIRST_WIDTH);
  return { people, drawn, listed: drawn === null || ui.remembered("seats") === "list" };
};

// Beside the other tools of the page, at the foot of the column.
export const tableTools = (store, ui) => {
  const { people, drawn, listed } = drawing(store, ui);
  return html`
    <button type="button" class="button button--quiet button--small" id="deplacer" ?hidden=${moving(ui)}
      @click=${() => { startMoving(ui, true); ui.focus(`siege-${people[0]?.who}`); }}>Déplacer les sièges</button>
    <button type="button" class="button button--quiet button--small" id="table-ou-liste" ?hidden=${drawn === null}
      @click=${() => ui.remember("seats", listed ? "table" : "list")}>${listed ? "Voir la table" : "Voir la liste"}</button>
  `;
};

export const tableView = (store, ui) => {
  const { people, drawn, listed } = drawing(store, ui);
  return html`
    <div class="table-view">
      <div class="board-room"></div>
      ${listed ? seatList(store, ui, people, { touch, pressed, middle: inMiddle(store, ui) }) : board(store, ui, people, drawn)}
      ${moving(ui) ? movesView(store, ui, people) : nothing}
    </div>
  `;
};
