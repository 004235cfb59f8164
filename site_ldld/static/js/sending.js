// In the admin's editors, a button that sends the form waits until all of it has arrived:
// rich text reaches its field a quarter of a second after it is drawn (Draftail's
// stateSaveInterval), and an autosave on its way must have its answer, which tells the form where
// the article is stored. Sent beside it, a new article would be stored twice.
const WRITTEN = 500;
const ANSWERED = 20_000;
const SENT = 30_000;
let touched = -Infinity;
let saving = -Infinity;
let sent = -Infinity;
let waiting = null;

const isWithin = (since, span) => performance.now() - since < span;
const isWhole = () => !isWithin(touched, WRITTEN) && !isWithin(saving, ANSWERED);

function touch(event) {
  if (!event.target.closest?.('[class*=Draftail]')) return;
  const drawn = () => { touched = performance.now(); };
  drawn();
  setTimeout(drawn);
}

for (const name of ['keydown', 'beforeinput', 'input', 'compositionend', 'paste', 'cut', 'drop', 'click']) {
  document.addEventListener(name, touch, true);
}

document.addEventListener('w-autosave:save', (event) => {
  // What is about to be sent needs no autosave beside it.
  if (waiting || isWithin(sent, SENT)) event.preventDefault();
  else saving = performance.now();
}, true);

for (const end of ['success', 'error']) {
  document.addEventListener(`w-autosave:${end}`, () => { saving = -Infinity; }, true);
}

document.addEventListener('submit', (event) => {
  const isEditor = event.target.matches('[data-controller~="w-autosave"]');
  if (isEditor && !event.defaultPrevented) sent = performance.now();
});

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[type=submit], input[type=submit]');
  if (!button || (!waiting && isWhole())) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!waiting) waitToSend(button);
}, true);

function waitToSend(button) {
  waiting = button;
  button.ariaBusy = 'true';
  const look = setInterval(() => {
    if (!isWhole()) return;
    clearInterval(look);
    waiting = null;
    button.ariaBusy = null;
    button.click();
  }, 50);
}
