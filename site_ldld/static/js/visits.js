// Counts this page once shown, and fills every visit block. Totals may pass 2^53.
const all = (name, inside = document) => [...inside.querySelectorAll(`[data-visits${name}]`)];
const format = new Intl.NumberFormat(document.documentElement.lang);
const page = +all('')[0]?.dataset.page || null;
let isNew;

// A random number, kept for 30 minutes after its last use.
function reader() {
  if (navigator.globalPrivacyControl) return;
  try {
    let [id, used] = (localStorage.visit || '').split(' ');
    isNew = !/^[0-9a-f]{16}$/.test(id) || Math.abs(Date.now() - used) >= 18e5;
    if (isNew) id = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, 0)).join('');
    localStorage.visit = `${id} ${Date.now()}`;
    return id;
  } catch {}
}

async function send(kind) {
  const body = JSON.stringify({ page, reader: reader(), kind });
  const answer = await fetch('/analytics/visit/', { method: 'POST', body, keepalive: true }).catch(() => {});
  if (!answer?.ok) return;
  const text = await answer.text();
  for (const block of all('')) {
    for (const number of all('-number', block)) {
      const count = text.match(`"${number.dataset.visitsNumber}": (\\d+)`);
      if (count) number.textContent = format.format(BigInt(count[1]));
    }
    all('-staff', block)[0].hidden = !text.includes('staff');
    if (isNew) all('-status', block)[0].textContent = block.querySelector('dl')?.innerText;
  }
}

function whenShown(run) {
  if (document.visibilityState == 'visible' && !document.prerendering) return run();
  const again = () => whenShown(run);
  document.addEventListener(document.prerendering ? 'prerenderingchange' : 'visibilitychange', again, { once: true });
}

const view = () => whenShown(() => send('view'));
view();
addEventListener('pageshow', (event) => event.persisted && view());
setInterval(() => document.visibilityState == 'visible' && send('alive'), 24e4);
