// The meeting as this device knows it: every act heard or made, and what they make together.
// An act counts at once; it is kept on the device, sent when the network allows, and erased from
// the device when the server says it has it.

import { openClock } from "./clock.js";
import { fold } from "./fold.js";
import { openKeeping } from "./keeping.js";
import { openOutbox } from "./outbox.js";
import { keepShell } from "./shell.js";
import { byWorld, shares } from "./speech.js";
import { uuid } from "./uuid.js";

export { restoreBoot } from "./keeping.js";

const SOON = 150;
// The line being typed need not travel at each key: the shared screen shows it within two seconds.
const SOON_TYPED = 400;
// What says who spoke and how each felt: once closed, the server erases it and so does the device.
const PERSONAL = new Set(["floor", "recast", "feeling"]);

/** Calls `act` after a delay; asked again meanwhile, the earliest of the moments counts. */
const soonest = (act) => {
  let due = Infinity;
  let timer = null;
  return (delay) => {
    const at = performance.now() + delay;
    if (at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      due = Infinity;
      act();
    }, delay);
  };
};

/** What stays of speech and of words once the meeting is closed. */
const keptOf = ({ people }, { guests, spoken, feelings }) => {
  const worlds = Object.fromEntries([...people, ...guests].map(({ who, world }) => [who, world]));
  const times = byWorld(spoken, worlds);
  const parts = shares(times.map(([, length]) => length));
  return {
    shares: Object.fromEntries(times.map(([world], i) => [world, parts[i]])),
    arrived: Object.keys(feelings.arrive).length,
    left: Object.keys(feelings.leave).length,
  };
};

/** The store of the page. `boot` is what the server gave, or what `restoreBoot` found. */
export const openStore = async (boot) => {
  const clock = openClock({ kept: boot.distance, told: boot.now });
  const acts = new Map(boot.acts.map((act) => [act.id, act]));
  let cursor = boot.cursor;
  const keeping = await openKeeping(boot, () =>
    ({ acts: [...acts.values()], cursor, distance: clock.distance }));
  // What the server does not have yet, and of that what is still on its way to the disk.
  const pending = new Map();
  const writing = new Set();
  const device = uuid().slice(0, 8);
  const hearers = new Set();
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(`reunion ${boot.account}`) : null;
  let draft;

  const store = {
    boot, state: null, trouble: "", online: true, refused: keeping.found.refused, device,
    keeps: keeping.keeps,
    /** How many acts the server does not have yet. */
    get pending() {
      return pending.size;
    },
    /** How many of these the device itself is still writing. */
    get writing() {
      return writing.size;
    },
  };

  const refold = () => {
    store.state = fold([...acts.values()], clock.now());
  };
  const tell = () => {
    refold();
    for (const hearer of hearers) hearer(store);
  };
  // The server said otherwise already of an act that it has.
  const wait = (act) => {
    pending.set(act.id, act);
    if (!acts.has(act.id)) acts.set(act.id, act);
  };
  // After all that is known, so that an edit always comes after what it edits.
  const moment = () => {
    let last = 0;
    for (const { at } of acts.values()) last = Math.max(last, at);
    return Math.max(clock.now(), last + 1);
  };

  // Closed: what was said by each is erased here too; the shares of each world stay to be shown.
  const forget = () => {
    store.boot.kept ??= keptOf(boot, store.state);
    for (const [id, act] of acts) if (PERSONAL.has(act.kind)) acts.delete(id);
    keeping.erase();
  };

  const refuse = (act, why) => {
    if (!pending.delete(act.id)) return;
    acts.delete(act.id);
    store.refused = [...store.refused, { act, why }];
    keeping.refused({ act, why });
    tell();
  };

  const desk = {
    device,
    // In order, and none before it is on the disk.
    waiting: () => {
      const inOrder = [...pending.values()].sort((a, b) => a.at - b.at);
      const first = inOrder.findIndex(({ id }) => writing.has(id));
      return first < 0 ? inOrder : inOrder.slice(0, first);
    },
    draft: () => draft,
    draftSent: (sent) => {
      if (draft === sent) draft = undefined;
    },
    since: () => cursor,
    isClosed: () => store.state.closed_at !== null,
    heard: (answer, asked) => {
      clock.heard(answer.now, asked);
      cursor = answer.cursor;
      for (const act of answer.acts) acts.set(act.id, act);
      for (const id of answer.dropped) acts.delete(id);
      const had = [...answer.acts.map(({ id }) => id), ...answer.saved, ...answer.dropped];
      const settled = had.filter((id) => pending.delete(id));
      for (const { id, why } of answer.refused) pending.has(id) && refuse(pending.get(id), why);
      refold();
      if (answer.closed_at !== null && !pending.size) forget();
      else if (settled.length || answer.acts.length || answer.dropped.length) keeping.page(settled);
      if (answer.closed_at === null) store.boot.kept = null;
      tell();
    },
    refuse,
    trouble: (word) => {
      store.online = word !== "network";
      store.trouble = word;
      tell();
    },
  };
  const outbox = openOutbox({ urls: boot.urls, csrf: boot.csrf, clock, desk });
  const sendSoon = soonest(outbox.send);

  const keep = async (act) => {
    writing.add(act.id);
    try {
      await keeping.act(act);
    } catch {
      store.keeps = false;
    }
    writing.delete(act.id);
    sendSoon(SOON);
    tell();
  };

  Object.assign(store, {
    /** Milliseconds since 1970, as the server would say. */
    now: clock.now,
    /** Make an act: it counts at once, is kept, then sent. */
    act: (kind, payload = {}) => {
      const act = { id: uuid(), kind, at: moment(), device, ...payload };
      wait(act);
      keep(act);
      others?.postMessage(act);
      tell();
      return act;
    },
    /** Count time up to now. */
    tick: refold,
    /** The line being typed, for the shared screen; an empty text once it is kept or left. */
    draft: (line) => {
      draft = line?.text ? { note: line.note, text: line.text } : {};
      if (!store.trouble) sendSoon(SOON_TYPED);
    },
    /** What is in a field, kept to the last key; an empty text forgets it. */
    keepTyping: keeping.type,
    /** What was in a field, "" when nothing was kept. */
    typed: keeping.typed,
    /** What the server refused was copied, or is not wanted any more. */
    dismiss: (id) => {
      store.refused = store.refused.filter(({ act }) => act.id !== id);
      keeping.dismissed(id);
      tell();
    },
    subscribe: (hearer) => {
      hearers.add(hearer);
      return () => hearers.delete(hearer);
    },
  });

  // Another tab of this meeting on this device may be closed before it has sent: both send, and the
  // server keeps each act once.
  others?.addEventListener("message", ({ data }) => {
    wait(data);
    tell();
  });
  keeping.found.acts.forEach(wait);
  refold();
  if (store.state.closed_at === null) {
    keeping.page();
    keepShell(boot.urls.worker);
  }
  outbox.send();
  return store;
};
