// How one note reads: what it is and when on the left, its words on the right.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { calledOf, capital } from "./people.js";
import { isDilemma, labelOf } from "./entries.js";
import { underlined } from "./vague.js";
import { day, hours, join, quote, sentence, typeset } from "./words.js";

const SOURCES = { territory: "territoires et décisions", time: "temporalités" };

export const sourceOptions = Object.entries(SOURCES).map(([key, label]) => ({ key, label }));

const names = (store, people) => join((people ?? []).map((who) => calledOf(store, who)));

// Its two sides stay on one line as far as they can.
const dilemmaSaid = ({ boot }, head) =>
  (boot.dilemmas.find(({ code }) => code === head.dilemma)?.label ?? head.own_dilemma ?? "").replaceAll(" – ", "\u00a0– ");

// --- The small lines on the left -------------------------------------------------------------------

const DETAILS = {
  tension: (head) => SOURCES[head.source],
  word: (head) => (head.meaning ? "expliqué à tous" : ""),
  decision: (head) => (head.by ? `pour le ${day(head.by)}` : "sans date"),
  later: (head) => (head.until ? `le ${day(head.until)}` : ""),
};

export const kindColumn = (store, entry, head) => {
  const detail = DETAILS[head.note]?.(head);
  return html`
    <p class="note__kind">
      <b>${labelOf(store, entry)}</b>
      ${detail ? html`<small>${detail}</small>` : nothing}
      <small>${hours(entry.born_at)}</small>
    </p>`;
};

// --- The words on the right ------------------------------------------------------------------------

const disagreement = (store, head) => html`
  <p>${typeset(head.text ?? "")}</p>
  ${head.who
    ? html`<p class="soft">porté par ${head.consent ? calledOf(store, head.who) : "une personne de la réunion"}</p>`
    : nothing}`;

const holds = (store, head) => {
  const said = Object.entries(head.holds ?? {});
  if (said.length === 0) return nothing;
  return html`
    <dl class="holds">
      ${said.map(([who, text]) => html`<div><dt>${calledOf(store, who)} tient à</dt><dd>${typeset(text)}</dd></div>`)}
    </dl>`;
};

const sides = (head) => {
  const how = head.how ? `comment ${head.how}` : "";
  const rest = head.while ? `tout en ${head.while}` : "";
  return [how, rest].filter(Boolean).join(" ");
};

const dilemma = (store, head) => {
  if (!isDilemma(head)) return nothing;
  const label = dilemmaSaid(store, head);
  return html` → <b>dilemme commun${label ? `\u00a0: ${typeset(label)}` : ""}</b>`;
};

const invention = (store, head) => {
  if (!head.invention && !head.try_until && !head.looks) return nothing;
  return html`
    <p>
      <b>On essaie\u00a0:</b> ${typeset(sentence(head.invention ?? ""))}
      ${head.try_until || head.looks
        ? html`<span class="soft">${capital([
            head.try_until && `jusqu’au ${day(head.try_until)}`,
            head.looks && `${names(store, head.looks)} ${head.looks.length > 1 ? "regardent" : "regarde"} si cela marche`,
          ].filter(Boolean).join("\u202f; "))}.</span>`
        : nothing}
    </p>`;
};

const tension = (store, head) => html`
  <p>${typeset(head.text ?? "")}</p>
  ${head.between || isDilemma(head)
    ? html`<p>${head.between ? html`<span class="soft">entre ${names(store, head.between)}</span>` : nothing}${dilemma(store, head)}</p>`
    : nothing}
  ${sides(head) ? html`<p class="sides">${quote(typeset(sides(head)))}</p>` : nothing}
  ${holds(store, head)}
  ${invention(store, head)}`;

const word = (store, head) => html`
  <p><b>${typeset(head.text ?? "")}</b>${head.meaning ? `\u00a0: ${typeset(head.meaning)}` : nothing}</p>`;

const SAYS = [["agree", "D’accord"], ["reserve", "Réserve"], ["disagree", "Désaccord"]];

const positions = (store, entry) => {
  const said = Object.entries(store.state.positions[entry.entry] ?? {});
  if (said.length === 0) return nothing;
  return html`
    <ul class="said">
      ${SAYS.map(([say, label]) => {
        const those = said.filter(([, position]) => position.say === say);
        if (those.length === 0) return nothing;
        const people = those.map(([who, { reason }]) =>
          reason ? `${calledOf(store, who)} (${typeset(reason)})` : calledOf(store, who));
        return html`<li><b>${label}\u00a0:</b> ${join(people)}</li>`;
      })}
    </ul>`;
};

const decision = (store, head, entry) => html`
  <p>
    ${underlined(store, sentence(head.text ?? ""))}
    ${head.people ? html`<span><b>Qui\u00a0:</b> ${names(store, head.people)}.</span>` : nothing}
  </p>
  ${head.seen ? html`<p><b>On le verra\u00a0:</b> ${typeset(head.seen)}</p>` : nothing}
  ${positions(store, entry)}`;

const words = (store, head) => html`
  <blockquote class="parole">
    <p>${quote(typeset(head.text ?? ""))}</p>
    ${head.who ? html`<footer class="soft">– ${calledOf(store, head.who)}</footer>` : nothing}
  </blockquote>`;

const READS = { disagreement, tension, word, decision, words };

export const wordsOf = (store, entry, head) =>
  READS[head.note]?.(store, head, entry) ?? html`<p>${typeset(head.text ?? "")}</p>`;
