// Let the site be installed on a phone: only over https or on this very machine, never from a disk, never when data is short.
import { element } from "../lib/element.mjs";

const OWN_MACHINE = ["localhost", "127.0.0.1", "[::1]"];

/** Whether this browser lets a site keep files here; a preview is not to be kept. */
export function canKeepApp() {
  const { protocol, hostname } = location;
  if (protocol !== "https:" && !(protocol === "http:" && OWN_MACHINE.includes(hostname))) return false;
  return "serviceWorker" in navigator && !document.querySelector("meta[name=kb-preview]");
}

/**
 * Name manifest and icon and start the worker, once everything the reader came for is there.
 * @param {string} root
 */
export function offerApp(root) {
  if (!canKeepApp() || (navigator.connection && navigator.connection.saveData)) return;
  document.head.append(
    element("link", { rel: "apple-touch-icon", href: `${root}kb/icons/touch-192.png` }),
    element("link", { rel: "manifest", href: `${root}manifest.webmanifest` }),
  );
  const begin = async () => {
    try {
      const isFirst = !navigator.serviceWorker.controller;
      await navigator.serviceWorker.register(`${root}sw.js`);
      const { active } = await navigator.serviceWorker.ready;
      // This page came before its worker did; ask for it to be cached with what it loaded, as every later page will be.
      if (isFirst && active) active.postMessage({ cache: [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)] });
    } catch {
      // A browser that refuses shows the site as ever.
    }
  };
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}
