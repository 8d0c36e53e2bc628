// The page of a meeting loaded again without network: a service worker keeps its empty shell and
// the files it is drawn with, and nothing of the meeting itself, which is in the vault.

const RETRY = 5000;

/** Load the page again once the site answers for it: a device only knows of its own network. */
export const reloadOnceBack = () => {
  if (!location.pathname.endsWith("/tenir")) return;
  const look = async () => {
    const answer = await fetch(location.href, { redirect: "manual", cache: "no-store" }).catch(() => null);
    if (answer && answer.status < 500) location.reload();
  };
  addEventListener("online", look);
  setInterval(look, RETRY);
};

const loaded = () =>
  document.readyState === "complete"
    ? Promise.resolve()
    : new Promise((resolve) => addEventListener("load", resolve, { once: true }));

/** Have the worker keep what this page was drawn with. */
export const keepShell = async (worker) => {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: "/reunions/" });
    const { active } = await navigator.serviceWorker.ready;
    // The letters are fetched when something is first drawn with them.
    await loaded();
    await document.fonts.ready;
    const files = performance.getEntriesByType("resource").map(({ name }) => name);
    active.postMessage([...new Set(files)]);
  } catch {
    // Without it, only a reload without network is lost: what was typed stays in the vault.
  }
};
