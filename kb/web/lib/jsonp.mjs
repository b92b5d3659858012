// Load classic scripts, the only kind that works from a disk as over http, and the data that they hand over (JSONP).

const PATIENCE_MS = 30000;

/**
 * Load a classic script; promises its end.
 * @param {string} url
 * @returns {Promise<void>}
 */
export function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const end = (/** @type {{type?: string}} */ { type }) => {
      clearTimeout(timer);
      script.remove();
      if (type === "load") resolve();
      else reject(new Error(url));
    };
    const timer = setTimeout(end, PATIENCE_MS, {});
    script.src = url;
    script.async = true;
    script.onload = end;
    script.onerror = () => end({});
    document.head.append(script);
  });
}

/**
 * Return a function `(root, name) → data or null` for scripts that call `callback(…)`; `read` gives name and data of the
 * call's arguments. Each script is loaded once unless that failed.
 * @param {string} callback
 * @param {(name: string) => string} addressOf
 * @param {(...args: any[]) => [name: string, data: any]} read
 */
export function dataLoader(callback, addressOf, read) {
  /** @type {Map<string, any>} */
  const arrived = new Map();
  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();

  /** @param {string} root @param {string} name */
  async function bring(root, name) {
    Reflect.set(window, callback, (/** @type {any[]} */ ...args) => arrived.set(...read(...args)));
    await loadScript(root + addressOf(name)).catch(() => undefined);
    return arrived.get(name) || null;
  }

  return (/** @type {string} */ root, /** @type {string} */ name) => {
    let promise = loading.get(name);
    if (!promise) {
      promise = bring(root, name).then((data) => {
        if (!data) loading.delete(name);
        return data;
      });
      loading.set(name, promise);
    }
    return promise;
  };
}
