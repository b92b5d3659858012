// Bring in data as classic scripts that call one function, so that it works from a disk; each is asked for once.

const PATIENCE_MS = 30000;

/** Return a function `(root, name) → data or null` for scripts that call `callback(…)`; `read(args)` gives name and data. */
export function dataLoader(callback, addressOf, read) {
  const arrived = new Map();
  const loading = new Map();

  function bring(root, name) {
    window[callback] = (...args) => arrived.set(...read(...args));
    return new Promise((resolve) => {
      const script = document.createElement("script");
      const finish = () => {
        clearTimeout(timer);
        script.remove();
        resolve(arrived.get(name) || null);
      };
      const timer = setTimeout(finish, PATIENCE_MS);
      script.src = root + addressOf(name);
      script.async = true;
      script.onload = finish;
      script.onerror = finish;
      document.head.append(script);
    });
  }

  return (root, name) => {
    if (!loading.has(name)) {
      const promise = bring(root, name).then((data) => {
        if (!data) loading.delete(name);
        return data;
      });
      loading.set(name, promise);
    }
    return loading.get(name);
  };
}
