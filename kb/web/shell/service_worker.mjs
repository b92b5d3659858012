// The service worker: what was read once can be read again without a network. `sw.js` sets kbApp before loading this.
//
// Fresh comes first: the network is asked, and only its silence leads to what is kept. Files whose address says what is in
// them, the pages' code and the index, never change and are taken from what is kept at once. So a page that was kept has the
// code it was made for, and a new one that of its own build.

const { version, generation, shell } = self.kbApp;
const scope = new URL(self.registration.scope);
const PREFIX = `kb ${scope.pathname} `;
const SHELL = `${PREFIX}shell ${version}`;
const VISITED = `${PREFIX}visited`;

/** How long a slow line is waited for where there is something kept to show. */
const PATIENCE_MS = 4000;
/** Oldest first out, so that a phone is never filled. */
const MOST_KEPT = 500;

const isVersioned = (url) => /^\?[0-9a-f]{8,12}$/.test(url.search);

/** The name a file is kept under: a page's query is for its script, and a folder is its index. */
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
  const asked = (url) => new Request(url.href, { cache: isVersioned(url) ? "default" : "no-cache" });
  await cache.addAll(shell.map((name) => asked(new URL(name, scope))));
  await self.skipWaiting();
}

async function activate() {
  const own = await caches.open(SHELL);
  const visited = await caches.open(VISITED);
  for (const name of await caches.keys()) {
    if (!name.startsWith(`${PREFIX}shell `) || name === SHELL) continue;
    // Pages that were read before still need the code of their own build.
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (isVersioned(new URL(request.url))) await visited.put(request, await old.match(request));
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
  await self.clients.claim();
}

async function keep(key, response) {
  // Whole before it takes the old one's place: a line that breaks off here must not cost what was kept.
  const { status, statusText, headers } = response;
  const whole = new Response(await response.blob(), { status, statusText, headers });
  const cache = await caches.open(VISITED);
  // What is put stands at the end, so that the first is the one not seen for longest.
  await cache.put(key, whole);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_KEPT))) await cache.delete(old);
}

async function kept(key) {
  const visited = await caches.open(VISITED);
  const shellCache = await caches.open(SHELL);
  return (await visited.match(key)) || (await shellCache.match(key));
}

async function fromNetwork(event, key) {
  // Servers seldom say how long a page is good for, and a browser's guess may be days.
  const isPage = event.request.mode === "navigate";
  const response = await (isPage ? fetch(event.request.url, { cache: "no-cache" }) : fetch(event.request));
  if (response.ok && response.type === "basic" && !response.redirected) {
    event.waitUntil(keep(key, response.clone()).catch(() => undefined));
  }
  return response;
}

async function answer(event) {
  const key = keyOf(event.request.url);
  const old = await kept(key);
  if (old && isVersioned(new URL(event.request.url))) return old;
  const fresh = fromNetwork(event, key);
  if (old) {
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

/** Keep what a page that came before its worker has loaded. */
async function keepLoaded(addresses) {
  for (const address of addresses.filter((one) => one.startsWith(scope.href))) {
    const key = keyOf(address);
    if (await kept(key)) continue;
    const response = await fetch(key);
    if (response.ok) await keep(key, response);
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  const addresses = ((event.data && event.data.keep) || []).map(String);
  event.waitUntil(keepLoaded(addresses).catch(() => undefined));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.href) || request.headers.has("range")) return;
  event.respondWith(answer(event));
});
