// Counts the page once it is shown. Totals may pass 2^53.
const all = (name) => [...document.querySelectorAll(`[data-visits${name}]`)];
const format = new Intl.NumberFormat(document.documentElement.lang);
const page = +all('')[0]?.dataset.page || null;
let isNew, sent, timer;

// Random, kept for 30 minutes after its last use. Tabs opened at once agree on one.
async function reader() {
  if (navigator.globalPrivacyControl) return;
  try {
    let [id, used] = (localStorage.visit || '').split(' ');
    isNew = id.length != 16 || !(Math.abs(Date.now() - used) < 18e5);
    if (isNew) {
      const [random] = crypto.getRandomValues(new BigUint64Array(1));
      if (used || !id) localStorage.visit = random.toString(16).padStart(16, 0);
      await new Promise((done) => setTimeout(done, 250));
      [id] = localStorage.visit.split(' ');
    }
    localStorage.visit = `${id} ${Date.now()}`;
    return id;
  } catch {}
}

async function send(kind) {
  clearTimeout(timer);
  timer = setTimeout(whenShown, 24e4, () => send(Date.now() - sent < 18e5 ? 'alive' : 'view'));
  sent = Date.now();
  const body = JSON.stringify({ page, reader: await reader(), kind });
  try {
    const text = await (await fetch('/analytics/visit/', { method: 'POST', body, keepalive: true })).text();
    for (const number of all('-number')) {
      const [, count] = text.match(`"${number.dataset.visitsNumber}": (\\d+)`);
      number.textContent = format.format(BigInt(count));
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

const view = () => whenShown(() => send('view'));
view();
addEventListener('pageshow', (event) => event.persisted && view());
