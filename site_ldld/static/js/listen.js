// Reads an article aloud with a voice of the reader's own device. Loaded by the first press of the
// button, which site.js offers where such a voice exists.
const language = document.documentElement.lang;
const LONGEST = 200; // letters; some voices fall silent in the middle of longer pieces
const ALOUD = 'h1, .article__lead, .prose :is(p, h2, h3, li, figcaption)';
const SILENT = '.table, .gallery, .attachments, .visits, .video, li li';

const bar = document.querySelector('[data-listen-bar]');
const [toggle, progress, part, stop] = ['toggle', 'progress', 'part', 'stop'].map((name) => bar.querySelector(`[data-listen-${name}]`));
const pieces = [...document.querySelectorAll(ALOUD)].filter((element) => !element.closest(SILENT)).flatMap((element) =>
  inPieces(element.textContent).map((text) => ({ element, text })));
let place = 0, current = null, button;

function inPieces(text) {
  return text.trim().split(/(?<=[.!?…;:])\s+/).filter(Boolean).flatMap((sentence) =>
    sentence.length > LONGEST ? sentence.split(/(?<=,)\s+/) : [sentence]);
}

function voice() {
  const ours = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith(language));
  return ours.find(({ localService }) => localService) ?? ours[0];
}

function mark(element) {
  for (const marked of document.querySelectorAll('.is-read-aloud')) marked.classList.remove('is-read-aloud');
  element?.classList.add('is-read-aloud');
}

function tell() {
  const share = place / pieces.length;
  progress.value = share;
  part.textContent = `${Math.round(share * 100)} %`;
  toggle.textContent = toggle.dataset[current ? 'pause' : 'resume'];
}

function speak() {
  const spoken = new SpeechSynthesisUtterance(pieces[place].text);
  spoken.lang = language;
  spoken.voice = voice();
  spoken.onend = () => {
    if (spoken !== current) return;
    place += 1;
    if (place < pieces.length) speak();
    else end();
  };
  spoken.onerror = () => { if (spoken === current) pause(); };
  current = spoken;
  mark(pieces[place].element);
  tell();
  speechSynthesis.speak(spoken);
}

// Not speechSynthesis.pause(), which phones take for the end. The piece at hand is read again.
function pause() {
  current = null;
  speechSynthesis.cancel();
  tell();
}

function end() {
  pause();
  place = 0;
  mark(null);
  bar.hidden = true;
  button.focus();
}

toggle.addEventListener('click', () => { if (current) pause(); else speak(); });
stop.addEventListener('click', end);
addEventListener('pagehide', () => speechSynthesis.cancel());

// Begin, or begin anew; the focus returns to `pressed` at the end.
export function listen(pressed) {
  button = pressed;
  pause();
  place = 0;
  bar.hidden = false;
  speak();
  toggle.focus();
}
