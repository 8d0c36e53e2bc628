// Who is at the table: those who were invited, those who came unforeseen, in the order they sit.

const LONGEST_SHORT = 6;

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// As on the drawing of the invitation: at most six letters on a seat.
const shortened = (label) => {
  const text = capital(label);
  return text.length <= LONGEST_SHORT ? text : `${text.slice(0, 4).trimEnd()}.`;
};

const asPerson = (guest) => ({
  who: guest.who,
  name: guest.label,
  called: guest.label,
  short: shortened(guest.label),
  world: guest.world,
  family: guest.world === "famille",
  planned: "here",
  guest: true,
});

export const everybody = (store) => [...store.boot.people, ...store.state.guests.map(asPerson)];

export const personOf = (store, who) => everybody(store).find((person) => person.who === who);

// « la mère »; somebody who was taken off the list since keeps a name all the same.
export const calledOf = (store, who) => personOf(store, who)?.called ?? "quelqu’un";

const LONGEST_CALLED = 20;

// Where there is room for a few letters only: « Psy » for « la psychologue de l’éducation nationale ».
export const brieflyCalled = (store, who) => {
  const called = calledOf(store, who);
  return called.length > LONGEST_CALLED ? (personOf(store, who)?.short ?? called) : called;
};

export const seated = (store) => {
  const people = new Map(everybody(store).map((person) => [person.who, person]));
  const moved = store.state.seats.filter((who) => people.has(who));
  return [...new Set([...moved, ...people.keys()])].map((who) => people.get(who));
};

export const presenceOf = (store, who) => store.state.presence[who] ?? "";

// Whoever answers in writing, or stays away as agreed, is not waited for; one may come all the same.
export const isExpected = ({ planned }) => !["written", "away"].includes(planned);

// How somebody comes who comes as planned.
export const asPlanned = ({ planned }) => (["remote", "phone"].includes(planned) ? planned : "here");

// What was noted; before that, what is known of who will not be in the room.
export const stateOf = (store, person) => {
  const planned = asPlanned(person);
  return presenceOf(store, person.who) || (planned === "here" ? "" : planned);
};

// Whoever is excused leaves the table; whoever is late keeps a chair.
export const aroundTable = (store) =>
  seated(store).filter((person) => {
    const noted = presenceOf(store, person.who);
    return noted ? noted !== "excused" : isExpected(person);
  });

const canSpeak = (store, person) => {
  const noted = presenceOf(store, person.who);
  return noted ? !["excused", "late"].includes(noted) : isExpected(person);
};

export const worldsOf = (store) => Object.fromEntries(everybody(store).map(({ who, world }) => [who, world]));

// The order planned for speech, whoever is not in it at the end.
export const inTurn = (store) => {
  const people = new Map(everybody(store).map((person) => [person.who, person]));
  return [...new Set([...store.boot.speech, ...people.keys()])]
    .filter((who) => people.has(who))
    .map((who) => people.get(who))
    .filter((person) => canSpeak(store, person));
};

export const PRESENCES = [
  ["here", "là"],
  ["late", "en retard"],
  ["excused", "ne vient pas"],
  ["remote", "à distance"],
  ["phone", "par téléphone"],
];

export const presenceSaid = (state) => Object.fromEntries(PRESENCES)[state] ?? "";
