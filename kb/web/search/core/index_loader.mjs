// Bring in the files of the index as classic scripts, the only way that works from a disk as over http.
import { isCutOff } from "../../lib/network.mjs";

/** Versions this client reads; `kb/publish/search_index/files.py` and `kb/search` write them. */
export const FORMAT_VERSION = 5;
export const ANALYZER_VERSION = 1;

const FOLDER = "kb/search/";
const PATIENCE_MS = 30000;
const ADVICE = "请刷新页面；仍不行，请下载完整的网站。";

/** The index cannot be used; the message is for the reader. */
export class IndexUnusable extends Error {}

const missing = () =>
  new IndexUnusable(isCutOff() ? "没有联网，要用的数据也还没有存下来，联网以后再试。" : `没有找到检索数据，暂时不能检索。${ADVICE}`);
const incomplete = () => new IndexUnusable(`检索数据不完整，暂时不能检索。${ADVICE}`);
/** Files of different builds. */
export const foreign = () => new IndexUnusable(`检索数据与页面的版本不一致，暂时不能检索。${ADVICE}`);

/** Files that have arrived and wait to be taken: name → [generation, data]. */
const arrived = new Map();

/** Load a classic script; promises its end. */
export function inject(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const timer = setTimeout(() => reject(missing()), PATIENCE_MS);
    const finish = (settle, value) => {
      clearTimeout(timer);
      script.remove();
      settle(value);
    };
    script.src = url;
    script.async = true;
    script.onload = () => finish(resolve);
    script.onerror = () => finish(reject, missing());
    document.head.append(script);
  });
}

/** One index at one place; each of its files is loaded once, and again only if that failed. */
class Store {
  constructor(root) {
    this.folder = root + FOLDER;
    this.loading = new Map();
    this.generation = null;
    window.kbSearch = (generation, name, data) => arrived.set(name, [generation, data]);
  }

  load(name) {
    let loading = this.loading.get(name);
    if (!loading) {
      loading = this.bring(name).catch((error) => {
        this.loading.delete(name);
        throw error;
      });
      this.loading.set(name, loading);
    }
    return loading;
  }

  async bring(name) {
    // The generation in the address keeps a browser from serving a file of an older build out of its cache.
    await inject(`${this.folder}${name}.js${this.generation ? `?${this.generation}` : ""}`);
    if (!arrived.has(name)) throw incomplete();
    const [generation, data] = arrived.get(name);
    arrived.delete(name);
    if (this.generation && generation !== this.generation) throw foreign();
    if (name === "core") {
      if (data.format !== FORMAT_VERSION || data.analyzer !== ANALYZER_VERSION) throw foreign();
      this.generation = generation;
    }
    return data;
  }
}

let store = null;

/** The index of the site that begins at `root`. */
export function storeAt(root) {
  if (!store) store = new Store(root);
  return store;
}
