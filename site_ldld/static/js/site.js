// Dates that only a reader's clock knows: today in the header, "5 phút trước" beside new articles.
// They read as format_date and format_relative of articles/vietnamese/dates.py write them; days
// are those of Viet Nam, wherever the reader is.
const isEnglish = document.documentElement.lang === 'en';
const timeZone = 'Asia/Ho_Chi_Minh';
const MINUTE = 60_000; // ms
const DAY = 24 * 60 * MINUTE;
// Minutes that are still said in hours, also past midnight.
const STILL_COUNTED_IN_HOURS = 12 * 60;

// Swedish writes dates as ISO does: 2026-09-01.
const isoDate = new Intl.DateTimeFormat('sv', { timeZone });
const clock = new Intl.DateTimeFormat('sv', { timeZone, hour: '2-digit', minute: '2-digit' });
const longDate = new Intl.DateTimeFormat(isEnglish ? 'en-GB' : 'vi', {
  timeZone, weekday: 'long', day: 'numeric', month: isEnglish ? 'long' : 'numeric', year: 'numeric',
});
// Vietnamese has no plural forms; English has two.
const words = isEnglish
  ? { now: 'just now', minute: (n) => `${n} ${n === 1 ? 'minute' : 'minutes'} ago`, hour: (n) => `${n} ${n === 1 ? 'hour' : 'hours'} ago`, yesterday: 'Yesterday' }
  : { now: 'vừa xong', minute: (n) => `${n} phút trước`, hour: (n) => `${n} giờ trước`, yesterday: 'Hôm qua' };

function dateInWords(moment) {
  const { weekday, day, month, year } = Object.fromEntries(longDate.formatToParts(moment).map(({ type, value }) => [type, value]));
  return isEnglish
    ? `${weekday}, ${day} ${month} ${year}`
    : `${weekday}, ${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
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
    today.dateTime = isoDate.format(now);
    today.textContent = dateInWords(now);
  }
  for (const time of document.querySelectorAll('time[data-relative]')) {
    // What the page itself said, to the minute, stays at hand.
    time.title ||= time.textContent;
    time.textContent = sinceInWords(new Date(time.dateTime), now);
  }
}

tellDates();
// A page may stay open for days.
setInterval(tellDates, MINUTE);
