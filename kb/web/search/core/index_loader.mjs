// Load the files of the index, each once.
import { loadScript } from "../../lib/jsonp.mjs";
import { isCutOff } from "../../lib/network.mjs";

/** @typedef {import("../types").IndexFiles} IndexFiles */

/** Versions this client reads; `kb/publish/search_index/files.py` and `kb/search` write them. */
export const FORMAT_VERSION = 7;
export const ANALYZER_VERSION = 4;

const FOLDER = "kb/search/";
const ADVICE = "请刷新页面；仍不行，请下载完整的网站。";

/** The index cannot be used; the message is for the reader. */
export class IndexUnusable extends Error {}

const missing = () =>
  new IndexUnusable(isCutOff() ? "没有联网，要用的数据也还没有存下来，联网以后再试。" : `没有找到检索数据，暂时不能检索。${ADVICE}`);
const incomplete = () => new IndexUnusable(`检索数据不完整，暂时不能检索。${ADVICE}`);
/** Files of different builds. */
export const foreign = () => new IndexUnusable(`检索数据与页面的版本不一致，暂时不能检索。${ADVICE}`);

/** Load a script of the index or of search itself. @param {string} url */
export const loadSearchScript = (url) =>
  loadScript(url).catch(() => {
    throw missing();
  });

/** Files that have arrived and wait to be taken. @type {Map<string, {generation: string, data: any}>} */
const arrived = new Map();

/** One index at one place; each of its files is loaded once, and again only if that failed. */
class ScriptStore {
  /** @param {string} root */
  constructor(root) {
    this.folder = root + FOLDER;
    /** @type {Map<string, Promise<any>>} */
    this.loading = new Map();
    this.generation = "";
    window.kbSearch = (generation, name, data) => arrived.set(name, { generation, data });
  }

  /**
   * @template {keyof IndexFiles} Name
   * @param {Name} name
   * @returns {Promise<IndexFiles[Name]>}
   */
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

  /** @param {string} name */
  async bring(name) {
    // The generation in the address prevents a browser from serving a file of an older build out of its cache.
    await loadSearchScript(`${this.folder}${name}.js${this.generation ? `?${this.generation}` : ""}`);
    const file = arrived.get(name);
    if (!file) throw incomplete();
    arrived.delete(name);
    const { generation, data } = file;
    if (this.generation && generation !== this.generation) throw foreign();
    if (name === "core") {
      if (data.format !== FORMAT_VERSION || data.analyzer !== ANALYZER_VERSION) throw foreign();
      this.generation = generation;
    }
    return data;
  }
}

/** @type {ScriptStore | null} */
let store = null;

/** The index of the site that begins at `root`. @param {string} root */
export function storeAt(root) {
  if (!store) store = new ScriptStore(root);
  return store;
}
