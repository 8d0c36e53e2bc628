// Giving the floor, taking it back, correcting: what the table, the panel and the keys all do.

import { calledOf, capital, presenceOf } from "./people.js";

const taps = (ui) => ui.get("taps") ?? [];

const tap = (store, ui, who) => {
  const act = store.act("floor", { who });
  ui.set("taps", [...taps(ui), act.id]);
};

export const mayCount = ({ state }) => state.watch && state.opened_at !== null && state.closed_at === null;

const said = (store) => {
  const { floor } = store.state;
  return floor ? `${capital(calledOf(store, floor.who))} a la parole.` : "Personne n’a la parole.";
};

export const silence = (store, ui) => {
  if (!mayCount(store) || !store.state.floor) return;
  tap(store, ui, "");
  ui.say(said(store));
};

// The seat of the one who speaks, touched again, ends the turn.
export const giveFloor = (store, ui, who) => {
  if (!mayCount(store)) return;
  if (store.state.floor?.who === who) {
    silence(store, ui);
    return;
  }
  // Whoever was late and speaks has come.
  if (presenceOf(store, who) === "late") store.act("presence", { who, state: "here" });
  tap(store, ui, who);
  ui.say(said(store));
};

export const lastSpeaker = ({ state }) => state.turns.findLast((turn) => turn.who)?.who ?? "";

export const pauseOrResume = (store, ui) => {
  if (store.state.floor) silence(store, ui);
  else if (lastSpeaker(store)) giveFloor(store, ui, lastSpeaker(store));
};

// The last tap of this device; after a reload, the last turn there is.
const lastTap = (store, ui) => taps(ui).at(-1) ?? store.state.floor?.act ?? store.state.turns.at(-1)?.act;

export const canUndo = (store, ui) => mayCount(store) && lastTap(store, ui) !== undefined;

export const undoTurn = (store, ui) => {
  if (!canUndo(store, ui)) return;
  store.act("undo", { act: lastTap(store, ui) });
  ui.set("taps", taps(ui).slice(0, -1));
  ui.say(`Annulé. ${said(store)}`);
};

export const correctTurn = (store, ui, act, who) => {
  store.act("recast", { act, who });
  ui.say(who ? `Corrigé\u00a0: c’était ${calledOf(store, who)}.` : "Corrigé\u00a0: ce tour n’est plus compté.");
};

// A turn goes on from one point to the next: one line for the whole of it, the latest first.
export const latestTurns = ({ state }, many) => {
  const whole = new Map();
  for (const turn of state.turns) {
    const before = whole.get(turn.act);
    whole.set(turn.act, { ...turn, at: before?.at ?? turn.at });
  }
  return [...whole.values()].slice(-many).reverse();
};
