// What a point rests on, one click away; and, for a point to decide that not everybody has the
// information of, a plain reminder and three ways on.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { dayField, textField } from "./fields.js";
import { toolbar } from "./toolbar.js";
import { count, day } from "./words.js";

const reading = ({ title, text, url }) => html`
  <li>
    <p>${url ? html`<a href=${url} target="_blank" rel="noopener">${title}</a>` : html`<b>${title}</b>`}</p>
    ${text ? html`<p>${text}</p>` : nothing}
  </li>`;

const readings = (point, opened) => {
  if (point.readings.length === 0) return nothing;
  return html`
    <details class="more readings" ?open=${opened}>
      <summary>Ce sur quoi on s’appuie\u00a0: ${count(point.readings.length, "information", "informations", { feminine: true })}</summary>
      <ul class="readings__list">${point.readings.map(reading)}</ul>
    </details>`;
};

const WAYS = [
  { key: "together", label: "Lire ensemble, dix minutes" },
  { key: "part", label: "Décider une partie" },
  { key: "postpone", label: "Reporter ce point" },
];

const SAID = {
  together: () => "On prend dix minutes pour lire ensemble, puis on décide.",
  part: () => "On décide une partie seulement\u00a0; le reste sera repris.",
  postpone: ({ until }) => (until ? `Ce point est reporté au ${day(until)}.` : "Ce point est reporté."),
};

const completed = (store, ui, point, settled) => {
  const keep = (changes) => {
    store.act("settle", { item: point.item, ...settled, ...changes });
    ui.render();
  };
  if (settled.way === "together") return nothing;
  const words = textField(store, ui, {
    id: "settle-text",
    key: `settle.${point.item}.text`,
    label: settled.way === "part" ? "La partie que l’on décide" : "Ce qu’il faut avoir lu d’ici là",
    value: settled.text,
    onKeep: (text) => keep({ text }),
  });
  const until = dayField(store, ui, {
    id: "settle-until",
    key: `settle.${point.item}.until`,
    label: settled.way === "part" ? "Le reste, quand" : "À quelle date",
    value: settled.until,
    onKeep: (iso) => keep({ until: iso }),
  });
  return html`${until}${words}`;
};

const waysOn = (store, ui, point) => {
  if (point.kind !== "decide" || point.instructed) return nothing;
  const settled = store.state.settled[point.item] ?? { way: "", until: "", text: "" };
  const pick = (way) => {
    const chosen = way === settled.way ? "" : way;
    store.act("settle", { item: point.item, way: chosen, until: "", text: "" });
    ui.render();
  };
  return html`
    <section class="notice notice--look ways" aria-labelledby="ways-title">
      <p class="notice__title" id="ways-title">
        ${settled.way ? SAID[settled.way](settled) : "Pour décider ici, il manque une information que chacun aurait lue avant."}
      </p>
      ${toolbar({
        id: "ways",
        label: "Comment continuer",
        options: WAYS.map((way) => ({ ...way, pressed: way.key === settled.way })),
        onPick: pick,
      })}
      ${settled.way ? completed(store, ui, point, settled) : nothing}
    </section>`;
};

export const informationView = (store, ui, point) => {
  const together = store.state.settled[point.item]?.way === "together";
  return html`${waysOn(store, ui, point)}${readings(point, together)}`;
};

// « Ce point est reporté au 19 mars. », for the re-reading; "" when nothing was settled.
export const settledSaid = ({ state }, item) => {
  const settled = state.settled[item];
  if (!settled) return "";
  return [SAID[settled.way](settled), settled.text].filter(Boolean).join(" ");
};
