{% load static %}// Answers for the page of a meeting when the network is away, and for nothing else.
// It keeps the empty shell of that page and the files it is drawn with: no name, no note.
"use strict";

const KEPT = "reunion";
const FILES = new URL("{% get_static_prefix %}", location.origin).href;
const SHELL = new URL("{% url "meetings:live_shell" %}", location.origin).href;
const MEETING = /^\/reunions\/[^/]+\/tenir$/;
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const keep = async (files) => {
  const kept = await caches.open(KEPT);
  const wanted = [SHELL, ...files.filter((name) => name.startsWith(FILES))];
  await Promise.allSettled(wanted.map((name) => kept.add(name)));
  for (const request of await kept.keys()) {
    if (!wanted.includes(request.url)) await kept.delete(request);
  }
};

self.addEventListener("message", (event) => {
  if (Array.isArray(event.data)) event.waitUntil(keep(event.data));
});

// A room with a bad network: what does not answer is as good as away.
const tooLate = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE));

const page = async (request) => {
  try {
    return await Promise.race([fetch(request), tooLate()]);
  } catch (error) {
    const kept = await caches.match(SHELL);
    if (kept) return kept;
    throw error;
  }
};

const file = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && MEETING.test(url.pathname)) event.respondWith(page(request));
  else if (url.href.startsWith(FILES)) event.respondWith(file(request));
});
