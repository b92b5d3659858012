// Say where the site begins, on a disk as over http: our bundles lie in its folder kb/.

/** The address of the site's root, with a slash at its end; to be asked while a bundle starts. */
export const siteRoot = () => new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
