// In the article form: opens what holds an error, empties a date by its button, and asks before an
// article goes out without a text or a byline.
const form = document.querySelector('form[data-edit-form]');
const question = document.querySelector('script[data-publish-question]').dataset.publishQuestion;
const GOES_OUT = '[name=action-publish], [name=action-submit], [name=action-restart-workflow]';

// Errors

function openPanel(error) {
  error.closest('[data-panel]')?.querySelector('[data-panel-toggle][aria-expanded=false]')?.click();
}

// There is one tab and one dialog at a time: those of the first error.
function showFirst(error) {
  const tab = error.closest('[role=tabpanel][hidden]');
  if (tab) document.getElementById(tab.getAttribute('aria-labelledby'))?.click();
  const dialog = error.closest('[data-controller~="w-dialog"]');
  if (dialog) document.querySelector(`[data-a11y-dialog-show="${dialog.id}"]`)?.click();
}

const errors = [...form?.querySelectorAll('.error-message') ?? []];
errors.forEach(openPanel);
if (errors.length) showFirst(errors[0]);

// Buttons

document.addEventListener('click', ({ target }) => {
  const field = document.getElementById(target.closest?.('[data-clears]')?.dataset.clears ?? '');
  if (!field) return;
  field.value = '';
  for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
  target.closest('li').remove();
});

// Going out

const isDeleted = (name) => form.querySelector(`[name="${name}"]`)?.value === '1';

function rows(prefix, isFull) {
  const total = Number(form.querySelector(`[name="${prefix}-count"], [name="${prefix}-TOTAL_FORMS"]`)?.value ?? 0);
  return [...Array(total).keys()].filter((row) => !isDeleted(`${prefix}-${row}-deleted`) && !isDeleted(`${prefix}-${row}-DELETE`) && isFull(row)).length;
}

function missing() {
  const has = (field) => !!form.querySelector(`[name="${field}"]`)?.value;
  const { text, byline } = form.querySelector('[data-asks]')?.dataset ?? {};
  const lacks = [];
  if (text && form.querySelector('[name=body-count]') && !rows('body', () => true)) lacks.push(text);
  if (byline && form.querySelector('[name=bylines-TOTAL_FORMS]') && !rows('bylines', (row) => has(`bylines-${row}-author`))) lacks.push(byline);
  return lacks;
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.(GOES_OUT);
  if (!button || !form) return;
  const lacks = missing();
  if (!lacks.length || window.confirm(question.replace('%s', lacks.join(', ')))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
