// In the admin's editors: rich text reaches its field a quarter of a second after it is drawn
// (Draftail's stateSaveInterval), so a button that sends the form sooner waits until it is there.
const WRITTEN = 500;
let touched = -Infinity;

function touch(event) {
  if (!event.target.closest?.('[class*=Draftail]')) return;
  const drawn = () => { touched = performance.now(); };
  drawn();
  setTimeout(drawn);
}

for (const name of ['keydown', 'beforeinput', 'input', 'compositionend', 'paste', 'cut', 'drop', 'click']) {
  document.addEventListener(name, touch, true);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[type=submit], input[type=submit]');
  const wait = touched + WRITTEN - performance.now();
  if (!button || wait <= 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => button.click(), wait);
}, true);
