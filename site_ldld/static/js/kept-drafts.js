// In the admin's editors: keeps in the browser what the server does not have yet, under a key that
// the server gives to this account alone, and offers it after a crash, a closed tab, a dead server.
// Each tab keeps its own: two new articles in one section have the same address. What a button
// sends is kept under a name that goes along; the server names those that it has stored.
const PREFIX = 'ldld-draft:';
const KEPT_FOR = 7 * 24 * 3600 * 1000;
const PAUSE = 1000;
// Milliseconds: until Wagtail has looked at what was there, and until it sees what was typed.
const FIRST_LOOK = 5000;
const UNSEEN = 1500;
// A little more than rich text takes to reach its field (Draftail's stateSaveInterval).
const WRITTEN = 300;
// The entry that this tab is sending, for the page that answers.
const SENDING = 'ldld-sending';
const begunAt = window.location.pathname;
const tab = crypto.randomUUID?.() ?? '';
const CHANGES_BY_ITSELF = /^(csrfmiddlewaretoken|kept_draft$|loaded_revision_|next$|comments-|comment_notifications|is_editing|revision_)/;
const form = document.querySelector('form[data-edit-form]:not(:has([type=password]))');
let words = {};
let account = '';
let key = null;
let changed = 0;
// When what is on its way to the server was written, and what it has.
let saving = 0;
let saved = 0;
let timer = 0;
let isSent = false;
// What is kept or on the server, and what is on its way there by itself.
let safe = '';
let autosaved = '';
let turn = 0;

const placeOf = (path) => `${PREFIX}${account}:${path}`;
const name = (path = window.location.pathname) => `${placeOf(path)}:${tab}`;
const lockOf = (entry) => `${PREFIX}${entry.slice(entry.lastIndexOf(':') + 1)}`;
const read = (entry) => JSON.parse(localStorage.getItem(entry) ?? 'null');
const toBase64 = (bytes) => {
  let letters = '';
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
};
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const fields = () => [...new FormData(form)].filter(([field, value]) => typeof value === 'string' && field !== 'csrfmiddlewaretoken');
const essence = (pairs) => JSON.stringify(pairs.filter(([field]) => !CHANGES_BY_ITSELF.test(field)));

// `sent` names what is being sent: the server says by it whether it has been stored.
async function keep(sent) {
  clearTimeout(timer);
  const written = essence(fields());
  if (!sent && written === safe) return;
  safe = written;
  turn += 1;
  const mine = turn;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = new TextEncoder().encode(JSON.stringify(fields()));
  const locked = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data));
  // Stored meanwhile, or written anew.
  if (mine !== turn) return;
  try {
    localStorage.setItem(name(), JSON.stringify({ at: Date.now(), sent, iv: toBase64(iv), data: toBase64(locked) }));
  } catch {
    say(words.full);
  }
}

async function opened(kept) {
  const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(kept.iv) }, key, fromBase64(kept.data));
  return JSON.parse(new TextDecoder().decode(data));
}

function touch() {
  changed = Date.now();
  clearTimeout(timer);
  timer = setTimeout(() => keep(), PAUSE);
}

function forgetOld(stored) {
  for (const each of Object.keys(localStorage).filter((entry) => entry.startsWith(PREFIX))) {
    const { at, sent } = read(each);
    if (stored.includes(sent) || !(Date.now() - at < KEPT_FOR)) localStorage.removeItem(each);
  }
}

// Saying

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function say(text, ...buttons) {
  const before = [...form.querySelectorAll('[data-kept-note]')].find((note) => note.firstChild.textContent === text);
  if (before && !buttons.length) return before;
  const note = element('div', { className: 'help-block help-warning', role: 'status' }, element('p', { textContent: text }));
  note.dataset.keptNote = '';
  for (const [label, act] of buttons) {
    const button = element('button', { type: 'button', className: 'button button-small', textContent: label });
    button.addEventListener('click', () => act(note));
    note.append(button, ' ');
  }
  form.prepend(note);
  return note;
}

// The words of a kept form, without what only the form needs.
function textOf(pairs) {
  const texts = pairs.filter(([, value]) => value.includes(' ')).map(([, value]) => {
    try {
      const { blocks, data } = JSON.parse(value);
      return blocks?.map(({ text }) => text).join('\n') ?? data?.map((row) => row.join(' | ')).join('\n') ?? '';
    } catch {
      return value;
    }
  });
  return texts.filter(Boolean).join('\n\n');
}

function show(pairs, note) {
  note.querySelector('textarea')?.remove();
  note.append(element('textarea', { readOnly: true, rows: 12, value: textOf(pairs), ariaLabel: words.look }));
}

