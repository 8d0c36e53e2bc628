// What the page keeps on the device, and when it is erased there. Four kinds of records: `act`, what
// the server does not have yet; `refused`, what it would not take; `typed`, what is in a field, to
// the last key; `boot` and `log`, from which the page is rebuilt without network.

import { forgetKey, keepKey, keptKey, openVault } from "./vault.js";

const ERASED_ONCE_CLOSED = ["boot", "log", "act", "typed"];

/** One writing at a time; asked several times meanwhile, the last one is always written. */
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
  const [[, page] = []] = await vault.all("boot");
  if (!page) return null;
  const [[, log] = []] = await vault.all("log");
  return { ...page, acts: [], cursor: 0, ...log, key: kept.key, now: null };
};

const keepTyped = (vault, typed) => {
  const changed = new Set();
  const write = writer(async () => {
    const keys = [...changed];
    changed.clear();
    const filled = keys.filter((key) => typed[key]);
    await Promise.all(filled.map((key) => vault.put("typed", key, typed[key])));
    await vault.drop("typed", keys.filter((key) => !typed[key]));
  });
  return (key, text) => {
    if (text) typed[key] = text;
    else delete typed[key];
    changed.add(key);
    write();
  };
};

/** `log()` says what is known of the meeting now: its acts, the cursor, how far the clock stands. */
const keepPage = (vault, { key, acts, ...page }, log) => {
  const settled = new Set();
  let whole = false;
  const write = writer(async (isOver) => {
    if (isOver) {
      forgetKey();
      whole = false;
      settled.clear();
      await vault.clear(ERASED_ONCE_CLOSED);
      return;
    }
    // The key stays out of what is kept: it would open its own lock.
    keepKey(page.account, key);
    if (!whole) await vault.put("boot", "boot", page);
    whole = true;
    const erased = [...settled];
    await vault.put("log", "log", log());
    // Only now: at every moment one record or the other has the act.
    await vault.drop("act", erased);
    for (const id of erased) settled.delete(id);
  });
  return (ids, isOver) => {
    for (const id of ids) settled.add(id);
    write(isOver);
  };
};

/** The drawer of one meeting on this device, and what was found in it. */
export const openKeeping = async (boot, log) => {
  const vault = await openVault(boot.account, boot.key);
  const typed = Object.fromEntries(await vault.all("typed"));
  const valuesOf = async (kind) => (await vault.all(kind)).map(([, value]) => value);
  const found = { acts: await valuesOf("act"), refused: await valuesOf("refused") };
  const page = keepPage(vault, boot, log);
  vault.sweep().catch(() => {});
  return {
    found,
    keeps: vault.keeps,
    /** Settles once the act is on the disk; fails when it cannot be. */
    act: (act) => vault.put("act", act.id, act),
    /** The server would not take it: kept apart, until somebody has read why. */
    refused: (refusal) =>
      vault.put("refused", refusal.act.id, refusal)
        .then(() => vault.drop("act", [refusal.act.id]))
        .catch(() => {}),
    dismissed: (id) => vault.drop("refused", [id]).catch(() => {}),
    /** The page as it now stands; the server has the acts `ids`. */
    page: (ids = []) => page(ids, false),
    /** Closed, and nothing waits: everything of this meeting is erased here. */
    erase: () => page([], true),
    type: keepTyped(vault, typed),
    typed: (key) => typed[key] ?? "",
  };
};
