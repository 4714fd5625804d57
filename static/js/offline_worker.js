// Keeps the agenda and the papers of one meeting for whoever asked for it on this device, and shows them without a connection.
// With one, every page comes from the site, which is asked each time whether its reader may still have what is kept.
const KEPT = "kept for offline";
const LIST = "/kept-list"; // where in the cache the list lies; no address of the site
const PAUSE = 60000; // milliseconds between two questions
const alone = { credentials: "same-origin", redirect: "manual", cache: "no-cache" };
let asked = 0;

async function forget() {
  await caches.delete(KEPT);
  return null;
}

// What is kept: the site's list, with its own address and since when; or null.
async function kept() {
  if (!(await caches.has(KEPT))) return null;
  const found = await (await caches.open(KEPT)).match(LIST);
  const list = found ? await found.json() : null;
  return list && Date.parse(list.until) > Date.now() ? list : forget();
}

// Returns the answer, or throws where there is none for now.
async function ask(address) {
  const answer = await fetch(address, alone);
  if (answer.status >= 500 || answer.status === 429) throw new Error(`${answer.status} ${address}`);
  return answer;
}

// The site's list, or null for who may not have it, or not any more.
async function listed(address) {
  const answer = await ask(address);
  return answer.ok ? answer.json() : null;
}

async function keep(address) {
  const list = await listed(address);
  if (!list) return forget();
  const all = [list.page, ...list.addresses];
  const answers = await Promise.all(all.map(ask));
  const missing = answers.findIndex((answer) => !answer.ok);
  if (missing >= 0) throw new Error(`${answers[missing].status} ${all[missing]}`);
  await forget();
  const cache = await caches.open(KEPT);
  await Promise.all(all.map((one, number) => cache.put(one, answers[number])));
  const whole = { ...list, address, since: new Date().toISOString() };
  await cache.put(LIST, Response.json(whole));
  return whole;
}

// Forgets what its reader may not have any more, and keeps anew what is not as it was.
async function look() {
  const before = await kept();
  if (!before || Date.now() - asked < PAUSE) return;
  asked = Date.now();
  const now = await listed(before.address);
  if (!now || now.for !== before.for) await forget();
  else if (now.made_of !== before.made_of) await keep(before.address);
}

async function instead(request, fault) {
  const list = await kept();
  if (!list) throw fault;
  const cache = await caches.open(KEPT);
  const { pathname } = new URL(request.url);
  const found = await cache.match(pathname === list.stands_for ? list.page : request, { ignoreVary: true });
  if (found) return found;
  if (request.mode !== "navigate") throw fault;
  return Response.redirect(list.stands_for);
}

async function answer(event) {
  try {
    const found = await fetch(event.request);
    if (event.request.mode === "navigate") event.waitUntil(look().catch(() => {})); // no answer: it is asked again
    return found;
  } catch (fault) {
    return instead(event.request, fault);
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === self.location.origin) event.respondWith(answer(event));
});

// A page asks for one of these, and is told what is kept now, or what was in the way.
self.addEventListener("message", (event) => {
  const acts = { keep: () => keep(event.data.list), forget, kept };
  const told = (about) => event.ports[0].postMessage(about);
  event.waitUntil(acts[event.data.act]().then((list) => told({ list }), (fault) => told({ fault: fault.message })));
});
