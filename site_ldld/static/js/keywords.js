// In the admin: ends a keyword where its writer ends it. Wagtail's field (tag-it) lets the next one
// run into it while its suggestions are open, where it stands there already, and on a phone, whose
// keyboard names no keys; and it forgets one that is left or sent with its suggestions open.
const FIELD = '.tagit-new input';
const END = /[,;]/;
const ENDS = [',', ';', 'Enter', 'Tab'];
const LINES = /\s*[\r\n\t\v\f\u2028\u2029]+\s*/g;

const isField = (target) => target.matches?.(FIELD);
const suggestions = (input) => window.jQuery(input).autocomplete('widget');
const isOnSuggestion = (input) => suggestions(input).is(':visible') && suggestions(input).find('.ui-state-active').length > 0;

// The field's value writes straight quotes around a keyword: those inside it are others.
function unquoted(keyword) {
  return keyword.trim().replace(/^"([^"]*)"$/, '$1').replace(/"([^"]*)"/g, '“$1”').replace(/"/g, '”');
}

// One that is there already is not made again. `rest` stays in the field.
function end(input, keywords, rest = '') {
  const field = window.jQuery(input).closest('.tagit').prev();
  window.jQuery(input).autocomplete('close');
  for (const keyword of keywords) field.tagit('createTag', unquoted(keyword));
  input.value = rest;
}

const endAll = (input) => end(input, input.value.split(END));

document.addEventListener('keydown', (event) => {
  const { target: input, key } = event;
  if (event.isComposing || !isField(input) || !input.value.trim() || !ENDS.includes(key)) return;
  // Enter and Tab take the suggestion that the arrows have reached.
  if (!END.test(key) && isOnSuggestion(input)) return;
  event.preventDefault();
  endAll(input);
}, true);

// A phone, a keyboard that composes letters, and what is pasted.
document.addEventListener('input', (event) => {
  const { target: input } = event;
  if (event.isComposing || !isField(input) || !END.test(input.value)) return;
  const keywords = input.value.split(END);
  end(input, keywords.slice(0, -1), keywords.at(-1).trimStart());
}, true);

// A field of one line makes one keyword of a list of them. Before `paste.js`.
window.addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  if (!isField(event.target) || text.search(LINES) < 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.execCommand('insertText', false, text.replace(LINES, ', '));
}, true);

// One that is left, or sent by a shortcut, has ended.
document.addEventListener('blur', ({ target }) => {
  if (isField(target)) endAll(target);
}, true);

document.addEventListener('submit', ({ target }) => target.querySelectorAll(FIELD).forEach(endAll), true);
