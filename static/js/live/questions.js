// What is missing, said as questions. Nothing is ever refused for it.

import { everybody, presenceOf } from "./people.js";
import { headOf, isDilemma, isDisputed } from "./entries.js";
import { vagueIn } from "./vague.js";
import { quote } from "./words.js";

const isComing = (store, who) =>
  presenceOf(store, who) !== "excused" && everybody(store).some((person) => person.who === who);

const ofDecision = (store, head) => [
  !head.people && "Qui s’en charge\u202f?",
  head.people && !head.people.some((who) => isComing(store, who)) &&
    "Aucune de ces personnes n’est là\u00a0: qui le leur demande\u202f?",
  !head.by && "Pour quand\u202f?",
  ...vagueIn(store, head.text ?? "").map(({ word, question }) => `${quote(word)}\u00a0: ${question}`),
];

const ofTension = (store, head) => [
  (head.between ?? []).length < 2 && "Entre qui et qui\u202f?",
  isDilemma(head) && !head.invention && "Qu’est-ce qu’on essaie\u202f?",
  head.invention && !head.try_until && "Jusqu’à quand l’essaie-t-on\u202f?",
  head.invention && !head.looks && "Qui regarde si cela marche\u202f?",
];

const OF = {
  decision: ofDecision,
  tension: ofTension,
  disagreement: (store, head) => [
    !head.who && "Qui le porte\u202f?",
    head.who && !head.consent && "Cette personne accepte-t-elle d’être nommée\u202f?",
  ],
  word: (store, head) => [!head.meaning && "Que veut dire ce mot, pour tous\u202f?"],
  words: (store, head) => [!head.who && "Qui l’a dit\u202f?"],
};

// The questions one note leaves open.
export const questionsOf = (store, entry) => {
  if (isDisputed(entry)) return ["Deux textes différents\u00a0: lequel garde-t-on\u202f?"];
  const head = headOf(entry);
  return (OF[head.note]?.(store, head) ?? []).filter(Boolean);
};

// Notes of the meeting that leave a question open.
export const unfinished = (store) =>
  store.state.entries.filter((entry) => questionsOf(store, entry).length > 0);

