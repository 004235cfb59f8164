// Dates that only a reader's clock knows: today in the header, "5 phút trước" beside new articles.
const language = document.documentElement.lang;
const zone = 'Asia/Ho_Chi_Minh';

const today = document.querySelector('[data-today]');
if (today) {
  const now = new Date();
  const parts = Object.fromEntries(new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: zone, weekday: 'long', day: '2-digit', month: language === 'en' ? 'long' : '2-digit', year: 'numeric',
  }).formatToParts(now).map(({ type, value }) => [type, value]));
  today.dateTime = new Intl.DateTimeFormat('sv', { timeZone: zone }).format(now);
  today.textContent = language === 'en'
    ? `${parts.weekday}, ${Number(parts.day)} ${parts.month} ${parts.year}`
    : `${parts.weekday}, ${parts.day}/${parts.month}/${parts.year}`;
}

// Vietnamese has no plural forms; English has two.
const words = language === 'en'
  ? { now: 'just now', minute: (n) => `${n} ${n === 1 ? 'minute' : 'minutes'} ago`, hour: (n) => `${n} ${n === 1 ? 'hour' : 'hours'} ago` }
  : { now: 'vừa xong', minute: (n) => `${n} phút trước`, hour: (n) => `${n} giờ trước` };

for (const time of document.querySelectorAll('time[data-relative]')) {
  const minutes = Math.floor((Date.now() - new Date(time.dateTime)) / 60_000);
  if (minutes < 0 || minutes >= 12 * 60) continue;
  time.title = time.textContent;
  if (minutes < 1) time.textContent = words.now;
  else if (minutes < 60) time.textContent = words.minute(minutes);
  else time.textContent = words.hour(Math.floor(minutes / 60));
}
