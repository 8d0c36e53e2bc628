// The live page of whoever holds the meeting: opens what this device keeps, draws the page from
// it, and draws it again when something happens and once a second. Only what changed is touched:
// what is being typed or read stays where it is.

import { html, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { keepAwake } from "./awake.js";
import { closedView, closingView } from "./closing.js";
import { floorView } from "./floor.js";
import { keysCard, onKey, showKeys } from "./keys.js";
import { pointView } from "./notes.js";
import { openingView } from "./opening.js";
import { brieflyCalled } from "./people.js";
import { rereadView } from "./reread.js";
import { reloadOnceBack } from "./shell.js";
import { rolesSaid } from "./roles.js";
import { openStore, restoreBoot } from "./store.js";
import { network, stripView } from "./strip.js";
import { tableTools, tableView } from "./table.js";
import { clockface } from "./times.js";
import { troublesView } from "./troubles.js";
import { openUi } from "./ui.js";

const SECOND = 1000;

const isOpening = ({ state }) =>
  state.closed_at === null && (state.opened_at === null || ["", "accueil"].includes(state.item));

const viewOf = (store, ui) => {
  if (store.state.closed_at !== null) return closedView;
  if (ui.view === "closing") return closingView;
  if (isOpening(store)) return openingView;
  return store.state.item === "relire" ? rereadView : pointView;
};

const tools = (store, ui) => html`
  <div class="live__tools">
    ${tableTools(store, ui)}
    ${store.boot.urls.screens
      ? html`<a href=${store.boot.urls.screens} target="_blank" rel="noopener">L’écran partagé<span
          class="visually-hidden">, dans un autre onglet</span></a>`
      : nothing}
    <button type="button" class="button button--quiet button--small" aria-haspopup="dialog" @click=${showKeys}>
      Les touches</button>
    <a href=${store.boot.urls.path}>Quitter cette page</a>
  </div>
`;

const paneButton = (ui, pane, here, label) => html`
  <button type="button" class="panes__one" aria-pressed=${String(pane === here)} @click=${() => ui.pane(pane)}>${label}</button>`;

// Whoever writes sees all the same how long somebody has been speaking.
const tableLabel = (store) => {
  const { floor } = store.state;
  return floor
    ? html`La table <span class="panes__now">${brieflyCalled(store, floor.who)}, ${clockface(store.now() - floor.since)}</span>`
    : "La table";
};

// Where one cannot see both at once, a bar at the foot goes from one to the other.
const panes = (store, ui, here) => html`
  <div class="panes" role="group" aria-label="Ce que la page montre">
    ${paneButton(ui, "table", here, tableLabel(store))}
    ${paneButton(ui, "notes", here, isOpening(store) ? "L’accueil" : "Noter")}
  </div>
`;

const besideTable = (store, ui, view) => html`
  <aside class="live__table" aria-label="La table">
    <p class="live__alone" role="heading" aria-level="1">La table</p>
    ${tableView(store, ui)} ${floorView(store, ui)}
    ${rolesSaid(store)} ${tools(store, ui)}</aside>
  <section class="live__notes" aria-labelledby="live-title">${view(store, ui)}</section>
`;

const closedPage = (store, ui, view) => html`
  <section class="live__notes" aria-labelledby="live-title">
    ${view(store, ui)}
    <p class="live__tools"><a href=${store.boot.urls.path}>Revenir à cette réunion</a></p>
  </section>
`;

const page = (store, ui) => {
  const view = viewOf(store, ui);
  const closed = store.state.closed_at !== null;
  const pane = ui.get("pane") ?? (isOpening(store) ? "notes" : "table");
  return html`
    ${stripView(store, ui)}
    <main class=${closed ? "live__main live__main--closed" : `live__main live__main--${pane}`} id="contenu" tabindex="-1">
      ${troublesView(store)}
      ${closed ? closedPage(store, ui, view) : besideTable(store, ui, view)}
      ${closed ? nothing : panes(store, ui, pane)}
    </main>
    ${keysCard(ui)}
    <p class="visually-hidden" role="status">${ui.get("said") ?? ""}</p>
  `;
};

// The drawing of the table needs its width in pixels: seats one can touch, whatever the screen.
const measure = (root, ui) => {
  const width = root.querySelector(".board-room")?.clientWidth ?? 0;
  if (width > 0) ui.set("width", width);
};

// The points slide under the strip of a phone: the one under way is brought to the middle.
const showPoint = (root, ui, store) => {
  const item = `${store.state.item} ${ui.view}`;
  if (ui.get("slid") === item) return;
  const list = root.querySelector(".points");
  const current = list?.querySelector("[aria-current]");
  if (!current) return;
  ui.set("slid", item);
  list.scrollLeft = current.offsetLeft - (list.clientWidth - current.clientWidth) / 2;
};

// What is not saved yet is said when it begins and when it ends, not while it lasts.
const sayNetwork = (store, ui) => {
  ui.set("pendingSince", store.pending === 0 ? null : (ui.get("pendingSince") ?? performance.now()));
  const { words, saved } = network(store, ui);
  if (saved !== (ui.get("saved") ?? true)) {
    ui.set("saved", saved);
    ui.say(words);
  }
};

const start = async () => {
  const root = document.getElementById("live");
  const told = document.getElementById("live-boot");
  const boot = told ? JSON.parse(told.textContent) : await restoreBoot();
  if (!boot) {
    document.getElementById("live-locked").hidden = false;
    reloadOnceBack();
    return;
  }
  const store = await openStore(boot);
  const ui = openUi(store, () => {
    render(page(store, ui), root);
    measure(root, ui);
    showPoint(root, ui, store);
  });
  const tick = () => {
    store.tick();
    sayNetwork(store, ui);
    keepAwake(store.state.opened_at !== null && store.state.closed_at === null);
    ui.render();
  };
  document.getElementById("live-plain")?.remove();
  store.subscribe(ui.render);
  document.addEventListener("keydown", (event) => onKey(event, store, ui));
  window.addEventListener("resize", ui.render);
  setInterval(tick, SECOND);
  tick();
};

start();
