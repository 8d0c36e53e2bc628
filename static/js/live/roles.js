// Who keeps the time, who writes: shared out at the opening, never by the product.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { live } from "../../vendor/lit-html/directives/live.js";
import { aroundTable, calledOf, capital } from "./people.js";

const ROLES = [
  ["time", "Qui garde le temps"],
  ["writer", "Qui écrit"],
];

const roleField = (store, [role, label]) => html`
  <label class="line-form__field">${label}
    <select @change=${(event) => store.act("role", { role, who: event.target.value })}>
      <option value="" .selected=${live(!store.state.roles[role])}>pas encore choisi</option>
      ${aroundTable(store).map(({ who, called }) => html`
        <option value=${who} .selected=${live(store.state.roles[role] === who)}>${called}</option>`)}
    </select>
  </label>
`;

// « La mère garde le temps, le professeur écrit. »
export const rolesSaid = (store) => {
  const { time, writer } = store.state.roles;
  const parts = [
    time ? `${calledOf(store, time)} garde le temps` : "",
    writer ? `${calledOf(store, writer)} écrit` : "",
  ].filter(Boolean);
  return parts.length > 0 ? html`<p class="soft small">${capital(parts.join(", "))}.</p>` : nothing;
};

export const rolesView = (store) => html`
  <section class="line-form" aria-label="Les rôles">${ROLES.map((role) => roleField(store, role))}</section>
`;
