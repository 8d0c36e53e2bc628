// Fields whose words are kept to the last key, and become a version when one leaves them.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { capital, everybody, presenceOf } from "./people.js";
import { toolbar } from "./toolbar.js";
import { isDay, shortDay, weeksAfter } from "./words.js";

// What the field shows: what is being typed, what was being typed before a reload, what is kept.
export const shownIn = (store, ui, key, value) => ui.get(key) ?? (store.typed(key) || value);

const remember = (store, ui, key, text) => {
  ui.set(key, text);
  store.keepTyping(key, text);
};

export const forget = (store, ui, key) => {
  ui.set(key, undefined);
  store.keepTyping(key, "");
};

const finish = ({ store, ui, field, input, accepts = () => true }) => {
  const text = input.value.trim();
  if (!accepts(text)) return;
  if (text !== (field.value ?? "")) field.onKeep(text);
  forget(store, ui, field.key);
  ui.render();
};

const onEnter = (event, then) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  then();
};

// `field`: {id, key, label, value, help?, long?, max?, onKeep(text), onDone?(), onInput?(text)}.
// Leaving the field keeps it; Enter keeps it and says one is done.
export const textField = (store, ui, field) => {
  const shown = shownIn(store, ui, field.key, field.value ?? "");
  const keepIt = ({ currentTarget }) => finish({ store, ui, field, input: currentTarget });
  const typed = ({ currentTarget }) => {
    remember(store, ui, field.key, currentTarget.value);
    field.onInput?.(currentTarget.value);
    ui.render();
  };
  const entered = (event) => onEnter(event, () => {
    keepIt(event);
    field.onDone?.();
  });
  const help = field.help ? `${field.id}-help` : nothing;
  return html`
    <div class="field">
      <label for=${field.id}>${field.label}</label>
      ${field.help ? html`<p class="field__help" id=${help}>${field.help}</p>` : nothing}
      ${field.long
        ? html`<textarea id=${field.id} rows="2" maxlength=${field.max ?? 2000} aria-describedby=${help}
            .value=${live(shown)} @input=${typed} @blur=${keepIt} @keydown=${entered}></textarea>`
        : html`<input id=${field.id} type="text" maxlength=${field.max ?? 300} autocomplete="off"
            aria-describedby=${help}
            .value=${live(shown)} @input=${typed} @blur=${keepIt} @keydown=${entered}>`}
    </div>`;
};

const QUICK = [[1, "dans une semaine"], [3, "dans trois semaines"], [6, "dans six semaines"]];

const quickDays = (store) =>
  QUICK.map(([weeks, label]) => ({ key: weeksAfter(store.now(), weeks), label }));

// A day, by a quick choice or in full. A date says it changed at each figure: it is whole, and
// kept, once one leaves it. `field`: {id, key, label, value, onKeep(iso), onDone?()}.
export const dayField = (store, ui, field) => {
  const shown = shownIn(store, ui, field.key, field.value ?? "");
  const accepts = (text) => text === "" || isDay(text);
  const keepIt = ({ currentTarget }) => {
    // A date half written reads as empty: what was kept stays.
    if (currentTarget.validity.badInput) return;
    finish({ store, ui, field, input: currentTarget, accepts });
  };
  const pick = (iso) => {
    field.onKeep(iso === field.value ? "" : iso);
    forget(store, ui, field.key);
    ui.render();
  };
  return html`
    <div class="field">
      <p class="field__name" id="${field.id}-label">${field.label}</p>
      <div class="day">
        ${toolbar({
          id: `${field.id}-quick`,
          labelledby: `${field.id}-label`,
          options: quickDays(store).map(({ key, label }) => ({
            key, label: `${label}, le ${shortDay(key)}`, pressed: key === field.value,
          })),
          onPick: pick,
        })}
        <label class="visually-hidden" for=${field.id}>${field.label}, à une autre date</label>
        <input id=${field.id} type="date" max="2099-12-31" .value=${live(shown)}
          @input=${({ currentTarget }) => remember(store, ui, field.key, currentTarget.value)}
          @blur=${keepIt}
          @keydown=${(event) => onEnter(event, () => { keepIt(event); field.onDone?.(); })}>
      </div>
    </div>`;
};

// Names to choose among; whoever does not come is last. `field`: {id, label, chosen: [who],
// most?, people?, onKeep([who])}. Beyond `most`, the first one chosen leaves.
export const peopleField = (store, ui, field) => {
  const people = (field.people ?? everybody(store)).toSorted((one, other) =>
    (presenceOf(store, one.who) === "excused") - (presenceOf(store, other.who) === "excused"));
  const pick = (who) => {
    const rest = field.chosen.filter((one) => one !== who);
    const chosen = rest.length < field.chosen.length ? rest : [...rest, who];
    field.onKeep(field.most ? chosen.slice(-field.most) : chosen);
    ui.render();
  };
  return html`
    <div class="field">
      <p class="field__name" id="${field.id}-label">${field.label}</p>
      ${toolbar({
        id: field.id,
        labelledby: `${field.id}-label`,
        options: people.map((person) => ({
          key: person.who,
          label: presenceOf(store, person.who) === "excused"
            ? `${capital(person.called)} (ne vient pas)` : capital(person.called),
          also: person.short,
          pressed: field.chosen.includes(person.who),
          look: `chip--person chip--${person.world}`,
        })),
        onPick: pick,
      })}
    </div>`;
};
