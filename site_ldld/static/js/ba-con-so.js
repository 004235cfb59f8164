// Counts the page once it is shown, and says every four minutes that a person is there.
const all = (selector) => [...document.querySelectorAll(selector)];
const page = +all('[data-visits]')[0]?.dataset.page || null;
let isNew, isDue, isAttended, timer, sent = 0, wait = 500;

const result = (request) => new Promise((done, reject) => {
  request.onsuccess = () => done(request.result);
  request.onerror = reject;
});

// A number with the time of its last use, or nothing after 30 minutes.
const living = (kept) => Math.abs(Date.now() - kept?.[1]) < 18e5 && kept;

// Tabs take turns.
async function ofBrowser(mine) {
  const request = indexedDB.open('visits');
  request.onupgradeneeded = () => request.result.createObjectStore('');
  const store = (await result(request)).transaction('', 'readwrite').objectStore('');
  const kept = living(await result(store.get(0))) || mine;
  await result(store.put([kept[0], Date.now()], 0));
  request.result.close();
  return kept;
}

// The browser's number, or the tab's for who asks for privacy or gets none in two seconds.
async function reader() {
  let kept, made;
  try { kept = living(JSON.parse(sessionStorage.visits)); } catch {}
  kept ||= made = [crypto.getRandomValues(new Uint8Array(16)).map((n) => n % 10).join('')];
  const late = new Promise((done) => setTimeout(done, 2e3));
  try { kept = !navigator.globalPrivacyControl && await Promise.race([ofBrowser(kept), late]) || kept; } catch {}
  isNew ||= kept == made;
  try {
    sessionStorage.visits = JSON.stringify([kept[0], Date.now()]);
    return kept[0];
  } catch {}
}

async function send() {
  clearTimeout(timer);
  isDue = isAttended = false;
  const now = Date.now(), kind = now - sent < 18e5 ? 'alive' : 'view';
  try {
    const body = JSON.stringify({ page, reader: await reader(), kind });
    const answer = await fetch('/ba-con-so/ghi/', { method: 'POST', body, keepalive: true, signal: AbortSignal.timeout(1e4) });
    if (answer.status > 499) throw answer;
    show(await answer.text());
    sent = now;
    wait = 500;
    timer = setTimeout(() => attend(isDue = true, isAttended || isHeard()), 24e4);
  } catch {
    wait = Math.min(2 * wait, 6e4);
    timer = setTimeout(whenShown, wait, send);
  }
}

function show(text) {
  for (const number of all('[data-visits-number]')) {
    const count = text.match(`"${number.dataset.visitsNumber}": (\\d+)`);
    if (count) number.textContent = BigInt(count[1]).toLocaleString(document.documentElement.lang);
  }
  for (const note of all('[data-visits-staff]')) note.hidden = !text.includes('staff');
  const status = all('[data-visits-status]').at(-1);
  if (isNew && status) status.textContent = status.previousElementSibling.innerText;
  isNew = false;
}

const isHeard = () => window.speechSynthesis?.speaking || all('audio,video').some((each) => !each.paused && !each.muted);

function attend(event, isPerson = true) {
  isAttended = isPerson;
  if (isDue && isPerson && !document.hidden) send();
}

function whenShown(run) {
  if (document.hidden) document.addEventListener('visibilitychange', run, { once: true });
  else run();
}

for (const sign of ['scroll', 'keydown', 'pointermove', 'pointerdown', 'play', 'visibilitychange']) document.addEventListener(sign, attend, true);
whenShown(send);
addEventListener('pageshow', ({ persisted }) => persisted && whenShown(send, sent = 0));
