// Let a reader keep every case and the search on this device: the service worker fetches all, this page tells how far it is.
import { element, fill, slot } from "../lib/element.mjs";
import { siteRoot } from "../lib/site.mjs";
import { canKeepApp } from "./register_pwa.mjs";

const root = siteRoot();
/** The beginning of the names of caches that hold everything (service_worker.mjs). */
const SAVED = `kb ${new URL(root).pathname} saved `;

/** @typedef {{ version: string, bytes: number, files: string[] }} Everything */

/** @param {number} bytes */
const megabytes = (bytes) => `约 ${Math.max(1, Math.round(bytes / 1e6))} MB`;

class SaveOffline {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.status = element("span", { role: "status" });
    this.bar = element("progress", { max: 1, value: 0, hidden: true, "aria-label": "存了多少" });
    this.button = element("button", { type: "button", class: "kb-save-button", on: { click: () => this.save() } });
    /** @type {Everything | null} */
    this.all = null;
  }

  async start() {
    if (!canKeepApp() || !("caches" in window)) return;
    const response = await fetch(`${root}kb/offline.json`, { cache: "no-cache" }).catch(() => null);
    if (response && response.ok) this.all = await response.json();
    const names = (await caches.keys()).filter((name) => name.startsWith(SAVED));
    const isNewest = Boolean(this.all && names.includes(SAVED + this.all.version));
    if (!this.all && !names.length) return;
    fill(this.place, this.button, this.bar, this.status);
    this.place.hidden = false;
    this.button.hidden = !this.all || isNewest;
    if (this.all) this.button.textContent = `${names.length ? "再存一次" : "存到手机"}（${megabytes(this.all.bytes)}）`;
    if (isNewest || !this.all) this.status.textContent = "全部案例和搜索都在这台设备上了，断网也能用。";
    else if (names.length) this.status.textContent = "网站有更新，存下来的是以前的。";
  }

  async save() {
    if (!this.all) return;
    this.button.disabled = true;
    this.bar.hidden = false;
    this.bar.value = 0;
    this.status.textContent = "正在存……";
    try {
      await navigator.serviceWorker.register(`${root}sw.js`);
      const { active } = await navigator.serviceWorker.ready;
      await this.ask(/** @type {ServiceWorker} */ (active));
      this.button.hidden = true;
      this.status.textContent = "存好了：全部案例和搜索都在这台设备上，断网也能用。";
    } catch {
      this.status.textContent = "没有存完，可能是断网了或者手机空间不够。以前存的还在，可以再试一次。";
    }
    this.bar.hidden = true;
    this.button.disabled = false;
  }

  /** @param {ServiceWorker} worker @returns {Promise<void>} */
  ask(worker) {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) => {
        if (data.failed) reject(new Error(data.failed));
        else if (data.done === data.all) resolve();
        else this.bar.value = data.done / data.all;
      };
      worker.postMessage({ save: this.all }, [port2]);
    });
  }
}

new SaveOffline(slot("save")).start();
