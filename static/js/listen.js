// The page read aloud by the browser itself, sentence by sentence, each part in its own language.
// Only voices that live on the device are used: others would send what is written here elsewhere.

const READ = "h1, h2, h3, p, div, li, dt, dd, summary";
const SILENT = "[data-mute], form, nav, button, svg, [hidden], .visually-hidden, .seat";
const RATE = 0.9;

const synth = window.speechSynthesis;
const controls = document.querySelector("[data-listen]");

const tagOf = (text) => text.toLowerCase().replace("_", "-").split("-")[0];

const voiceFor = (lang) =>
  synth.getVoices().find((voice) => voice.localService && tagOf(voice.lang) === tagOf(lang));

const languageOf = (node) =>
  node.parentElement.closest("[lang]")?.lang || document.documentElement.lang;

const isSeen = (element) => !element.closest(SILENT) && element.getClientRects().length > 0;

// The texts of one block, those of the blocks inside it left to them.
const textsOf = (block) => {
  const texts = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(READ) === block && isSeen(node.parentElement)) texts.push(node);
  }
  return texts;
};

// A line of the source ends no sentence.
const endsOf = (source, lang) => {
  const text = source.replace(/\s/g, " ");
  if (window.Intl?.Segmenter) {
    const segmenter = new Intl.Segmenter(lang, { granularity: "sentence" });
    return [...segmenter.segment(text)].map((one) => one.index + one.segment.length);
  }
  const ends = [...text.matchAll(/[.!?؟…]+["»”)]*\s+/g)].map((one) => one.index + one[0].length);
  return ends.at(-1) === text.length ? ends : [...ends, text.length];
};

const wrap = (node) => {
  const piece = document.createElement("span");
  node.replaceWith(piece);
  piece.append(node);
  return piece;
};

// Cuts texts of one language, met one after the other, where sentences end.
const cut = (nodes, lang) => {
  const ends = endsOf(nodes.map((node) => node.data).join(""), lang);
  const sentences = ends.map(() => ({ lang, pieces: [], text: "" }));
  let start = 0;
  let rank = 0;
  for (let node of nodes) {
    while (node) {
      while (ends[rank] <= start) rank += 1;
      const room = ends[rank] - start;
      const rest = node.length > room ? node.splitText(room) : null;
      start += node.length;
      sentences[rank].text += node.data;
      if (node.data.trim()) sentences[rank].pieces.push(wrap(node));
      node = rest;
    }
  }
  return sentences;
};

const unwrap = (piece) => {
  const parent = piece.parentNode;
  piece.replaceWith(...piece.childNodes);
  parent?.normalize();
};

const sentencesOf = (block) => {
  const runs = [];
  for (const node of textsOf(block)) {
    const lang = languageOf(node);
    const begins = node.previousSibling?.nodeName === "BR";
    if (begins || runs.at(-1)?.lang !== lang) runs.push({ lang, nodes: [] });
    runs.at(-1).nodes.push(node);
  }
  return runs
    .flatMap(({ lang, nodes }) => cut(nodes, lang))
    .filter(({ text, pieces }) => {
      const speaks = /[\p{L}\p{N}]/u.test(text);
      if (!speaks) pieces.forEach(unwrap);
      return speaks;
    });
};

const listen = () => {
  const play = controls.querySelector("[data-play]");
  const stop = controls.querySelector("[data-stop]");
  const begin = play.textContent.trim();
  let sentences = [];
  let rank = 0;
  let reading = null; // the utterance under way: the end of an older one moves nothing

  const mark = (on) => {
    for (const piece of sentences[rank]?.pieces ?? []) piece.classList.toggle("is-said", on);
  };

  const show = (label, active) => {
    play.textContent = label;
    stop.hidden = !active;
    controls.classList.toggle("listen--on", active);
  };

  const follow = () => {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const piece = sentences[rank].pieces[0];
    const { top, bottom } = piece.getBoundingClientRect();
    if (top > controls.offsetHeight && bottom < window.innerHeight) return;
    piece.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };

  const hush = () => {
    reading = null;
    synth.cancel();
    mark(false);
  };

  const gather = () => {
    const blocks = [...document.querySelectorAll(`main :is(${READ})`)];
    sentences = blocks.flatMap(sentencesOf);
  };

  const finish = () => {
    const held = document.activeElement === stop;
    hush();
    for (const { pieces } of sentences) pieces.forEach(unwrap);
    sentences = [];
    rank = 0;
    show(begin, false);
    if (held) play.focus();
  };

  const say = () => {
    while (rank < sentences.length && !voiceFor(sentences[rank].lang)) rank += 1;
    if (rank >= sentences.length) {
      finish();
      return;
    }
    const { text, lang } = sentences[rank];
    const utterance = new SpeechSynthesisUtterance(text.replace(/[\s·]+/g, " ").trim());
    utterance.lang = lang;
    utterance.voice = voiceFor(lang);
    utterance.rate = RATE;
    utterance.onend = () => {
      if (reading !== utterance) return;
      mark(false);
      rank += 1;
      say();
    };
    utterance.onerror = () => {
      if (reading === utterance) finish();
    };
    reading = utterance;
    mark(true);
    follow();
    synth.speak(utterance);
  };

  // Pausing by itself is lost on many phones: the sentence is said again from its beginning.
  play.addEventListener("click", () => {
    if (reading) {
      hush();
      show(play.dataset.resume, true);
      return;
    }
    if (!sentences.length) gather();
    show(play.dataset.pause, true);
    say();
  });
  stop.addEventListener("click", finish);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && reading) finish();
  });
  window.addEventListener("pagehide", finish);
};

const offer = () => {
  if (controls.hidden && voiceFor(document.documentElement.lang)) controls.hidden = false;
};

if (controls && synth && window.SpeechSynthesisUtterance) {
  listen();
  offer();
  synth.addEventListener?.("voiceschanged", offer);
}
