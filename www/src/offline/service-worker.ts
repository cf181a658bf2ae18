// Keeps the page's own files, so that it opens and works with the network cut.
// In: the list of built files, filled in by the build. Out: those files, from the cache first, but the page itself from the network where there is one.
// It never sees a contract: the text is handed to the analysis worker, not fetched.

const scope = self as unknown as ServiceWorkerGlobalScope;

const VERSION = "__VERSION__";
const FILES = "__FILES__" as unknown as string[];
const CACHE = `clausewright-${VERSION}`;

scope.addEventListener("install", (event) => {
  event.waitUntil(keepFiles().then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(dropOldFiles().then(() => scope.clients.claim()));
});

scope.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== scope.location.origin) return;
  event.respondWith(answer(event.request));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(["./", ...FILES]);
}

async function dropOldFiles(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("clausewright-") && name !== CACHE).map((name) => caches.delete(name)));
}

/** A new version is seen at once where there is a network; without one the kept page opens. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  if (request.mode === "navigate") {
    const fresh = await fetch(request).catch(() => null);
    return fresh ?? (await cache.match("./")) ?? Response.error();
  }
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
