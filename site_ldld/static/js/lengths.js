// In the article form: counts the letters of title and lead against what listings show well.
for (const panel of document.querySelectorAll('[data-length]')) {
  const input = panel.querySelector('input[type=text], textarea');
  if (!input) continue;
  const best = Number(panel.dataset.length);
  const count = document.createElement('p');
  count.className = 'help';
  count.id = `${input.id}-length`;
  input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') ?? ''} ${count.id}`.trim());
  input.closest('.w-field__input, .w-field').after(count);
  const say = () => {
    // As people count: one letter with its marks is one.
    const letters = [...new Intl.Segmenter('vi').segment(input.value)].length;
    count.textContent = `${letters} / ${best} (${panel.dataset.lengthText})`;
    count.style.color = letters > best ? 'var(--w-color-critical-200)' : '';
  };
  input.addEventListener('input', say);
  say();
}
