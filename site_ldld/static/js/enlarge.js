// Shows a photo as large as the screen, and the others of its gallery with it: by buttons, arrow
// keys and swipes. Loaded by the first click on a photo (site.js).
const isVietnamese = document.documentElement.lang === 'vi';
const words = isVietnamese
  ? { name: 'Xem ảnh', close: 'Đóng', previous: 'Ảnh trước', next: 'Ảnh sau' }
  : { name: 'Photo', close: 'Close', previous: 'Previous photo', next: 'Next photo' };
const SWIPE = 40; // px
const MARKS = { close: 'm5 5 14 14M19 5 5 19', previous: 'm15 5-7 7 7 7', next: 'm9 5 7 7-7 7' };

let links, place, from;

function button(name, action) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `viewer__${name}`;
  element.setAttribute('aria-label', words[name]);
  element.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${MARKS[name]}"/></svg>`;
  element.addEventListener('click', action);
  return element;
}

function show(number) {
  place = (number + links.length) % links.length;
  const photo = links[place].querySelector('picture').cloneNode(true);
  for (const element of photo.children) {
    if (element.sizes) element.sizes = '100vw';
    element.removeAttribute('loading');
  }
  const caption = document.createElement('figcaption');
  caption.append(...(links[place].parentElement.querySelector('figcaption')?.cloneNode(true).childNodes ?? []));
  figure.replaceChildren(photo, caption);
}

const dialog = document.createElement('dialog');
const figure = document.createElement('figure');
const ways = [button('previous', () => show(place - 1)), button('next', () => show(place + 1))];
dialog.className = 'viewer';
dialog.setAttribute('aria-label', words.name);
figure.className = 'viewer__figure';
figure.setAttribute('aria-live', 'polite');
dialog.append(figure, ...ways, button('close', () => dialog.close()));
document.body.append(dialog);

dialog.addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowLeft') show(place - 1);
  if (key === 'ArrowRight') show(place + 1);
});
dialog.addEventListener('click', ({ target }) => {
  if (target === dialog) dialog.close();
});
dialog.addEventListener('close', () => from.focus());

let start = null;
figure.addEventListener('pointerdown', (event) => { start = event.isPrimary ? event : null; });
figure.addEventListener('pointerup', (event) => {
  if (!start?.isPrimary || !event.isPrimary) return;
  const [right, down] = [event.clientX - start.clientX, event.clientY - start.clientY];
  if (Math.abs(right) > Math.max(SWIPE, Math.abs(down))) show(place - Math.sign(right));
});

// Open the photo of `link`, with those beside it.
export function enlarge(link) {
  const gallery = link.closest('[data-gallery]');
  links = gallery ? [...gallery.querySelectorAll('[data-enlarge]')] : [link];
  from = link;
  for (const way of ways) way.hidden = links.length === 1;
  show(links.indexOf(link));
  dialog.showModal();
}
