// A row of choices that is one stop for the Tab key: arrows go from one to the next, letters go to
// the one they begin, Space or Enter chooses.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { plain } from "./words.js";

const PAUSE = 800; // milliseconds after which letters begin another word
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const typing = { letters: "", at: 0 };

const buttonsOf = (bar) => [...bar.querySelectorAll("button")];

const step = (bar, by) => {
  const buttons = buttonsOf(bar);
  const here = buttons.indexOf(document.activeElement);
  return buttons.at((here + by) % buttons.length);
};

const beginning = (bar, letters, from) => {
  const buttons = buttonsOf(bar);
  const order = [...buttons.slice(from), ...buttons.slice(0, from)];
  return order.find((button) => button.dataset.words.split("|").some((word) => word.startsWith(letters)));
};

// Letters typed one after the other make a word; the same letter again goes on to the next.
const find = (bar, letter, now) => {
  const here = buttonsOf(bar).indexOf(document.activeElement);
  const word = now - typing.at > PAUSE ? letter : typing.letters + letter;
  const found = new Set(word).size > 1 ? beginning(bar, word, here) : undefined;
  typing.letters = found ? word : letter;
  typing.at = now;
  return found ?? beginning(bar, letter, here + 1);
};

const move = (event, letters) => {
  const { key, currentTarget: bar } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === " " || key === "Enter") {
    event.stopPropagation();
    return;
  }
  // On a French keyboard a digit is a letter with an accent; it stays the key of a seat.
  const isLetter = letters && /^\p{L}$/u.test(key) && !event.code.startsWith("Digit");
  const next = key in STEPS
    ? step(bar, STEPS[key])
    : { Home: buttonsOf(bar)[0], End: buttonsOf(bar).at(-1) }[key]
      ?? (isLetter ? find(bar, plain(key), event.timeStamp) : undefined);
  if (!next && !isLetter) return;
  // Arrows and letters mean something else for the page: here they stay in the row.
  event.stopPropagation();
  event.preventDefault();
  next?.focus();
};

// Only the last one focused is a stop of the Tab key. The row itself, when the page sends the focus
// to it, gives it to what is chosen, or to its first choice.
const stopHere = ({ currentTarget: bar, target }) => {
  if (target === bar) {
    (bar.querySelector('[aria-pressed="true"]') ?? buttonsOf(bar)[0])?.focus();
    return;
  }
  for (const button of buttonsOf(bar)) button.tabIndex = button === target ? 0 : -1;
};

const withoutArticle = (label) => plain(label).replace(/^(?:le |la |les |l')/, "");

// `options`: [{key, label, pressed, id?, also?, look?, shortcut?, keys?}]: `also` is another word that
// leads to it, `keys` says whether its shortcut is on.
export const toolbar = ({ id, label, labelledby, describedby, options, onPick, letters = true, look = "chips" }) => html`
  <div
    class=${look}
    id=${id}
    role="toolbar"
    tabindex="-1"
    aria-label=${label ?? nothing}
    aria-labelledby=${labelledby ?? nothing}
    aria-describedby=${describedby ?? nothing}
    @keydown=${(event) => move(event, letters)}
    @focusin=${stopHere}
  >
    ${options.map((option, index) => html`
      <button
        type="button"
        id=${option.id ?? `${id}-${option.key}`}
        class="chip ${option.look ?? ""}"
        tabindex=${index === 0 ? 0 : -1}
        aria-pressed=${option.pressed ? "true" : "false"}
        aria-keyshortcuts=${option.keys ? option.shortcut : nothing}
        data-key=${option.shortcut ?? nothing}
        data-words=${[withoutArticle(option.label), plain(option.also ?? "")].filter(Boolean).join("|")}
        @click=${() => onPick(option.key)}
      >${option.label}${option.keys ? html` <kbd aria-hidden="true">${option.shortcut}</kbd>` : nothing}</button>`)}
  </div>`;
