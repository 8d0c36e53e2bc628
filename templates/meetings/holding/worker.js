{% load static %}// Answers for the page of a meeting when the network is away, and for nothing else.
// It keeps the empty shell of that page and the files it is drawn with: no name, no note.
"use strict";

const KEPT = "reunion";
const FILES = new URL("{% get_static_prefix %}", location.origin).href;
const SHELL = new URL("{% url "meetings:live_shell" %}", location.origin).href;
const MEETING = /^\/reunions\/[^/]+\/tenir$/;
// A file whose name says what is in it never changes.
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.[a-z0-9]+$/;
// The site is being restarted, or what stands before it does not find it.
const AWAY = [502, 503, 504];
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The shell comes last, and the old files go only after it: cut in the middle, the old page still
// opens whole.
const keep = async (files) => {
  const kept = await caches.open(KEPT);
  const wanted = files.filter((name) => name.startsWith(FILES));
  await Promise.all(wanted.map((name) => kept.add(name)));
  await kept.add(SHELL);
  for (const request of await kept.keys()) {
    if (request.url !== SHELL && !wanted.includes(request.url)) await kept.delete(request);
  }
};

self.addEventListener("message", (event) => {
  if (Array.isArray(event.data)) event.waitUntil(keep(event.data).catch(() => {}));
});

// A room with a bad network: what does not answer is as good as away.
const fetched = (request) =>
  Promise.race([
    fetch(request),
    new Promise((_, refuse) => setTimeout(refuse, PATIENCE, new Error("Too late"))),
  ]);

const page = async (request) => {
  let answer = null;
  try {
    answer = await fetched(request);
    if (!AWAY.includes(answer.status)) return answer;
  } catch {
    // The network is out: the shell answers below.
  }
  return (await caches.match(SHELL)) ?? answer ?? Response.error();
};

const file = async (request) => {
  const kept = await caches.match(request);
  if (kept && NAMED_BY_CONTENT.test(new URL(request.url).pathname)) return kept;
  if (!kept) return fetch(request);
  return fetched(request).catch(() => kept);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && MEETING.test(url.pathname)) event.respondWith(page(request));
  else if (url.href.startsWith(FILES)) event.respondWith(file(request));
});
