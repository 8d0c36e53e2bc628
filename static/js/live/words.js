// French as a page of the meeting says it: hours, days, lists, counts, spaces. The same rules as
// intermetiers/web/french.py, which prints what was written here.

const NBSP = "\u00a0"; // before : and », after «
const THIN = "\u202f"; // before ; ! ?

const NUMBERS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];

export const typeset = (text) =>
  text
    .replace(/(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N}«])/gu, "’")
    .replace(/«[ \u00a0\u202f]*/g, `«${NBSP}`)
    .replace(/[ \u00a0\u202f]*»/g, `${NBSP}»`)
    .replace(/(?<=[^\s\d:])[ \u00a0\u202f]*:(?=\s|$)|(?<=\d)[ \u00a0\u202f]+:(?=\s|$)/g, `${NBSP}:`)
    .replace(/(?<=[^\s([:])[ \u00a0\u202f]*([;!?]+)(?=\s|$|[»)\]])/g, `${THIN}$1`)
    .replace(/(?<=\d) (?=(?:h|min|minutes?|heures?|jours?|m|km|ans?)(?![\p{L}\p{N}])|€|%)/gu, NBSP);

// « 10 h 31 », as the clock on the wall of the room says it.
export const hours = (ms) => {
  const moment = new Date(ms);
  return `${moment.getHours()}${NBSP}h${NBSP}${String(moment.getMinutes()).padStart(2, "0")}`;
};

export const join = (words, last = "et") =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

// What is quoted in a quotation takes the other marks.
export const quote = (text) =>
  `«${NBSP}${text.replaceAll(`«${NBSP}`, "“").replaceAll(`${NBSP}»`, "”")}${NBSP}»`;

// « deux décisions », « une décision » (feminine), « 12 accords ».
export const count = (number, one, many = `${one}s`, { feminine = false } = {}) => {
  const said = number === 1 && feminine ? "une" : NUMBERS[number] ?? String(number);
  return `${said} ${number < 2 ? one : many}`;
};

export const sentence = (text) => (/[.!?…»]$/.test(text) || !text ? text : `${text}.`);

// --- Days, as « YYYY-MM-DD » ---------------------------------------------------------------------

const dateOf = (iso) => new Date(`${iso}T12:00:00`);
const write = (iso, options) =>
  new Intl.DateTimeFormat("fr-FR", options).format(dateOf(iso)).replace(/\b1 (?=\p{L})/u, "1er ");

export const isDay = (iso) => /^2\d{3}-\d\d-\d\d$/.test(iso) && !Number.isNaN(dateOf(iso).valueOf());

// « 19 mars »
export const day = (iso) => write(iso, { day: "numeric", month: "long" });

// « 19 mars », « 3 janv. »
export const shortDay = (iso) => write(iso, { day: "numeric", month: "short" });

// « vendredi 19 mars 2027 »
export const wholeDay = (iso) =>
  write(iso, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

const isoOf = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

// The day so many weeks after a moment.
export const weeksAfter = (ms, weeks) => {
  const date = new Date(ms);
  date.setDate(date.getDate() + 7 * weeks);
  return isoOf(date);
};

// --- Comparing what people type --------------------------------------------------------------------

// Without accents, case or curly apostrophes.
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase().trim();
