// Let a browser keep a file that was made in the page.
import { element } from "./element.mjs";

/** As long as a slow phone may take to begin. */
const PATIENCE_MS = 60000;

/**
 * Download a file under a name.
 * @param {Blob} file
 * @param {string} name
 */
export function saveFile(file, name) {
  const link = element("a", { href: URL.createObjectURL(file), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE_MS);
}
