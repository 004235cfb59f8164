// In the admin's forms: says at once what a paste cannot bring along, and offers to convert old fonts.
const script = document.querySelector('script[data-font-check]');
const words = JSON.parse(script.dataset.words);
// Letters of TCVN3 and VNI that stand beside Latin ones; the server judges what this suspects.
const SUSPECT = /[A-Za-z][¡-¿ÆÐÖ×ØÞßæðö÷øþ­]|[¡-¿­][A-Za-z]|[aeouyAEOUYôöÔÖ][øõûùïâêåäãàáèéëúü]|ñ[aoueiyöôăâ]/u;

function note(field, text, ...actions) {
  field.parentElement.querySelector('[data-paste-note]')?.remove();
  const box = document.createElement('div');
  box.dataset.pasteNote = '';
  box.className = 'help-block help-warning';
  box.setAttribute('role', 'status');
  const said = document.createElement('p');
  said.textContent = text;
  box.append(said);
  for (const [label, act] of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-small';
    button.textContent = label;
    button.addEventListener('click', () => { box.remove(); act(); });
    box.append(button, ' ');
  }
  field.after(box);
  return box;
}

function insert(target, { text, html }) {
  target.focus();
  if (target.matches('input, textarea')) {
    target.setRangeText(text, target.selectionStart, target.selectionEnd, 'end');
    // The address follows the title by its keys.
    for (const name of ['input', 'keyup']) target.dispatchEvent(new Event(name, { bubbles: true }));
    return;
  }
  const data = new DataTransfer();
  data.setData('text/plain', text);
  if (html) data.setData('text/html', html);
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  event.isOurs = true;
  target.dispatchEvent(event);
}

async function offer(field, target, pasted) {
  const answer = await fetch(script.dataset.fontCheck, {
    method: 'POST',
    headers: { 'X-CSRFToken': JSON.parse(document.getElementById('wagtail-config').textContent).CSRF_TOKEN },
    body: new URLSearchParams(pasted),
  }).catch(() => null);
  const found = answer?.ok ? await answer.json() : {};
  if (!found.encoding) { insert(target, pasted); return; }
  const example = found.changes.slice(0, 3).map(([before, after]) => `${before} → ${after}`).join(', ');
  const box = note(field, words.font.replace('%s', found.encoding).replace('%e', example),
    [words.convert, () => insert(target, found)],
    [words.keep, () => insert(target, pasted)]);
  box.querySelector('button').focus();
}

document.addEventListener('paste', (event) => {
  const target = event.target.closest?.('[contenteditable=true], input[type=text], textarea');
  if (!target || event.isOurs || !event.clipboardData) return;
  const field = target.closest('.Draftail-Editor__wrapper, .w-field__input') ?? target;
  const text = event.clipboardData.getData('text/plain');
  const html = event.clipboardData.getData('text/html');
  if (SUSPECT.test(text)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    offer(field, target, { text, html });
    return;
  }
  if (!target.isContentEditable) return;
  const pasted = new DOMParser().parseFromString(html, 'text/html');
  const lost = [];
  if (pasted.querySelector('table')) lost.push(words.table);
  if (pasted.querySelector('img') || [...event.clipboardData.files].some((file) => file.type.startsWith('image/'))) lost.push(words.picture);
  if (lost.length) note(field, lost.join(' '));
}, true);
