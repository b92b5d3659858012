// Break up long work, so that typing and painting never wait for it.

/** How long to work before other tasks get a chance. */
const STRETCH_MS = 12;

/**
 * Promise to go on after so many milliseconds, other work first.
 * @param {number} ms
 * @returns {Promise<void>}
 */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Make a function to await between pieces of work: it gives way only when the work has gone on long enough. */
export function makeYieldIfBusy() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await pause(0);
    since = performance.now();
  };
}

/** Longest wait for a frame; a page that nobody sees is not painted. */
const FRAME_MS = 100;

/**
 * Promise that what was changed on the page has been painted, so that what comes after never holds it up.
 * @returns {Promise<void>}
 */
export function afterPaint() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FRAME_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve, 0);
    });
  });
}
