// The three numbers on another site: a <div data-visits-embed> and this script are all it needs.
(() => {
  const origin = new URL(document.currentScript.src).origin;
  const WORDS = {
    vi: ['Thống kê truy cập', { online: 'Đang online', today: 'Hôm nay', total: 'Đã truy cập' }, 'Chưa đọc được số liệu lúc này.'],
    en: ['Visits', { online: 'Online', today: 'Today', total: 'Total visits' }, 'The numbers are not available just now.'],
  };

  function make(name, text, style) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    Object.assign(element.style, style);
    return element;
  }

  function draw(place) {
    const language = (place.lang || document.documentElement.lang).startsWith('en') ? 'en' : 'vi';
    const [heading, labels, sorry] = WORDS[language];
    const list = make('dl', '', { margin: '0' });
    const numbers = {};
    for (const [name, label] of Object.entries(labels)) {
      const row = make('div', '', { display: 'flex', justifyContent: 'space-between', gap: '1em' });
      numbers[name] = make('dd', '…', { flex: '1', margin: '0', textAlign: 'end', fontWeight: '700', fontVariantNumeric: 'tabular-nums' });
      row.append(make('dt', label), numbers[name]);
      list.append(row);
    }
    const section = make('section', '', { maxWidth: '24em' });
    section.setAttribute('aria-label', heading);
    section.lang = language;
    const note = make('p', sorry, { margin: '0' });
    note.hidden = true;
    section.append(make('p', heading, { margin: '0 0 0.25em', fontWeight: '700' }), list, note);
    place.replaceChildren(section);
    return { numbers, list, note, format: new Intl.NumberFormat(language) };
  }

  async function fill({ numbers, list, note, format }) {
    const answer = await fetch(`${origin}/ba-con-so/doc/`).catch(() => null);
    const isKnown = answer?.ok || numbers.total.textContent !== '…';
    list.hidden = !isKnown;
    note.hidden = isKnown;
    if (!answer?.ok) return;
    // Read as text: a number beyond 2^53 would lose digits as JSON.
    const text = await answer.text();
    for (const [name, element] of Object.entries(numbers)) {
      const count = text.match(`"${name}": ?(\\d+)`);
      if (count) element.textContent = format.format(BigInt(count[1]));
    }
  }

  function start() {
    for (const place of document.querySelectorAll('[data-visits-embed]')) {
      const block = draw(place);
      fill(block);
      setInterval(() => document.visibilityState === 'visible' && fill(block), 4 * 60_000);
    }
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
