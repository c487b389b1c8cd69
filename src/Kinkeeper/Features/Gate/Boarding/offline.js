// Without a connection there is no answer, and without an answer nobody boards. The page cannot say so if it does not load, so
// a small service worker does.
if (typeof window === "undefined") {
  const hold = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>HOLD · Kinkeeper</title><main><h1>HOLD: do not board</h1><p>There is no connection, so nothing was recorded and the gate has not answered. Ask again when there is one.</p>
<h1 lang="es">ALTO: no aborde</h1><p lang="es">No hay conexión: no se registró nada y el sistema de autorización no ha respondido. Pregunte de nuevo cuando haya conexión.</p></main></html>`;
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => {
    if (event.request.mode === "navigate") {
      event.respondWith(fetch(event.request).catch(() => new Response(hold, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } })));
    }
  });
} else if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/boarding/offline.js");
}
