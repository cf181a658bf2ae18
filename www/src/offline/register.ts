// Registers the service worker. Out: resolves once every file of the page is kept on this machine,
// so that nothing more is asked of the network.

/** Resolves to true when the page can be opened offline, to false where the browser does not allow it. */
export async function keepForOffline(): Promise<boolean> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register("./sw.js", { updateViaCache: "none" });
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    // Private windows and plain-HTTP hosts refuse; the page that is open works all the same.
    return false;
  }
}
