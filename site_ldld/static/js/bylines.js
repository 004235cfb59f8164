// In the article editor: fills the printed texts of a byline when its author is chosen.
// What the editor typed stays; what an earlier choice filled gives way to the new one.
const AUTHOR = /^id_bylines-\d+-author$/;
const address = document.querySelector('script[data-byline-defaults]').dataset.bylineDefaults;
const filled = new WeakMap();

function fill(input, text) {
  const isOurs = input.value === '' || input.value === filled.get(input);
  if (!isOurs) return;
  input.value = text;
  filled.set(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

async function fillRow(row, authorId) {
  const headers = { 'X-Requested-With': 'XMLHttpRequest' };
  const answer = await fetch(address.replace('/0/', `/${authorId}/`), { headers });
  if (answer.status === 403) document.dispatchEvent(new CustomEvent('ldld:refused'));
  if (!answer.ok) return;
  const author = await answer.json();
  fill(document.getElementById(`${row}-position`), author.position);
  fill(document.getElementById(`${row}-department_name`), author.department_name);
  const chooser = document.getElementById(`${row}-department-chooser`)?.widget;
  const chosen = chooser?.getValue();
  if (!chooser || (chosen && String(chosen) !== filled.get(chooser))) return;
  chooser.setState(author.department);
  filled.set(chooser, String(author.department?.id ?? ''));
}

document.addEventListener('change', ({ target }) => {
  if (AUTHOR.test(target.id) && target.value) fillRow(target.id.replace(/-author$/, ''), target.value);
});
