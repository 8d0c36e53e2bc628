// Sends to the server what happened, in order, until it has it, and hears what others said.
// The server knows each act by its own identifier: sending one twice changes nothing, so that a
// lost answer is simply asked for again.

const MOST_ACTS = 200;
const PATIENCE = 10_000;
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 15_000;
const POLL_SEEN = 2000;
const POLL_HIDDEN = 10_000;
const POLL_CLOSED = 30_000;

class Trouble extends Error {}

const signedOut = (response) => response.type === "opaqueredirect" || response.status === 401;

/**
 * `desk` is what the store lends: `waiting()` the acts to send, `draft()` the line to show or
 * undefined, `since()` the cursor, `isClosed()`, and what happened: `heard(answer, asked)`,
 * `draftSent(draft)`, `refuse(act, why)`, `trouble(word)`.
 */
export const openOutbox = ({ urls, csrf, clock, desk }) => {
  let token = csrf;
  let most = MOST_ACTS;
  let travelling = null;
  let again = false;
  let renewing = false;
  let failures = 0;
  let timer = null;

  const ask = (body) => {
    const options = {
      credentials: "same-origin", redirect: "manual", cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      headers: { Accept: "application/json" },
    };
    if (body === null) return fetch(`${urls.acts}?depuis=${desk.since()}`, options);
    return fetch(urls.acts, {
      ...options,
      method: "POST",
      headers: { ...options.headers, "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
    });
  };

  const answerOf = async (response) => {
    if (signedOut(response)) throw new Trouble("signed_out");
    if (response.status === 404) throw new Trouble("not_found");
    if (!response.ok) throw new Trouble("network");
    const answer = await response.json().catch(() => null);
    if (!Array.isArray(answer?.acts) || !Array.isArray(answer?.saved)) throw new Trouble("network");
    token = answer.csrf;
    return answer;
  };

  const hear = async (response, asked) => desk.heard(await answerOf(response), asked);

  // A token of an earlier session: the server gives a new one to whoever is still signed in. Refused
  // again with the new one, it is for another reason: one waits, as when the network is out.
  const renewToken = async () => {
    const asked = Date.now();
    await hear(await ask(null), asked);
    if (renewing) throw new Trouble("network");
    renewing = true;
    again = true;
  };

  const shrink = (acts) => {
    if (acts.length > 1) {
      most = Math.ceil(acts.length / 2);
    } else {
      desk.refuse(acts[0], "Le site n’a pas pu lire cette note.");
    }
    again = true;
  };

  const exchange = async () => {
    const acts = desk.waiting().slice(0, most);
    const draft = desk.draft();
    const asked = Date.now();
    if (!acts.length && draft === undefined) {
      await hear(await ask(null), asked);
      renewing = false;
      return;
    }
    const body = {
      acts, draft: draft ?? null, since: desk.since(), sent_at: clock.now(), device: desk.device,
    };
    const response = await ask(body);
    if (response.status === 403) return renewToken();
    if ([400, 413].includes(response.status) && acts.length) return shrink(acts);
    await hear(response, asked);
    renewing = false;
    most = Math.min(MOST_ACTS, most * 2);
    if (draft !== undefined) desk.draftSent(draft);
    again ||= desk.waiting().length > 0;
  };

  const wait = () => {
    if (failures) return Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (failures - 1));
    if (desk.isClosed()) return POLL_CLOSED;
    return document.hidden ? POLL_HIDDEN : POLL_SEEN;
  };

  const run = async () => {
    clearTimeout(timer);
    again = false;
    try {
      await exchange();
      if (!renewing) failures = 0;
      desk.trouble("");
    } catch (error) {
      failures += 1;
      desk.trouble(error instanceof Trouble ? error.message : "network");
    }
    timer = setTimeout(send, again && !failures ? 0 : wait());
  };

  /** Exchange with the server now, or right after the exchange under way. */
  const send = () => {
    if (travelling) {
      again = true;
      return travelling;
    }
    travelling = run().finally(() => {
      travelling = null;
    });
    return travelling;
  };

  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  return { send };
};
