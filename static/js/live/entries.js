// What is written in a meeting: kinds of notes, the version one reads, and how a new one is kept.

import { uuid } from "./uuid.js";
import { quote, typeset } from "./words.js";

// In the order of their buttons. `key` is pressed outside a field.
export const KINDS = [
  {
    note: "agreement", key: "a", button: "Point d’accord", label: "Accord", the: "l’accord",
    says: "Ce sur quoi on est d’accord",
  },
  {
    note: "disagreement", key: "d", button: "Désaccord", label: "Désaccord", the: "le désaccord",
    says: "Ce sur quoi on n’est pas d’accord",
  },
  {
    note: "tension", key: "t", button: "Tension", label: "Tension", the: "la tension",
    says: "Ce qui tire de deux côtés, comme on l’a dit",
  },
  {
    note: "word", key: "m", button: "Mot à expliquer", label: "Mot", the: "le mot",
    says: "Le mot, comme on l’a entendu",
  },
  {
    note: "decision", key: "c", button: "Décision", label: "Décision", the: "la décision",
    says: "Un verbe\u00a0: ce que quelqu’un va faire",
  },
  {
    note: "later", key: "r", button: "À reprendre", label: "À reprendre", the: "le point à reprendre",
    says: "Ce qu’on reprendra plus tard",
  },
  {
    note: "words", key: "p", button: "Parole", label: "Parole", the: "la parole",
    says: "Ce qui a été dit, avec les mots de qui l’a dit",
  },
];

export const kindOf = (note) => KINDS.find((kind) => kind.note === note);

// A meeting without the family and the pupil has no words of theirs to keep.
export const kindsFor = ({ boot }) =>
  KINDS.filter(({ note }) => note !== "words" || boot.meeting.has_family);

export const entryOf = ({ state }, id) => state.entries.find(({ entry }) => entry === id);

// The version to read: the only one, or the latest that is still there.
export const headOf = (entry) => entry.heads.findLast((head) => !head.gone) ?? entry.heads.at(-1);

export const isDisputed = (entry) => entry.heads.length > 1;

export const entriesOn = ({ state }, item) =>
  state.entries.filter((entry) => headOf(entry).item === item);

export const isDilemma = (head) => Boolean(head.dilemma || head.how);

// « Décision 2 »: counted through the whole meeting, in the order they were taken.
export const labelOf = ({ state }, entry) => {
  const { note } = headOf(entry);
  const { label } = kindOf(note);
  if (note !== "decision") return label;
  const decisions = state.entries.filter((one) => headOf(one).note === "decision");
  return `${label} ${decisions.findIndex((one) => one.entry === entry.entry) + 1}`;
};

// « la décision « Préparer la séance à deux » », for the names of controls.
export const spokenOf = (entry) => {
  const { note, text } = headOf(entry);
  return `${kindOf(note).the} ${quote(typeset(text ?? ""))}`;
};

// --- Keeping ----------------------------------------------------------------------------------------

// A new note; gives its identifier.
export const keep = (store, fields) => {
  const entry = uuid();
  store.act("entry", { entry, over: [], ...fields });
  return entry;
};

const same = (one, other) => JSON.stringify(one ?? "") === JSON.stringify(other ?? "");

// A new version over those that stand; nothing is sent when nothing changed.
export const change = (store, id, changes, { from = null } = {}) => {
  const entry = entryOf(store, id);
  if (!entry) return null;
  const { act, at, device, gone, ...fields } = from ?? headOf(entry);
  const changed = Object.keys(changes).some((name) => !same(fields[name], changes[name]));
  if (!changed && !isDisputed(entry)) return null;
  const over = entry.heads.map((head) => head.act);
  return store.act("entry", { ...fields, ...changes, entry: id, over });
};

// --- Taking away, and back --------------------------------------------------------------------------

const GONE = "gone";

// Kept with what is being typed: a note can be taken back after a reload.
export const goneFrom = (store, item) => {
  const all = JSON.parse(store.typed(GONE) || "[]");
  return all.filter((gone) => gone.item === item && !entryOf(store, gone.entry));
};

const rememberGone = (store, list) => store.keepTyping(GONE, list.length ? JSON.stringify(list) : "");

export const takeAway = (store, id) => {
  const head = headOf(entryOf(store, id));
  const act = change(store, id, { gone: true });
  const all = JSON.parse(store.typed(GONE) || "[]");
  const { note, item, text } = head;
  rememberGone(store, [...all, { entry: id, act: act.id, note, item, text }]);
};

export const takeBack = (store, gone) => {
  store.act("undo", { act: gone.act });
  const all = JSON.parse(store.typed(GONE) || "[]");
  rememberGone(store, all.filter(({ act }) => act !== gone.act));
};
