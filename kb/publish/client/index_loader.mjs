// Bring the index in as a classic script, the only way that works from a disk as over http.

/** Versions this client reads; `kb/publish/browser_index.py` and `kb/search` write them. */
export const FORMAT_VERSION = 1;
export const ANALYZER_VERSION = 1;

const FILE = "kb/search-index.js";
const PATIENCE_MS = 30000;

/** The index cannot be used; the message is for the reader. */
export class IndexUnusable extends Error {}

function inject(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.async = true;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

/** Say why an index cannot be used by this client, or return null. */
export function faultOf(index) {
  if (!index) return "检索数据不完整，暂时不能检索。请刷新页面；仍不行，请下载完整的网站。";
  if (index.format !== FORMAT_VERSION || index.analyzer !== ANALYZER_VERSION) {
    return "检索数据与页面的版本不一致，暂时不能检索。请刷新页面；仍不行，请下载完整的网站。";
  }
  return null;
}

async function load(root) {
  let received = null;
  window.kbSearchIndex = (index) => {
    received = index;
  };
  const timeout = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  try {
    await Promise.race([inject(root + FILE), timeout]);
  } catch (_) {
    throw new IndexUnusable("没有找到检索数据，暂时不能检索。请刷新页面；仍不行，请下载完整的网站。");
  }
  const fault = faultOf(received);
  if (fault) throw new IndexUnusable(fault);
  return received;
}

let loading = null;

/** Load the index once; a failed try may be repeated. */
export function loadIndex(root) {
  if (!loading) {
    loading = load(root).catch((error) => {
      loading = null;
      throw error;
    });
  }
  return loading;
}
