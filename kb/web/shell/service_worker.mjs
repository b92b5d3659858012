// The service worker: what was read once can be read again without a network. `sw.js` sets kbApp before loading this.
//
// Network first; the cache answers after some seconds or on failure. Files whose address says what is in them, the pages'
// code and the index, never change and are taken from the cache at once. So a cached page has the code it was made for,
// and a new one that of its own build.

const worker = /** @type {ServiceWorkerGlobalScope & {kbApp: {version: string, generation: string, shell: string[]}}} */ (
  /** @type {unknown} */ (self)
);
const { version, generation, shell } = worker.kbApp;
const scope = new URL(worker.registration.scope);
const PREFIX = `kb ${scope.pathname} `;
const SHELL = `${PREFIX}shell ${version}`;
const VISITED = `${PREFIX}visited`;
/** What a reader saved as a whole, of one build each. */
const SAVED = `${PREFIX}saved `;
/** So many files are fetched at a time. */
const AT_ONCE = 4;

/** How long a slow line is waited for where there is something cached to show. */
const PATIENCE_MS = 4000;
/** Oldest first out, so that a phone is never filled. */
const MOST_CACHED = 500;

const isVersioned = (/** @type {URL} */ url) => /^\?[0-9a-f]{8,12}$/.test(url.search);

/** The name a file is cached under: a page's query is for its script, and a folder is its index. @param {string} address */
function keyOf(address) {
  const url = new URL(address);
  url.hash = "";
  if (!isVersioned(url)) url.search = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}

async function install() {
  const cache = await caches.open(SHELL);
  // What the browser still has of the others may be of an older build.
  const asked = (/** @type {URL} */ url) => new Request(url.href, { cache: isVersioned(url) ? "default" : "no-cache" });
  await cache.addAll(shell.map((name) => asked(new URL(name, scope))));
  await worker.skipWaiting();
}

async function activate() {
  const own = await caches.open(SHELL);
  const visited = await caches.open(VISITED);
  for (const name of await caches.keys()) {
    if (!name.startsWith(`${PREFIX}shell `) || name === SHELL) continue;
    // Pages that were read before still need the code of their own build.
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      const response = isVersioned(new URL(request.url)) && (await old.match(request));
      if (response) await visited.put(request, response);
    }
    await caches.delete(name);
  }
  const index = `${scope.pathname}kb/search/`;
  for (const request of await visited.keys()) {
    const url = new URL(request.url);
    const isOldIndex = url.pathname.startsWith(index) && isVersioned(url) && url.search !== `?${generation}`;
    // What came with this build is never older than what was read.
    if (isOldIndex || (await own.match(request))) await visited.delete(request);
  }
  await worker.clients.claim();
}

/** Cache a response. @param {string} key @param {Response} response */
async function cacheResponse(key, response) {
  // Whole before it takes the old one's place: a line that breaks off here must not cost what was cached.
  const { status, statusText, headers } = response;
  const whole = new Response(await response.blob(), { status, statusText, headers });
  const cache = await caches.open(VISITED);
  // What is put comes last, so that the first is the one not seen for longest.
  await cache.put(key, whole);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_CACHED))) await cache.delete(old);
}

/** @param {string} key */
async function cachedResponse(key) {
  const visited = await caches.open(VISITED);
  const shellCache = await caches.open(SHELL);
  const found = (await visited.match(key)) || (await shellCache.match(key));
  if (found) return found;
  for (const name of await caches.keys()) {
    const saved = name.startsWith(SAVED) && (await (await caches.open(name)).match(key));
    if (saved) return saved;
  }
  return undefined;
}

/**
 * Save every file of a build; what was saved before stays until all of it is there.
 *
 * @param {{ version: string, files: string[] }} all
 * @param {MessagePort} port Told how many are done.
 */
async function saveAll({ version: build, files }, port) {
  const name = SAVED + build;
  const cache = await caches.open(name);
  const waiting = [...files];
  let done = 0;
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const url = new URL(file, scope);
      const response = await fetch(url.href, { cache: isVersioned(url) ? "default" : "no-cache" });
      if (!response.ok) throw new Error(file);
      await cache.put(keyOf(url.href), response);
      done += 1;
      if (done < files.length) port.postMessage({ done, all: files.length });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const old of await caches.keys()) if (old.startsWith(SAVED) && old !== name) await caches.delete(old);
    port.postMessage({ done, all: files.length });
  } catch (error) {
    waiting.length = 0;
    await caches.delete(name);
    port.postMessage({ failed: String(error) });
  }
}

/** Fetch and cache. @param {FetchEvent} event @param {string} key */
async function fromNetwork(event, key) {
  // Servers seldom say how long a page is good for, and a browser's guess may be days.
  const isPage = event.request.mode === "navigate";
  const response = await (isPage ? fetch(event.request.url, { cache: "no-cache" }) : fetch(event.request));
  if (response.ok && response.type === "basic" && !response.redirected) {
    event.waitUntil(cacheResponse(key, response.clone()).catch(() => undefined));
  }
  return response;
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function answer(event) {
  const key = keyOf(event.request.url);
  const old = await cachedResponse(key);
  if (old && isVersioned(new URL(event.request.url))) return old;
  const fresh = fromNetwork(event, key);
  if (old) {
    /** @type {Promise<Response>} */
    const patience = new Promise((resolve) => setTimeout(() => resolve(old), PATIENCE_MS));
    // A proxy that has no line answers for the site with a fault of its own.
    const usable = fresh.then((response) => (response.status < 500 ? response : old));
    return Promise.race([usable.catch(() => old), patience]);
  }
  try {
    return await fresh;
  } catch (error) {
    if (event.request.mode !== "navigate") throw error;
    return Response.redirect(new URL("offline.html", scope).href);
  }
}

/** Cache what a page that came before its worker has loaded. @param {string[]} addresses */
async function cacheLoaded(addresses) {
  for (const address of addresses.filter((one) => one.startsWith(scope.href))) {
    const key = keyOf(address);
    if (await cachedResponse(key)) continue;
    const response = await fetch(key);
    if (response.ok) await cacheResponse(key, response);
  }
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data && event.data.save) {
    event.waitUntil(saveAll(event.data.save, event.ports[0]));
    return;
  }
  const addresses = ((event.data && event.data.cache) || []).map(String);
  event.waitUntil(cacheLoaded(addresses).catch(() => undefined));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.href) || request.headers.has("range")) return;
  // Files for other programs, and the whole site as one, are for a disk, not for the cache.
  if (/\.(zip|docx|pptx|xlsx)$/.test(new URL(request.url).pathname)) return;
  event.respondWith(answer(event));
});
