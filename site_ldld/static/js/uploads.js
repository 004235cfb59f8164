// In the admin: files that are too large are told so before they are sent, what a server in front
// refuses is said in words, and what was uploaded together is updated together.
const words = JSON.parse(document.querySelector('script[data-upload-words]').dataset.uploadWords);
const sentenceFor = (status) => words.statuses[status] ?? words.other.replace('%s', status);

function say(text, type = 'error') {
  document.dispatchEvent(new CustomEvent('w-messages:add', { detail: { clear: true, text, type } }));
}

// Before a file is sent.
document.addEventListener('change', (event) => {
  const field = event.target;
  if (!field.matches?.('input[type=file][data-largest]')) return;
  document.getElementById(`${field.id}-too-large`)?.remove();
  if (![...field.files].some((file) => file.size > Number(field.dataset.largest))) return;
  field.value = '';
  const refusal = Object.assign(document.createElement('p'), {
    id: `${field.id}-too-large`, className: 'error-message', role: 'alert', textContent: field.dataset.tooLarge,
  });
  field.after(refusal);
  event.stopImmediatePropagation();
}, true);

// What did not arrive. Wagtail's scripts write the server's English into the page after this.
window.jQuery?.(document).on('ajaxError', (_event, answer, request) => {
  if (!(request.data instanceof FormData)) return;
  const sentence = sentenceFor(answer.status);
  setTimeout(() => {
    const places = document.querySelectorAll('.upload-server-error .server-error, .modal-body .help-critical');
    const untold = [...places].filter((place) => !place.dataset.told);
    for (const place of untold) {
      place.dataset.told = true;
      place.textContent = sentence;
    }
    if (!untold.length) say(sentence);
  });
});

// A file that is in use is not deleted from the list of what was uploaded.
window.jQuery?.(document).on('ajaxSuccess', (_event, answer, request) => {
  const reason = answer.responseJSON?.error_message;
  if (!reason || !/\/multiple\/\d+\/delete\/$/.test(request.url)) return;
  say(new DOMParser().parseFromString(reason, 'text/html').body.textContent);
});

// One button for what was uploaded together.
const list = document.getElementById('upload-list');
if (list) {
  const button = Object.assign(document.createElement('button'), {
    type: 'button', className: 'button', id: 'update-all', hidden: true, textContent: words.update_all,
  });
  list.after(button);
  const forms = () => list.querySelectorAll('form');
  new MutationObserver(() => { button.hidden = forms().length < 2; }).observe(list, { childList: true, subtree: true });
  button.addEventListener('click', () => {
    for (const form of forms()) form.requestSubmit();
  });
}
