// Words that leave a decision open: underlined, with the question that closes them; never refused.

import { html } from "../../vendor/lit-html/lit-html.js";
import { typeset } from "./words.js";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const patternOf = (words) =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.map(escaped).join("|")})(?![\\p{L}\\p{N}_])`, "giu");
const curly = (text) => text.replaceAll("'", "’");

// [{word, question}] of the text, in the order of the list.
export const vagueIn = ({ boot }, text) =>
  boot.vague.filter(({ word }) => patternOf([word]).test(curly(text)));

// The text, its vague words underlined.
export const underlined = (store, text) => {
  const said = curly(typeset(text));
  const words = vagueIn(store, said).map(({ word }) => word);
  if (words.length === 0) return said;
  const pattern = patternOf(words);
  const found = said.match(pattern);
  return said.split(pattern).map((rest, index) =>
    index < found.length ? html`${rest}<span class="vague">${found[index]}</span>` : rest);
};
