// Proposals while somebody types in a search box: a combobox with a list, by mouse or keyboard.
// Without this script the form works as it stands.
const WAIT = 200; // ms after the last key
const form = document.querySelector('form[data-suggestions]');
if (form) {
  const input = form.querySelector('input[type="search"]');
  const list = document.createElement('ul');
  const status = document.createElement('p');
  let timer, asking, chosen = -1;

  list.id = `${input.id}-suggestions`;
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.querySelector('label').textContent);
  list.hidden = true;
  status.className = 'sr-only';
  status.setAttribute('role', 'status');
  input.after(list);
  form.append(status);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) input.setAttribute(name, value);

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    chosen = -1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    status.textContent = '';
  };

  const choose = (place) => {
    const options = [...list.children];
    chosen = place < -1 ? options.length - 1 : place >= options.length ? -1 : place;
    options.forEach((option, index) => option.setAttribute('aria-selected', index === chosen));
    if (chosen < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', options[chosen].id);
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ text, url }, index) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.dataset.url = url;
      option.textContent = text;
      return option;
    }));
    close();
    if (!suggestions.length) return;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    status.textContent = form.dataset.countText.replace('{number}', suggestions.length);
  };

  const ask = async () => {
    asking?.abort();
    const text = input.value.trim();
    if (text.length < 2) { close(); return; }
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch { /* aborted by the next letter, or offline: the form still works */ }
  };

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && list.hidden) ask();
    else if (event.key === 'Escape' && list.hidden) close(); // and the browser empties the box
    else if (list.hidden) return;
    else if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  input.addEventListener('blur', close);
  // The box keeps the focus while an option is clicked.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) location.assign(option.dataset.url);
  });
}
