// A meeting that is closed: what was kept of it, and the way back.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { KINDS, headOf } from "./entries.js";
import { capital } from "./people.js";
import { count, hours, wholeDay } from "./words.js";

const COUNTED = {
  agreement: ["accord"],
  disagreement: ["désaccord"],
  tension: ["tension"],
  word: ["mot expliqué", "mots expliqués"],
  decision: ["décision"],
  later: ["point à reprendre", "points à reprendre"],
  words: ["parole"],
};
const FEMININE = new Set(["tension", "decision", "words"]);

const counts = ({ state }) =>
  KINDS.map(({ note }) => {
    const number = state.entries.filter((entry) => headOf(entry).note === note).length;
    const [one, many] = COUNTED[note];
    return number ? count(number, one, many, { feminine: FEMININE.has(note) }) : "";
  }).filter(Boolean);

export const notYetSaved = ({ pending }) =>
  pending > 0
    ? html`<p>Tout n’est pas encore enregistré\u00a0: gardez cet appareil jusqu’au retour du réseau.</p>`
    : nothing;

const shares = ({ boot }) => {
  const kept = Object.entries(boot.kept?.shares ?? {});
  if (kept.length === 0 || new Set(boot.people.map(({ world }) => world)).size < 2) return nothing;
  const said = kept.map(([world, share]) => `${boot.worlds[world]} ${share}\u00a0%`).join(" · ");
  return html`<p><b>La parole</b> · ${said}</p>`;
};

const PAPERS = {
  fiche: "Voir la fiche",
  half_page: "Voir l’accord d’une demi-page",
};

const nextMeeting = ({ state: { next } }) =>
  next?.day
    ? html`<p><b>Prochaine réunion\u00a0:</b> ${wholeDay(next.day)}${next.time ? ` à ${Number(next.time.slice(0, 2))}\u00a0h\u00a0${next.time.slice(3)}` : nothing}.</p>`
    : nothing;

export const closedView = (store, ui) => {
  const { boot, state } = store;
  const kept = counts(store);
  const reopen = () => {
    store.act("reopen", {});
    ui.focus("live-title");
  };
  return html`
    <div class="closing closing--closed">
      <header class="point">
        <h1 id="live-title" tabindex="-1">La réunion est fermée</h1>
        <p class="soft">Elle s’est terminée à ${hours(state.closed_at)}.</p>
      </header>
      ${kept.length
        ? html`<ul class="kept">${kept.map((one) => html`<li>${capital(one)}</li>`)}</ul>`
        : html`<p>Rien n’a été écrit pendant cette réunion.</p>`}
      ${shares(store)}${nextMeeting(store)}${notYetSaved(store)}
      <p class="actions">
        <a class="button" href=${boot.urls.sheet}>${PAPERS[boot.shape.closing] ?? PAPERS.fiche}</a>
        <button type="button" class="button button--secondary" @click=${reopen}>Rouvrir la réunion</button>
      </p>
    </div>`;
};
