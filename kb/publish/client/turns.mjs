// Let the page have its turn during long work, so that typing and painting never wait for it.

/** How long to work at a stretch. */
const TURN_MS = 12;

/** Make a function to await between pieces of work: it waits only when the stretch has been long enough. */
export function turns() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
