// Let the page have its turn during long work, so that typing and painting never wait for it.

/** How long to work at a stretch. */
const TURN_MS = 12;

/** Promise to go on after so many milliseconds, other work first. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Make a function to await between pieces of work: it waits only when the stretch has been long enough. */
export function turns() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await pause(0);
    since = performance.now();
  };
}

/** Longest wait for a frame; a page that nobody sees is not painted. */
const FRAME_MS = 100;

/** Promise that what was changed on the page has been painted, so that what comes after never holds it up. */
export function painted() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FRAME_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
