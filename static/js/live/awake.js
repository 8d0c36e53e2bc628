// A phone laid on the table does not go to sleep while a meeting is held on it.

let lock = null;

const release = () => {
  lock?.release().catch(() => {});
  lock = null;
};

// A browser lets go of the lock by itself when one looks elsewhere; it is asked for again on return.
export const keepAwake = async (held) => {
  if (!held) {
    release();
    return;
  }
  if (!navigator.wakeLock || document.hidden || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock.request("screen");
  } catch {
    lock = null; // a low battery says no: the screen sleeps as usual
  }
};
