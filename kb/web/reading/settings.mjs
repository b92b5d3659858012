// How a reader likes pages to look and to be read aloud. The name is the theme's own, so that an earlier choice of colours
// goes on; header.html reads it before anything is painted.

/** @typedef {{ index: number, size: number, rate: number }} Settings Colours: 0 the system's, 1 light, 2 dark; size: 0 to 2; rate: of the voice. */

/** @param {string} path Of the site's root. */
const placeOf = (path) => `${path}.__palette`;

/** @param {string} path @returns {Settings} */
export function recallSettings(path) {
  try {
    const { index = 0, size = 0, rate = 1 } = JSON.parse(localStorage.getItem(placeOf(path)) || "{}");
    return { index: Number(index) || 0, size: Number(size) || 0, rate: Number(rate) || 1 };
  } catch {
    return { index: 0, size: 0, rate: 1 };
  }
}

/** @param {string} path @param {Settings} settings */
export function rememberSettings(path, settings) {
  try {
    localStorage.setItem(placeOf(path), JSON.stringify(settings));
  } catch {
    // A browser that stores nothing still shows this page as was asked.
  }
}

const night = matchMedia("(prefers-color-scheme: dark)");

/** Show the page as was asked. @param {Settings} settings */
export function applySettings({ index, size }) {
  document.body.dataset.mdColorScheme = (index ? index > 1 : night.matches) ? "slate" : "default";
  document.documentElement.dataset.size = String(size);
}
