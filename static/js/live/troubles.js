// What keeps notes from being saved, when it is more than the network: said where one looks, with
// what to do; nothing that was written is hidden or lost.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";

const signedOut = ({ boot }) => html`
  <div class="notice notice--look">
    <p class="notice__title">Vous n’êtes plus connecté.</p>
    <p>
      Tout est gardé sur cet appareil.
      <a href=${boot.urls.sign_in} target="_blank" rel="noopener">Se reconnecter dans un autre onglet</a>, puis
      revenir ici\u00a0: l’envoi reprend tout seul.
    </p>
  </div>
`;

const keepsNothing = html`
  <div class="notice notice--look">
    <p class="notice__title">Cet appareil ne peut rien garder.</p>
    <p>
      C’est le cas d’une fenêtre privée. Sans réseau, laissez cette page ouverte jusqu’à lire
      «\u00a0Tout est enregistré\u00a0».
    </p>
  </div>
`;

const refusal = (store, { act, why }) => html`
  <li>
    ${why}${act.text ? html` Ce qui était écrit\u00a0: «\u00a0${act.text}\u00a0».` : nothing}
    <button type="button" class="button button--quiet button--small" @click=${() => store.dismiss(act.id)}>
      C’est vu, l’effacer d’ici</button>
  </li>
`;

const refused = (store, acts) => html`
  <div class="notice notice--error">
    <p class="notice__title">
      ${acts.length > 1
        ? `${acts.length}\u00a0ajouts n’ont pas pu être enregistrés.`
        : "Un ajout n’a pas pu être enregistré."}
    </p>
    <ul>${acts.map((one) => refusal(store, one))}</ul>
  </div>
`;

export const troublesView = (store) => {
  const signed = store.trouble === "signed_out";
  if (!signed && store.keeps && store.refused.length === 0) return nothing;
  return html`
    <div class="live__troubles">
      ${signed ? signedOut(store) : nothing} ${store.keeps ? nothing : keepsNothing}
      ${store.refused.length > 0 ? refused(store, store.refused) : nothing}
    </div>
  `;
};
