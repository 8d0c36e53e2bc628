// The meeting as this device knows it: every act heard or made, and what they make together.
// An act counts at once; it is kept on the device, sent when the network allows, and erased from
// the device when the server says it has it.

import { openClock } from "./clock.js";
import { fold } from "./fold.js";
import { openOutbox } from "./outbox.js";
import { byWorld, shares } from "./speech.js";
import { uuid } from "./uuid.js";
import { keepKey, keptKey, openVault } from "./vault.js";
import { keepShell } from "./shell.js";

const SOON = 150;
// What says who spoke and how each felt: once closed, the server erases it and so does the device.
const PERSONAL = new Set(["floor", "recast", "feeling"]);

/** One writing at a time of a value that changes often; the last one is always written. */
const writer = (write) => {
  let value;
  let dirty = false;
  let busy = false;
  const run = async () => {
    busy = true;
    while (dirty) {
      dirty = false;
      await write(value).catch(() => {});
    }
    busy = false;
  };
  return (next) => {
    value = next;
    dirty = true;
    if (!busy) run();
  };
};

/** What this tab may open of what the device keeps: null once the tab was closed. */
export const restoreBoot = async () => {
  const kept = keptKey();
  if (!kept) return null;
  const vault = await openVault(kept.scope, kept.key);
  const [[, boot] = []] = await vault.all("boot");
  if (!boot) return null;
  const [[, log] = []] = await vault.all("log");
  return { ...boot, key: kept.key, ...(log ?? {}), now: null };
};

/** The store of the page. `boot` is what the server gave, or what `restoreBoot` found. */
export const openStore = async (boot) => {
  const vault = await openVault(boot.account, boot.key);
  const clock = openClock({ kept: boot.distance, told: boot.now });
  const acts = new Map(boot.acts.map((act) => [act.id, act]));
  const pending = new Map(await vault.all("act"));
  for (const [id, act] of pending) acts.has(id) || acts.set(id, act);
  const typed = Object.fromEntries((await vault.all("typed")).map(([, values]) => values)[0] ?? []);
  const device = uuid().slice(0, 8);
  const hearers = new Set();
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(`reunion ${boot.account}`) : null;
  let cursor = boot.cursor;
  let latest = Math.max(0, ...[...acts.values()].map((act) => act.at));
  let draft;
  let soon = null;

  const store = {
    boot, state: null, trouble: "", online: true, refused: [], device, keeps: vault.keeps,
    /** How many acts the server does not have yet. */
    get pending() {
      return pending.size;
    },
  };

  const keepLog = writer(() =>
    vault.put("log", "log", { acts: [...acts.values()], cursor, distance: clock.distance }));
  const keepTyped = writer(() => vault.put("typed", "typed", Object.entries(typed)));

  const refold = () => {
    store.state = fold([...acts.values()], clock.now());
  };
  const tell = () => {
    refold();
    for (const hearer of hearers) hearer(store);
  };
  const learn = (act) => {
    acts.set(act.id, act);
    latest = Math.max(latest, act.at);
  };

  // Closed: what was said by each is erased here too; the shares of each world stay to be shown.
  const forget = () => {
    if (!store.boot.kept) {
      const worlds = Object.fromEntries(
        [...boot.people, ...store.state.guests].map(({ who, world }) => [who, world]),
      );
      const times = byWorld(store.state.spoken, worlds);
      const parts = shares(times.map(([, length]) => length));
      store.boot.kept = {
        shares: Object.fromEntries(times.map(([world], i) => [world, parts[i]])),
        arrived: Object.keys(store.state.feelings.arrive).length,
        left: Object.keys(store.state.feelings.leave).length,
      };
    }
    for (const [id, act] of acts) if (PERSONAL.has(act.kind)) acts.delete(id);
    vault.clear().then(keepRefused).catch(() => {});
  };

  const keepRefused = () =>
    Promise.all(store.refused.map((refusal) => vault.put("refused", refusal.act.id, refusal)));

  const settle = (ids) => {
    for (const id of ids) pending.delete(id);
    if (ids.length) vault.drop("act", ids).catch(() => {});
  };

  const refuse = (act, why) => {
    if (!pending.has(act.id)) return;
    acts.delete(act.id);
    settle([act.id]);
    store.refused = [...store.refused, { act, why }];
    keepRefused().catch(() => {});
    tell();
  };

  const desk = {
    device,
    waiting: () => [...pending.values()].sort((a, b) => a.at - b.at),
    draft: () => draft,
    draftSent: (sent) => {
      if (draft === sent) draft = undefined;
    },
    since: () => cursor,
    isClosed: () => store.state.closed_at !== null,
    heard: (answer, asked) => {
      clock.heard(answer.now, asked);
      cursor = answer.cursor;
      for (const act of answer.acts) learn(act);
      for (const id of answer.dropped) acts.delete(id);
      settle([...answer.saved, ...answer.dropped]);
      for (const { id, why } of answer.refused) pending.has(id) && refuse(pending.get(id), why);
      refold();
      if (answer.closed_at !== null && !pending.size) forget();
      else if (answer.acts.length || answer.saved.length) keepLog();
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

  const sendSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(outbox.send, SOON);
  };

  Object.assign(store, {
    /** Milliseconds since 1970, as the server would say. */
    now: clock.now,
    /** Make an act: it counts at once, is kept, then sent. */
    act: (kind, payload = {}) => {
      // After all that is known, so that an edit always comes after what it edits.
      const act = { id: uuid(), kind, at: Math.max(clock.now(), latest + 1), device, ...payload };
      learn(act);
      pending.set(act.id, act);
      others?.postMessage(act);
      tell();
      vault.put("act", act.id, act).catch(() => {
        store.keeps = false;
      }).finally(sendSoon);
      return act;
    },
    /** Count time up to now. */
    tick: refold,
    /** The line being typed, for the shared screen; an empty text once it is kept or left. */
    draft: (line) => {
      draft = line?.text ? { note: line.note, text: line.text } : {};
      sendSoon();
    },
    /** What is in a field, kept to the last key; an empty text forgets it. */
    keepTyping: (key, text) => {
      if (text) typed[key] = text;
      else delete typed[key];
      keepTyped();
    },
    /** What was in a field, "" when nothing was kept. */
    typed: (key) => typed[key] ?? "",
    /** What the server refused was copied, or is not wanted any more. */
    dismiss: (id) => {
      store.refused = store.refused.filter(({ act }) => act.id !== id);
      vault.drop("refused", [id]).catch(() => {});
      tell();
    },
    subscribe: (hearer) => {
      hearers.add(hearer);
      return () => hearers.delete(hearer);
    },
  });

  // Another tab of this meeting on this device: it sends its own acts, this one only hears them.
  others?.addEventListener("message", ({ data }) => {
    learn(data);
    tell();
  });
  store.refused = (await vault.all("refused")).map(([, refusal]) => refusal);
  refold();
  if (store.state.closed_at === null) {
    keepKey(boot.account, boot.key);
    // The key stays out of what is kept: it would open its own lock.
    const { key, acts: known, ...page } = boot;
    vault.put("boot", "boot", page).catch(() => {});
    keepLog();
    keepShell(boot.urls.worker);
  }
  outbox.send();
  return store;
};
