// From the acts of a meeting to what it has come to.
// A pure function of a set: acts may come in any order, twice, from several devices. It mirrors
// meetings/domain/live/fold.py to the letter, and a test feeds both the same acts.

import { spoken } from "./speech.js";

const FIELDS = [
  "note", "item", "text", "who", "consent", "between", "source", "holds", "how", "while",
  "dilemma", "own_dilemma", "invention", "try_until", "looks", "meaning", "people", "by", "seen",
  "until",
];

const byOrder = (a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const saysNothing = (value) =>
  !value || (typeof value === "object" && Object.keys(value).length === 0);

const written = (act) =>
  Object.fromEntries(
    FIELDS.filter((name) => !saysNothing(act[name])).map((name) => [name, act[name]]),
  );

/** Set what says something, take away what no longer does. */
const put = (values, key, value) => {
  if (value) values[key] = value;
  else delete values[key];
};

const comesWith = (live, act) => put(live.with, act.who, act.with);

const LAST_WINS = {
  open: (live, act) => {
    live.opened_at ??= act.at;
  },
  presence: (live, act) => {
    live.presence[act.who] = act.state;
  },
  guest: comesWith,
  with: comesWith,
  seats: (live, act) => {
    live.seats = act.order;
  },
  role: (live, act) => {
    live.roles[act.role] = act.who;
  },
  feeling: (live, act) => put(live.feelings[act.moment], act.who, act.word),
  names: (live, act) => {
    live.names = act.on;
  },
  reread: (live, act) => {
    live.reread = act.on;
  },
  position: (live, act) => {
    const said = (live.positions[act.entry] ??= {});
    put(said, act.who, act.say && { say: act.say, reason: act.reason ?? "" });
    if (!Object.keys(said).length) delete live.positions[act.entry];
  },
  settle: (live, act) =>
    put(live.settled, act.item, act.way && { way: act.way, until: act.until ?? "", text: act.text ?? "" }),
  asked: (live, act) => {
    live.asked = [...new Set([...live.asked, act.item])].sort();
  },
  became: (live, act) => put(live.became, act.what, act.said && { said: act.said, text: act.text ?? "" }),
  next: (live, act) => {
    const said = { day: act.day ?? "", time: act.time ?? "", text: act.text ?? "" };
    live.next = said.day || said.time || said.text ? said : null;
  },
};

const guests = (acts) => {
  const found = new Map();
  for (const act of acts) if (act.kind === "guest") found.set(act.who, act);
  return [...found.values()]
    .filter((act) => !act.gone)
    .map(({ who, label, world }) => ({ who, label, world }));
};

const head = (act) => {
  const version = { act: act.id, at: act.at, device: act.device, ...written(act) };
  return act.gone ? { ...version, gone: true } : version;
};

const entries = (acts) => {
  const versions = new Map();
  for (const act of acts) {
    if (act.kind !== "entry") continue;
    if (!versions.has(act.entry)) versions.set(act.entry, []);
    versions.get(act.entry).push(act);
  }
  const found = [];
  for (const [entry, of] of versions) {
    const replaced = new Set();
    for (const act of of) {
      for (const old of act.over ?? []) if (old !== act.id) replaced.add(old);
    }
    const standing = of.filter((act) => !replaced.has(act.id));
    // Versions that replace each other in a ring leave none: the latest is kept, never nothing.
    const heads = (standing.length ? standing : of.slice(-1)).map(head);
    if (heads.some((version) => !version.gone)) found.push({ entry, born_at: of[0].at, heads });
  }
  return found.sort((a, b) => a.born_at - b.born_at || (a.entry < b.entry ? -1 : 1));
};

/** Walks the acts that carry time, once, in order. */
const clockOf = (live, recasts) => {
  const turns = [];
  let turnSince = 0;
  const endTurn = (at) => {
    const { floor, item } = live;
    if (floor && at > turnSince) {
      turns.push({ act: floor.act, who: floor.who, item, at: turnSince, until: at });
    }
    turnSince = at;
  };
  const countItem = (until) => {
    live.item_ms[live.item] = (live.item_ms[live.item] ?? 0) + until - live.item_since;
  };
  const heard = {
    point: (act) => {
      endTurn(act.at);
      if (live.item_since !== null) countItem(act.at);
      live.item = act.item;
      live.item_since = live.closed_at === null ? act.at : null;
    },
    floor: (act) => {
      if (live.closed_at !== null || !live.watch) return;
      endTurn(act.at);
      const who = recasts[act.id] ?? act.who;
      live.floor = who ? { act: act.id, who, since: act.at } : null;
    },
    watch: (act) => {
      endTurn(act.at);
      live.watch = act.on;
      if (!live.watch) live.floor = null;
    },
    close: (act) => {
      if (live.closed_at === null && live.item_since !== null) countItem(act.at);
      endTurn(act.at);
      live.floor = null;
      live.item_since = null;
      live.closed_at = act.at;
    },
    reopen: (act) => {
      if (live.closed_at === null) return;
      live.closed_at = null;
      live.item_since = live.item ? act.at : null;
    },
  };
  return {
    hear: (act) => heard[act.kind]?.(act),
    end: (now) => {
      if (live.item_since !== null) countItem(Math.max(now, live.item_since));
      if (live.floor) {
        const until = Math.max(now, turnSince);
        turns.push({ act: live.floor.act, who: live.floor.who, item: live.item, at: turnSince, until });
      }
      return turns;
    },
  };
};

/** The meeting these acts make; the turn and the point under way are counted up to `now` (ms). */
export const fold = (acts, now) => {
  const known = new Map(acts.map((act) => [act.id, act]));
  const undone = new Set();
  for (const act of known.values()) if (act.kind === "undo") undone.add(act.act);
  const standing = [...known.values()]
    .filter((act) => act.kind === "undo" || !undone.has(act.id))
    .sort(byOrder);
  const live = {
    opened_at: null, closed_at: null, watch: true, names: false, reread: false,
    item: "", item_since: null, item_ms: {}, presence: {}, guests: [], with: {}, seats: [],
    roles: { time: "", writer: "" }, feelings: { arrive: {}, leave: {} }, floor: null, turns: [],
    spoken: {}, entries: [], positions: {}, settled: {}, asked: [], became: {},
    next: null,
  };
  const recasts = {};
  for (const act of standing) if (act.kind === "recast") recasts[act.act] = act.who;
  const clock = clockOf(live, recasts);
  for (const act of standing) {
    LAST_WINS[act.kind]?.(live, act);
    clock.hear(act);
  }
  live.guests = guests(standing);
  live.entries = entries(standing);
  live.turns = clock.end(now);
  live.spoken = spoken(live.turns);
  return live;
};
