// Counts this page once it is shown, and fills every visit block with the answer.
const blocks = document.querySelectorAll('[data-visits]');
const format = new Intl.NumberFormat(document.documentElement.lang);
const page = Number(document.querySelector('[data-visits][data-page]')?.dataset.page) || null;
const KEPT = 30 * 60_000;

// A random number that lives in the browser for 30 minutes after its last use.
function reader() {
  if (navigator.globalPrivacyControl) return undefined;
  try {
    const [kept, used] = (localStorage.visit || '').split(' ');
    const alive = /^[0-9a-f]{16}$/.test(kept) && Math.abs(Date.now() - used) < KEPT;
    const id = alive ? kept
      : Array.from(crypto.getRandomValues(new Uint8Array(8)), (n) => n.toString(16).padStart(2, '0')).join('');
    localStorage.visit = `${id} ${Date.now()}`;
    return id;
  } catch {
    return undefined;
  }
}

async function send(kind) {
  const answer = await fetch('/analytics/visit/', {
    method: 'POST',
    body: JSON.stringify({ page, reader: reader(), kind }),
    keepalive: true,
  }).catch(() => null);
  if (!answer?.ok) return;
  const counts = await answer.json();
  for (const block of blocks) {
    for (const number of block.querySelectorAll('[data-visits-number]')) {
      const count = counts[number.dataset.visitsNumber];
      if (count !== undefined) number.textContent = format.format(count);
    }
    block.querySelector('[data-visits-staff]').hidden = !counts.staff;
  }
}

function whenShown(run) {
  if (document.visibilityState === 'visible' && !document.prerendering) return run();
  const wait = () => {
    if (document.visibilityState !== 'visible' || document.prerendering) return;
    document.removeEventListener('visibilitychange', wait);
    document.removeEventListener('prerenderingchange', wait);
    run();
  };
  document.addEventListener('visibilitychange', wait);
  document.addEventListener('prerenderingchange', wait);
}

whenShown(() => send('view'));
addEventListener('pageshow', (event) => event.persisted && whenShown(() => send('view')));
setInterval(() => document.visibilityState === 'visible' && send('alive'), 4 * 60_000);
