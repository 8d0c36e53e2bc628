// How time is said at the top of the page and in the middle of the table.

const MINUTE = 60_000;

const minutes = (ms) => Math.ceil(ms / MINUTE);

// « 1:12 »
export const clockface = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

const left = (ms) => {
  const count = minutes(ms);
  return `${count}\u00a0min ${count > 1 ? "restent" : "reste"}`;
};

// Of the whole meeting, from the moment it was opened.
export const wholeLeft = ({ boot, state, now }) => {
  const planned = boot.meeting.minutes * MINUTE;
  if (state.opened_at === null) return `${boot.meeting.minutes}\u00a0min prévues`;
  const rest = planned - (now() - state.opened_at);
  return rest > 0 ? left(rest) : `${minutes(1 - rest)}\u00a0min de plus que prévu`;
};

// Of the point under way; "" when no time was planned for it.
export const pointLeft = ({ boot, state }) => {
  const point = boot.items.find(({ item }) => item === state.item);
  if (!point?.minutes || state.opened_at === null) return "";
  const rest = point.minutes * MINUTE - (state.item_ms[state.item] ?? 0);
  return rest > 0
    ? `sur ce point\u00a0: ${minutes(rest)}\u00a0min`
    : `sur ce point\u00a0: ${minutes(1 - rest)}\u00a0min de plus`;
};

// « 4 min », « moins d’une minute »
export const spokenFor = (ms) =>
  ms < MINUTE ? "moins d’une minute" : `${Math.round(ms / MINUTE)}\u00a0min`;