async function restore(entry, pairs, note) {
  const body = new FormData();
  for (const [field, value] of pairs) body.append(field, value);
  for (const field of form.querySelectorAll('[name=csrfmiddlewaretoken], [name^=loaded_revision_]')) body.set(field.name, field.value);
  const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } }).catch(() => null);
  const result = await answer?.json().catch(() => null);
  if (!result?.success) {
    show(pairs, note);
    note.querySelector('p').textContent = words.refused.replace('%s', result?.error_message ?? '');
    return;
  }
  localStorage.removeItem(entry);
  // What is typed after this has been stored is asked about as ever.
  form.removeAttribute('data-w-unsaved-confirmation-value');
  window.location.assign(result.url ?? window.location.pathname);
}

// Which version the fields of a form were written on.
function versionOf(pairs) {
  return JSON.stringify(pairs.filter(([field]) => field.startsWith('loaded_revision_')));
}

async function offer(entry, present) {
  const kept = read(entry);
  const pairs = kept && await opened(kept).catch(() => null);
  if (!pairs || essence(pairs) === essence(present)) { localStorage.removeItem(entry); return; }
  const moment = new Date(kept.at).toLocaleString('vi-VN', { hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric' });
  const isOlder = versionOf(pairs) !== versionOf(present);
  say((isOlder ? words.kept_older : words.kept).replace('%s', moment),
    [isOlder ? words.restore_anyway : words.restore, (note) => restore(entry, pairs, note)],
    [words.look, (note) => show(pairs, note)],
    [words.drop, (note) => { localStorage.removeItem(entry); note.remove(); }]);
}

// What another open tab keeps is that tab's: it is offered where the tab is gone.
async function offerWhatIsLeft() {
  const place = placeOf(begunAt);
  const present = fields();
  const isLeft = (entry) => entry !== name() && (entry === place || entry.startsWith(`${place}:`));
  const entries = Object.keys(localStorage).filter(isLeft);
  await Promise.all(entries.map((entry) => {
    const show = () => offer(entry, present);
    // A page that is being left lets go of its lock a moment after the next has begun.
    return navigator.locks?.request(lockOf(entry), { signal: AbortSignal.timeout(2000) }, show).catch(() => {}) ?? show();
  }));
}

// `session` is what the server says of who is signed in; `said` are the words of this page.
export async function begin(session, said) {
  words = said;
  account = session.account;
  if (!crypto.subtle) { say(words.insecure); return; }
  key = await crypto.subtle.importKey('raw', fromBase64(session.key), 'AES-GCM', false, ['encrypt', 'decrypt']);
  forgetOld(session.stored);
  if (form.dataset.wUnsavedForceValue === 'true') await keepRefused();
  else safe = essence(fields());
  offerWhatIsLeft();
  navigator.locks?.request(lockOf(name()), () => new Promise(() => {}));
  for (const event of ['input', 'change', 'keyup', 'paste', 'drop']) form.addEventListener(event, touch, true);
  if (changed) touch();
}

// What the server refused is shown again, is on no server, and takes the place of what was sent.
async function keepRefused() {
  changed = Date.now();
  await keep();
  localStorage.removeItem(sessionStorage.getItem(SENDING));
}

// What the server has is not kept; a new article that is stored has another address.
async function forgetWhatIsStored() {
  saved = saving;
  if (!key) return;
  safe = autosaved;
  if (essence(fields()) !== autosaved) await keep();
  else {
    turn += 1;
    localStorage.removeItem(name());
  }
  if (begunAt !== window.location.pathname) localStorage.removeItem(name(begunAt));
}

function remember() {
  changed = Date.now();
  // Wagtail takes what is typed in the first two seconds for what was there.
  if (performance.now() < FIRST_LOOK) form.setAttribute('data-w-unsaved-force-value', 'true');
}

// Keeps what is about to be sent, which may never arrive.
export async function keepForSending() {
  if (!key || !changed) return;
  const field = form.elements.kept_draft ?? element('input', { type: 'hidden', name: 'kept_draft' });
  field.value = crypto.randomUUID();
  form.append(field);
  sessionStorage.setItem(SENDING, name());
  await keep(field.value);
}

function send(event) {
  if (!event.defaultPrevented) isSent = true;
}

if (form) {
  for (const event of ['input', 'keyup']) form.addEventListener(event, remember, true);
  form.addEventListener('w-autosave:save', () => {
    saving = Date.now() - WRITTEN;
    autosaved = essence(fields());
  });
  form.addEventListener('w-autosave:success', forgetWhatIsStored);
  // It also takes for stored what was typed while the server was storing.
  form.addEventListener('w-unsaved:clear', () => {
    if (changed > saved) form.setAttribute('data-w-unsaved-force-value', 'true');
  });
  form.addEventListener('submit', send);
  window.addEventListener('pageshow', () => { isSent = false; });
  // The last letters have not reached the server, and maybe not even their field.
  window.addEventListener('beforeunload', (event) => {
    if (!isSent && changed > saved && Date.now() - changed < UNSEEN) event.preventDefault();
  });
}
