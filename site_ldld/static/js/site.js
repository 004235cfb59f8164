// What every page has: dates that only a reader's clock knows, the reader's choices of letters and
// contrast, and what an article offers besides its text. No module: it runs before anything is
// painted, so that nothing changes its size before the reader's eyes.
(() => {
// Dates: today in the header, "5 phút trước" beside new articles.
// They read as format_date and format_relative of articles/vietnamese/dates.py write them; days
// are those of Viet Nam, wherever the reader is.
const isVietnamese = document.documentElement.lang === 'vi';
const timeZone = 'Asia/Ho_Chi_Minh';
const MINUTE = 60_000; // ms
const DAY = 24 * 60 * MINUTE;
// Minutes that are still said in hours, also past midnight.
const STILL_COUNTED_IN_HOURS = 12 * 60;

// Swedish writes dates as ISO does: 2026-09-01.
const isoDate = new Intl.DateTimeFormat('sv', { timeZone });
const clock = new Intl.DateTimeFormat('sv', { timeZone, hour: '2-digit', minute: '2-digit' });
const longDate = new Intl.DateTimeFormat(isVietnamese ? 'vi' : 'en-GB', {
  timeZone, weekday: 'long', day: 'numeric', month: isVietnamese ? 'numeric' : 'long', year: 'numeric',
});
// Vietnamese has no plural forms; English has two.
const words = isVietnamese
  ? { now: 'vừa xong', minute: (n) => `${n} phút trước`, hour: (n) => `${n} giờ trước`, yesterday: 'Hôm qua' }
  : { now: 'just now', minute: (n) => `${n} ${n === 1 ? 'minute' : 'minutes'} ago`, hour: (n) => `${n} ${n === 1 ? 'hour' : 'hours'} ago`, yesterday: 'Yesterday' };

function dateInWords(moment) {
  const { weekday, day, month, year } = Object.fromEntries(longDate.formatToParts(moment).map(({ type, value }) => [type, value]));
  return isVietnamese
    ? `${weekday}, ${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`
    : `${weekday}, ${day} ${month} ${year}`;
}

function sinceInWords(moment, now) {
  const minutes = Math.floor((now - moment) / MINUTE);
  const days = (Date.parse(isoDate.format(now)) - Date.parse(isoDate.format(moment))) / DAY;
  if (minutes < 0 || days > 1) return dateInWords(moment);
  if (days === 1 && minutes >= STILL_COUNTED_IN_HOURS) return `${words.yesterday}, ${clock.format(moment)}`;
  if (minutes < 1) return words.now;
  return minutes < 60 ? words.minute(minutes) : words.hour(Math.floor(minutes / 60));
}

function tellDates() {
  const now = new Date();
  for (const today of document.querySelectorAll('[data-today]')) {
    today.textContent = dateInWords(now);
  }
  for (const time of document.querySelectorAll('time[data-relative]')) {
    // What the page itself said, to the minute, stays at hand.
    time.title ||= time.textContent;
    time.textContent = sinceInWords(new Date(time.dateTime), now);
  }
}

// Letters and contrast, kept in the browser.
const SMALLEST = -1;
const LARGEST = 3;
const CHOICES = ['textSize', 'contrast'];
const choices = document.documentElement.dataset;

function recallChoices() {
  try {
    for (const name of CHOICES) if (localStorage[name]) choices[name] = localStorage[name];
  } catch { /* the browser keeps nothing for this site */ }
}

function choose(name, value) {
  choices[name] = value;
  try { localStorage[name] = value; } catch { /* kept for this page only */ }
  showChoices();
}

function showChoices() {
  const size = Number(choices.textSize ?? 0);
  for (const button of document.querySelectorAll('[data-size-step]')) {
    const step = Number(button.dataset.sizeStep);
    const isUseless = step === 0 ? size === 0 : size === (step < 0 ? SMALLEST : LARGEST);
    button.setAttribute('aria-disabled', isUseless);
  }
  for (const button of document.querySelectorAll('[data-contrast-switch]')) {
    button.setAttribute('aria-pressed', choices.contrast === 'high');
  }
}

function changeSize({ dataset }) {
  const step = Number(dataset.sizeStep);
  const size = step === 0 ? 0 : Number(choices.textSize ?? 0) + step;
  choose('textSize', Math.min(Math.max(size, SMALLEST), LARGEST));
}

// Copying, sharing, reading aloud, large photos.
async function copy(button) {
  const { copy: address, done } = button.dataset;
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    // No permission, or no https: the reader copies it from here.
    prompt(button.textContent.trim(), address);
    return;
  }
  const label = button.querySelector('[data-label]');
  const usual = label.textContent;
  if (usual === done) return;
  label.textContent = document.querySelector('[data-tools-status]').textContent = done;
  setTimeout(() => { label.textContent = usual; }, 3000);
}

function share({ dataset }) {
  navigator.share({ title: document.title, url: dataset.share }).catch(() => { /* thought better of it */ });
}

async function listen(button) {
  button.closest('[popover]')?.hidePopover?.();
  const aloud = await import(button.dataset.listen).catch(() => null);
  aloud?.listen(button);
}

async function enlarge(link, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const viewer = await import(link.closest('[data-enlarger]').dataset.enlarger).catch(() => null);
  if (viewer) viewer.enlarge(link);
  else location.assign(link.href);
}

const ACTIONS = {
  '[data-size-step]': changeSize,
  '[data-contrast-switch]': () => choose('contrast', choices.contrast === 'high' ? '' : 'high'),
  '[data-print]': () => print(),
  '[data-copy]': copy,
  '[data-share]': share,
  '[data-listen]': listen,
  '[data-enlarger] [data-enlarge]': enlarge,
};

function offerVoice(place) {
  const { lang } = document.documentElement;
  place.hidden = !speechSynthesis.getVoices().some((voice) => voice.lang.toLowerCase().startsWith(lang));
}

function offerWhatWorks() {
  for (const place of document.querySelectorAll('[data-share-offer]')) place.hidden = !navigator.share;
  for (const place of document.querySelectorAll('[data-listen-offer]')) {
    if (!window.speechSynthesis) break;
    offerVoice(place);
    speechSynthesis.addEventListener?.('voiceschanged', () => offerVoice(place));
  }
}

// At once; what follows waits for the page.
choices.scripted = '';
recallChoices();
document.addEventListener('click', (event) => {
  for (const [selector, act] of Object.entries(ACTIONS)) {
    const pressed = event.target.closest(selector);
    if (pressed) { act(pressed, event); return; }
  }
});
document.addEventListener('DOMContentLoaded', () => {
  tellDates();
  // A page may stay open for days.
  setInterval(tellDates, MINUTE);
  showChoices();
  offerWhatWorks();
});
})();
