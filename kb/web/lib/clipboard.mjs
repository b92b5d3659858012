// Copy text; pages from a disk, or without the right to the clipboard, copy by selecting.

/**
 * Copy a text and say whether that went well.
 *
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const { activeElement } = document;
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.cssText = "position:fixed;top:0;opacity:0";
    // Within a dialog that is open, nothing outside of it can be selected.
    (document.querySelector("dialog[open]") || document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    /** @type {HTMLElement | null} */ (activeElement)?.focus();
    return done;
  }
}

/** What to say where a browser does not let us copy. */
export const CANNOT_COPY = "这个浏览器不让复制，请选中文字自己复制。";
