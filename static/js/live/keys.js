// One key each, outside of fields; the card that says which; and the switch that turns them off,
// for whoever dictates or presses keys without meaning to.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { aroundTable } from "./people.js";
import { touch } from "./table.js";
import { pauseOrResume, silence, undoTurn } from "./turns.js";

const FIELDS = "input, textarea, select, [contenteditable]";
const CONTROLS = `${FIELDS}, button, a[href], summary`;
const CARD = "touches";

// By its place on the keyboard: on a French one, a digit is a letter with an accent. 0 is nobody,
// 1 to 9 the first seats, Maj + 0 to Maj + 9 the ten after.
const seatOf = (event) => {
  const [, kind, digit] = event.code.match(/^(Digit|Numpad)(\d)$/) ?? [];
  if (!kind) return null;
  const shifted = event.shiftKey && kind === "Digit";
  if (shifted) return Number(digit) + 9;
  return Number(digit) - 1;
};

const pressNote = (event, ui) => {
  if (event.shiftKey) return false;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]:not(:disabled)`);
  if (!button) return false;
  ui.pane("notes");
  button.click();
  return true;
};

const onDigit = (event, store, ui) => {
  const index = seatOf(event);
  if (index === null) return false;
  if (index < 0) silence(store, ui);
  else {
    const person = aroundTable(store)[index];
    if (person) touch(store, ui, person.who);
  }
  return true;
};

const onPoint = (event, ui) => {
  if (event.key === "ArrowRight") ui.nextPoint(1);
  else if (event.key === "ArrowLeft") ui.nextPoint(-1);
  else return false;
  return true;
};

const onSpace = (event, store, ui) => {
  if (event.key !== " " || event.target.closest(CONTROLS)) return false;
  pauseOrResume(store, ui);
  return true;
};

const onLetter = (event, store, ui) => {
  if (event.key.toLowerCase() === "z") undoTurn(store, ui);
  else if (event.key === "?") showKeys();
  else return pressNote(event, ui);
  return true;
};

const leaveField = (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.target.blur();
};

export const onKey = (event, store, ui) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !event.code) return;
  if (event.target.closest("dialog")) return;
  if (event.target.closest(FIELDS)) {
    leaveField(event);
    return;
  }
  if (!ui.keys || event.defaultPrevented || event.repeat) return;
  const heard =
    onDigit(event, store, ui) || onSpace(event, store, ui) || onPoint(event, ui) || onLetter(event, store, ui);
  if (heard) event.preventDefault();
};

export const showKeys = () => document.getElementById(CARD)?.showModal();

const CARD_LINES = [
  ["Qui parle", [["1 … 9", "les neuf premiers sièges, à partir du haut"], ["Maj+0 … Maj+9", "les dix suivants"],
    ["0", "personne"], ["Espace", "pause, puis reprise"], ["Z", "annuler le dernier geste"]]],
  ["Noter", [["A", "un accord"], ["D", "un désaccord"], ["T", "une tension"], ["M", "un mot à expliquer"],
    ["C", "une décision"], ["R", "à reprendre plus tard"], ["P", "une parole, comme elle est dite"]]],
  ["Aller", [["←", "au point d’avant"], ["→", "au point d’après"], ["Échap", "sortir du champ"], ["?", "cette carte"]]],
];

const keyLine = ([key, does]) => html`<div class="key-card__line"><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`;

const group = ([title, lines]) => html`
  <section><h3>${title}</h3><dl>${lines.map(keyLine)}</dl></section>`;

export const keysCard = (ui) => html`
  <dialog class="key-card" id=${CARD} aria-labelledby="touches-titre">
    <h2 id="touches-titre">Les touches du clavier</h2>
    <p class="soft">Hors des champs où l’on écrit. Les chiffres se tapent sur la rangée du haut, sans Maj, ou sur le pavé numérique.
      Sur la table, les flèches vont d’un siège à l’autre.</p>
    <div class="key-card__groups">${CARD_LINES.map(group)}</div>
    <label class="switch">
      <input type="checkbox" role="switch" .checked=${ui.keys}
        @change=${(event) => ui.remember("keys", event.target.checked ? "on" : "off")}>
      <span>Se servir de ces touches sur cet appareil</span>
    </label>
    ${ui.keys ? nothing : html`<p class="soft">Elles sont éteintes. Tout se fait avec Tabulation et Entrée.</p>`}
    <form method="dialog"><button class="button">Fermer cette carte</button></form>
  </dialog>
`;
