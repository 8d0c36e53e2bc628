// What this device keeps of a meeting until the server has it.
//
// Every record is closed with AES-GCM. The key comes from the server, to a page whose reader is
// signed in, and never reaches the disk with the records: it lives in the memory of the page, and
// in the session of this one tab so that the page can be loaded again without network. The page
// that brings it is never stored (no-store). Once the tab is closed the browser forgets it: what is
// found on the device cannot be read, and opens again only for the same account, signed in. One
// limit: a browser cut off while the tab was open may have saved that session to restore it; only
// the lock of the device itself then protects it. What the server has is erased, and all of it when
// the meeting is closed; what only served to load a page again (`PAGE`) goes after two days anyway.

const BASE = "intermetiers-reunions";
const RECORDS = "records";
// What a page is rebuilt from; the rest is what somebody wrote, and is never erased by its age.
const PAGE = ["boot", "log"];
const OLD = 48 * 3600 * 1000;

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });

const openBase = () => {
  const request = indexedDB.open(BASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(RECORDS);
  return done(request);
};

/** Nothing can be kept here: a browser that refuses, or a site that is not in https. */
const noVault = () => ({
  keeps: false,
  put: async () => {},
  drop: async () => {},
  all: async () => [],
  clear: async () => {},
  sweep: async () => {},
});

/** The records of one account for one meeting; `scope` names them, `key` is 32 bytes in base64. */
export const openVault = async (scope, key) => {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return noVault();
  let base;
  try {
    base = await openBase();
  } catch {
    return noVault();
  }
  const lock = await crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]);
  // A record is of its place: moved under another name, it no longer opens.
  const sealOf = (kind, name) => new TextEncoder().encode(`${scope} ${kind} ${name}`);
  const close = async (kind, name, value) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const data = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: sealOf(kind, name) }, lock, plain,
    );
    return { iv, data, kept_at: Date.now() };
  };
  const open = async (kind, name, { iv, data }) => {
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv, additionalData: sealOf(kind, name) }, lock, data,
    );
    return JSON.parse(new TextDecoder().decode(plain));
  };
  const ofKind = (kind) => IDBKeyRange.bound([scope, kind], [scope, kind, []]);
  const write = (act) => {
    // Strict: told as kept once it is on the disk, so that a battery may die after.
    const transaction = base.transaction(RECORDS, "readwrite", { durability: "strict" });
    act(transaction.objectStore(RECORDS));
    return finished(transaction);
  };
  return {
    keeps: true,
    put: async (kind, name, value) => {
      const record = await close(kind, name, value);
      await write((records) => records.put(record, [scope, kind, name]));
    },
    drop: (kind, names) =>
      write((records) => names.forEach((name) => records.delete([scope, kind, name]))),
    /** [[name, value], …]; a record that does not open is of another key: it is left alone. */
    all: async (kind) => {
      const records = base.transaction(RECORDS).objectStore(RECORDS);
      const [keys, values] = await Promise.all([
        done(records.getAllKeys(ofKind(kind))), done(records.getAll(ofKind(kind))),
      ]);
      const read = await Promise.allSettled(values.map((value, i) => open(kind, keys[i][2], value)));
      return read.flatMap(({ status, value }, i) => (status === "fulfilled" ? [[keys[i][2], value]] : []));
    },
    /** Erase these kinds of records. */
    clear: (kinds) =>
      write((records) => kinds.forEach((kind) => records.delete(ofKind(kind)))),
    /** Erase what other meetings left here to load their page again, once it is old. */
    sweep: () =>
      write((records) => {
        records.openCursor().onsuccess = ({ target: { result: cursor } }) => {
          if (!cursor) return;
          const isOld = Date.now() - cursor.value.kept_at > OLD;
          if (isOld && PAGE.includes(cursor.key[1]) && cursor.key[0] !== scope) cursor.delete();
          cursor.continue();
        };
      }),
  };
};

const PLACE = "intermetiers ";

const placeOf = () => `${PLACE}${location.pathname}`;

/** Keep the key in the session of this tab, for the same page loaded without network. */
export const keepKey = (scope, key) => {
  try {
    sessionStorage.setItem(placeOf(), JSON.stringify({ scope, key }));
  } catch {
    // A browser that refuses only makes a reload without network impossible.
  }
};

/** The meeting is closed: this tab has nothing left to open. */
export const forgetKey = () => {
  try {
    sessionStorage.removeItem(placeOf());
  } catch {
    // What refuses to be read kept nothing.
  }
};

/** Another person may be sitting here: the keys of every meeting leave this tab. */
export const forgetKeys = () => {
  try {
    const places = Object.keys(sessionStorage).filter((name) => name.startsWith(PLACE));
    for (const place of places) sessionStorage.removeItem(place);
  } catch {
    // What refuses to be read kept nothing.
  }
};

/** {scope, key} of this page, or null: the tab was closed, or never held this meeting. */
export const keptKey = () => {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf()));
  } catch {
    return null;
  }
};
