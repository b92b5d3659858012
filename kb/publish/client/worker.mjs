// The service worker: what was read once can be read again without a network. `sw.js` sets kbApp before loading this.
//
// Fresh comes first: the network is asked, and only its silence leads to what is kept. Files whose address names their
// generation never change and are taken from what is kept at once.

const { version, generation, shell } = self.kbApp;
const scope = new URL(self.registration.scope);
const PREFIX = `kb ${scope.pathname} `;
const SHELL = `${PREFIX}shell ${version}`;
const VISITED = `${PREFIX}visited`;

/** How long a slow line is waited for where there is something kept to show. */
const PATIENCE_MS = 4000;
/** Oldest first out, so that a phone is never filled. */
const MOST_KEPT = 500;

const isVersioned = (url) => /^\?[0-9a-f]{12}$/.test(url.search);

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
  // Ask anew for each file: what the browser still has may be of an older build.
  await cache.addAll(shell.map((name) => new Request(new URL(name, scope).href, { cache: "no-cache" })));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${PREFIX}shell `) && name !== SHELL) await caches.delete(name);
  }
  const visited = await caches.open(VISITED);
  for (const request of await visited.keys()) {
    const url = new URL(request.url);
    if (isVersioned(url) && url.search !== `?${generation}`) await visited.delete(request);
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
    return Promise.race([fresh.catch(() => old), patience]);
  }
  try {
    return await fresh;
  } catch (error) {
    if (event.request.mode !== "navigate") throw error;
    return Response.redirect(new URL("offline.html", scope).href);
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  const url = new URL(String((event.data && event.data.keep) || "about:blank"), scope);
  if (!url.href.startsWith(scope.href)) return;
  const key = keyOf(url.href);
  event.waitUntil(fetch(key).then((response) => (response.ok ? keep(key, response) : undefined)).catch(() => undefined));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.href) || request.headers.has("range")) return;
  event.respondWith(answer(event));
});
