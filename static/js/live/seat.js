// One seat of the table, a button: its world by colour and by pattern, how long that person spoke
// by the ring around it, whether they speak now in amber; and all of it in words.

import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { classMap } from "../../vendor/lit-html/directives/class-map.js";
import { presenceSaid, stateOf } from "./people.js";
import { placed } from "./placed.js";
import { spokenFor } from "./times.js";

// As on the drawing of the invitation (meetings/domain/round_table.py), in hundredths of a seat.
const PATTERNS = {
  famille: "none",
  ecole: "",
  medico_social: "17 9",
  soin: "2 7",
  social: "22 6 4 6",
  collectivite: "8 8",
};
const LARGEST_LABEL = 23;
const LABEL_ROOM = 66;
const SHORT_STATES = { late: "en retard", remote: "à dist.", phone: "au tél." };

// Width of a bold letter in ems of our typeface, a little overestimated.
const em = (letter) => {
  if ("ijlftrIÎÏîï.,:’'-·! ".includes(letter)) return 0.38;
  if ("mwMW…".includes(letter)) return 0.92;
  return letter === letter.toUpperCase() ? 0.72 : 0.62;
};

const labelSize = (text) => {
  const ems = [...text].reduce((sum, letter) => sum + em(letter), 0.1);
  return Math.min(LARGEST_LABEL, LABEL_ROOM / ems).toFixed(1);
};

// 1 to 9 as they come, then Maj + 0 to Maj + 9; `keys.js` reads the same.
export const keyOfSeat = (index) => {
  if (index < 9) return String(index + 1);
  return index < 19 ? `Maj+${index - 9}` : "";
};

// As the attribute wants it: « Maj » is what our keyboards say.
export const keyName = (shortcut) => shortcut.replace("Maj", "Shift") || nothing;

const lower = (state, shortcut) => SHORT_STATES[state] ?? shortcut;

// The ring is full when somebody spoke a quarter of the meeting, or their even part of it when
// they are few: it only ever grows.
export const ringShare = (store, who, people) => {
  const whole = store.boot.meeting.minutes * 60_000 * Math.max(1 / 4, 1 / Math.max(people, 1));
  return Math.min(100, (100 * (store.state.spoken[who] ?? 0)) / whole);
};

export const seatDrawing = (person, { ring, state, shortcut, waiting }) => svg`
  <svg class="chair__drawing" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
    <circle class="chair__track" cx="50" cy="50" r="46.5" fill="none" stroke-width="6"></circle>
    ${ring > 0
      ? svg`<circle class="chair__ring" cx="50" cy="50" r="46.5" fill="none" stroke-width="6" pathLength="100"
          stroke-dasharray="${ring.toFixed(2)} 100" transform="rotate(-90 50 50)"></circle>`
      : nothing}
    <circle class="chair__disc" cx="50" cy="50" r="38.5" stroke-width="2"></circle>
    ${PATTERNS[person.world] && !waiting
      ? svg`<circle class="chair__pattern" cx="50" cy="50" r="34.5" fill="none" stroke-width="1.8"
          stroke-dasharray=${PATTERNS[person.world]}></circle>`
      : nothing}
    <text class="chair__label" x="50" y=${lower(state, shortcut) ? 53 : 57} text-anchor="middle"
      font-weight="700" font-size=${labelSize(person.short)}>${person.short}</text>
    <text class=${SHORT_STATES[state] ? "chair__lower" : "chair__key"} x="50" y="70" text-anchor="middle" font-size="13">${lower(state, shortcut)}</text>
  </svg>`;

// « Mère : la mère, famille et élève, à distance »
const seatName = (store, person) => {
  const { called, short, world } = person;
  const state = stateOf(store, person);
  const who = called.toLowerCase().includes(short.toLowerCase()) ? called : `${short}\u00a0: ${called}`;
  const words = [who, store.boot.worlds[world].toLowerCase(), state === "here" ? "" : presenceSaid(state)];
  return words.filter(Boolean).join(", ");
};

const hover = (store, person) => {
  const spoken = store.state.spoken[person.who] ?? 0;
  return spoken > 0 ? `${person.called}\u00a0: ${spokenFor(spoken)}` : person.called;
};

// `seat` is {place, ring, state, shortcut, pressed, picked, waiting, arrived, tabbable, still}, `on` the listeners.
export const seatView = (store, person, seat, on) => html`
  <button
    type="button"
    id=${`siege-${person.who}`}
    data-who=${person.who}
    class=${classMap({
      chair: true,
      [`chair--${person.world}`]: true,
      "chair--away": ["remote", "phone"].includes(seat.state),
            "chair--picked": seat.picked,
      "chair--waiting": seat.waiting,
      "chair--arrived": seat.arrived,
    })}
    aria-pressed=${String(seat.pressed)}
    aria-keyshortcuts=${keyName(seat.shortcut)}
    aria-disabled=${seat.still ? "true" : nothing}
    tabindex=${seat.tabbable ? 0 : -1}
    title=${hover(store, person)}
    ${placed({ "--x": seat.place.x.toFixed(4), "--y": seat.place.y.toFixed(4) })}
    @click=${on.click}
    @focus=${on.focus}
    @pointerdown=${on.pointerdown}
  >
    ${seatDrawing(person, seat)}
    <span class="visually-hidden">${seatName(store, person)}</span>
  </button>
`;
