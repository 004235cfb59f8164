// Counts the page once it is shown.
const all = (name) => [...document.querySelectorAll(`[data-visits${name}]`)];
const page = +all('')[0]?.dataset.page || null;
let isNew, sent, timer;

const result = (request) => new Promise((done, reject) => {
  request.onsuccess = () => done(request.result);
  request.onerror = reject;
});

// Kept for 30 minutes after last use. Tabs take turns.
async function reader() {
  if (navigator.globalPrivacyControl) return;
  try {
    const request = indexedDB.open('visits');
    request.onupgradeneeded = () => request.result.createObjectStore('');
    const store = (await result(request)).transaction('', 'readwrite').objectStore('');
    let [id, used] = await result(store.get(0)) || [];
    isNew = !(Math.abs(Date.now() - used) < 18e5);
    if (isNew) id = crypto.getRandomValues(new Uint8Array(16)).map((n) => n % 10).join('');
    await result(store.put([id, Date.now()], 0));
    request.result.close();
    return id;
  } catch {}
}

async function send() {
  const kind = Date.now() - sent < 18e5 ? 'alive' : 'view';
  sent = Date.now();
  clearTimeout(timer);
  timer = setTimeout(whenShown, 24e4, send);
  const body = JSON.stringify({ page, reader: await reader(), kind });
  try {
    const text = await (await fetch('/analytics/visit/', { method: 'POST', body, keepalive: true })).text();
    for (const number of all('-number')) {
      const count = text.match(`"${number.dataset.visitsNumber}": (\\d+)`)[1];
      number.textContent = BigInt(count).toLocaleString(document.documentElement.lang);
    }
    for (const note of all('-staff')) note.hidden = !text.includes('staff');
    const status = all('-status').at(-1);
    if (isNew) status.textContent = status.previousElementSibling.innerText;
  } catch {}
}

function whenShown(run) {
  if (document.hidden) document.addEventListener('visibilitychange', run, { once: true });
  else run();
}

whenShown(send);
addEventListener('pageshow', ({ persisted }) => persisted && whenShown(send, sent = 0));
