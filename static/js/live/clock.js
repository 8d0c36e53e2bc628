// The time of the server, as a device can know it.
// A device may be an hour wrong: what counts is how far its clock stands from the server’s, which
// each exchange tells again. An answer was written halfway between asking and hearing.

/** `kept` is the distance in ms remembered from an earlier page, `told` what the server says now. */
export const openClock = ({ kept = 0, told = null } = {}) => {
  let distance = told === null ? kept : told - Date.now();
  return {
    /** Milliseconds since 1970, as the server would say. */
    now: () => Math.round(Date.now() + distance),
    /** The server said `now` in an answer to what was asked at `asked` (device time). */
    heard: (now, asked) => {
      distance = now - (asked + Date.now()) / 2;
    },
    get distance() {
      return distance;
    },
  };
};
