// Who had the floor, for how long, and what share of the whole each world had.
// The same as meetings/domain/live/speech.py, for a page that must count without network.

const FAMILY_FIRST = ["famille", "ecole", "medico_social", "soin", "social", "collectivite"];

/** Milliseconds of speech by person, over the meeting or over one point. */
export const spoken = (turns, item = "") => {
  const times = {};
  for (const turn of turns) {
    if (turn.who && (!item || turn.item === item)) {
      times[turn.who] = (times[turn.who] ?? 0) + turn.until - turn.at;
    }
  }
  return times;
};

/** [[world, ms], …] of the worlds that spoke, the family first; `worlds` is {who: world}. */
export const byWorld = (times, worlds) => {
  const totals = new Map(FAMILY_FIRST.map((world) => [world, 0]));
  for (const [who, length] of Object.entries(times)) {
    if (totals.has(worlds[who])) totals.set(worlds[who], totals.get(worlds[who]) + length);
  }
  return [...totals].filter(([, length]) => length);
};

/** Whole percentages, in order, that add up to 100; all 0 of nothing. Largest remainders first. */
export const shares = (amounts) => {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (total <= 0) return amounts.map(() => 0);
  const parts = amounts.map((amount) => Math.floor((amount * 100) / total));
  const rests = amounts
    .map((amount, i) => [(amount * 100) % total, i])
    .sort(([a, i], [b, j]) => b - a || i - j);
  const missing = 100 - parts.reduce((sum, part) => sum + part, 0);
  for (const [, i] of rests.slice(0, missing)) parts[i] += 1;
  return parts;
};
