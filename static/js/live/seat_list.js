// The table as a list of large buttons: for a narrow phone, for whoever listens to the page, and
// for more people than a drawing holds.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { capital, presenceOf, presenceSaid, stateOf } from "./people.js";
import { keyName, keyOfSeat, ringShare, seatDrawing } from "./seat.js";
import { moving } from "./seating.js";
import { spokenFor } from "./times.js";

const notes = (store, person) => {
  const spoken = store.state.spoken[person.who] ?? 0;
  return [
    store.boot.worlds[person.world].toLowerCase(),
    presenceSaid(stateOf(store, person)),
    spoken > 0 ? `a parlé ${spokenFor(spoken)}` : "",
  ].filter(Boolean);
};

const line = (store, ui, people, { person, index, touch, pressed, clock }) => {
  const isPressed = pressed(store, ui, person.who);
  const drawing = { ring: ringShare(store, person.who, people.length), state: "", shortcut: "" };
  const shortcut = ui.keys ? keyOfSeat(index) : "";
  return html`
    <li>
      <button
        type="button"
        class=${`seat-line chair--${person.world}`}
        id=${`siege-${person.who}`}
        data-who=${person.who}
        aria-pressed=${String(isPressed)}
        aria-keyshortcuts=${keyName(shortcut)}
        @click=${() => touch(store, ui, person.who)}
      >
        ${seatDrawing(person, drawing)}
        <span class="seat-line__who">
          <b>${capital(person.called)}</b>
          <span class="seat-line__notes">${notes(store, person).join(" · ")}</span>
        </span>
        ${isPressed && clock && !moving(ui) ? html`<b class="seat-line__clock">parle depuis ${clock}</b>` : nothing}
        ${isPressed && presenceOf(store, person.who) === "here" && !clock ? html`<span class="seat-line__clock">✓</span>` : nothing}
      </button>
    </li>
  `;
};

export const seatList = (store, ui, people, { touch, pressed, middle: [words, clock] }) => html`
  ${clock ? nothing : html`<p class="soft">${words}</p>`}
  <ul class="seat-lines">
    ${repeat(
      people,
      ({ who }) => who,
      (person, index) => line(store, ui, people, { person, index, touch, pressed, clock }),
    )}
  </ul>
`;
