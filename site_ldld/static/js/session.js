// In the admin's editors: asks for the password over the open form when the session has ended, and
// goes on saving. A request of the form that is refused for that asks too, also one of a script that
// sends `ldld:refused` to the document. What the server does not have meanwhile is kept by `kept-drafts.js`.
const script = document.querySelector('script[data-session]');
const { session: address, login } = script.dataset;
const words = JSON.parse(script.dataset.words);
// A form with a password is neither kept nor held back.
const form = document.querySelector('form[data-edit-form]:not(:has([type=password]))');
let account = null;
let asking = null;
const said = element('p', {});
let isChecked = false;
let keepForSending = () => {};
let isPreviewAllowed = false;
let completion = '';

// {account, key, token}; {} where nobody is signed in; null where no answer came.
async function askServer() {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' }, redirect: 'manual' });
    if (answer.ok) return await answer.json();
    return answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403 ? {} : null;
  } catch {
    return null;
  }
}

function useToken(token) {
  for (const field of document.querySelectorAll('[name=csrfmiddlewaretoken]')) field.value = token;
  const config = document.getElementById('wagtail-config');
  config.textContent = JSON.stringify({ ...JSON.parse(config.textContent), CSRF_TOKEN: token });
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Resolves to whether the same account is signed in again.
function signInAgain(explanation) {
  // What was refused by itself may have asked before what somebody pressed.
  if (explanation || !asking) said.textContent = explanation ?? words.explanation;
  asking ??= new Promise((resolve) => {
    const frame = element('iframe', { title: words.title, src: `${login}?next=${encodeURIComponent(address)}` });
    const dialog = element('dialog', { className: 'sign-in-again', ariaLabel: words.title });
    const end = (isBack) => { dialog.remove(); asking = null; resolve(isBack); };
    const look = async () => {
      const now = await askServer();
      if (!now?.account) return;
      if (account && now.account !== account) { said.textContent = words.other; return; }
      useToken(now.token);
      end(true);
    };
    const button = (label, act) => {
      const made = element('button', { type: 'button', className: 'button button-small button-secondary', textContent: label });
      made.addEventListener('click', act);
      return made;
    };
    frame.addEventListener('load', () => {
      if (frame.contentWindow.location.pathname === address) look();
    });
    dialog.append(element('h2', { textContent: words.title }), said, frame, button(words.again, look), ' ', button(words.close, () => end(false)));
    dialog.addEventListener('close', () => end(false));
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}

// Whether the form may be sent now.
async function isReady() {
  const now = await askServer();
  if (now === null) { say(words.no_server); return false; }
  if (now.account && (!account || now.account === account)) { useToken(now.token); return true; }
  return signInAgain();
}

function say(text) {
  document.querySelector('[data-session-note]')?.remove();
  const note = element('p', { className: 'help-block help-critical', role: 'alert', textContent: text });
  note.dataset.sessionNote = '';
  form.prepend(note);
  note.scrollIntoView({ block: 'nearest' });
}

function saveAgain() {
  document.querySelector('[data-session-note]')?.remove();
  form.dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true, detail: { type: 'edits' } }));
}

// Asks for the password where nobody is signed in any more, and goes on saving. Resolves to whether
// it was so.
async function askIfSignedOut(explanation) {
  const now = await askServer();
  if (!now || now.account) return false;
  leaveUnopened();
  if (await signInAgain(explanation)) saveAgain();
  return true;
}

// Wagtail takes a chooser's button out of use until its window closes, also one that never opened.
function leaveUnopened() {
  window.jQuery('body > .modal:not(.in)').trigger('hide.bs.modal').trigger('hidden.bs.modal');
}

// Keeps a refusal from Wagtail's scripts, which say nothing or "server error", until its reason is
// known; what the end of the session refused, they are not told.
function holdRefusal(request) {
  let isKnown = false;
  request.addEventListener('load', async (event) => {
    if (isKnown || ![401, 403].includes(request.status)) return;
    event.stopImmediatePropagation();
    if (await askIfSignedOut(words.press_again)) return;
    isKnown = true;
    request.dispatchEvent(new ProgressEvent('load'));
  });
  return request;
}

async function begin() {
  const { begin: keep, keepForSending: keepBefore } = await import(script.dataset.keptDrafts);
  const now = await askServer();
  if (!now?.account) return;
  account = now.account;
  keepForSending = keepBefore;
  keep(now, words);
}

if (form) {
  window.addEventListener('submit', async (event) => {
    if (event.target !== form) return;
    if (isChecked) { isChecked = false; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (!await isReady()) return;
    await keepForSending();
    isChecked = true;
    // Wagtail takes a pressed button out of use, and a button out of use is not sent.
    if (submitter) submitter.disabled = false;
    form.requestSubmit(submitter);
  }, true);

  form.addEventListener('w-autosave:error', ({ detail }) => {
    if (['server_error', 'network_error'].includes(detail.type)) askIfSignedOut();
  });

  // Wagtail completes the form of what it has just created, also by the page that asks to sign in.
  form.addEventListener('w-autosave:hydrate', ({ detail }) => { completion = detail.url; });
  form.addEventListener('w-autosave:success', async () => {
    const parts = form.querySelector('[data-w-autosave-target=partials]');
    if (!parts?.querySelector('[type=password]')) return;
    parts.replaceChildren();
    if (await askIfSignedOut()) parts.innerHTML = await (await fetch(completion)).text();
  });

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !asking && account) askIfSignedOut();
  });

  // Windows of choosers, uploads, searches.
  window.jQuery.ajaxPrefilter((options) => {
    const make = options.xhr;
    options.xhr = () => holdRefusal(make());
  });

  for (const refused of ['w-swap:error', 'ldld:refused']) {
    document.addEventListener(refused, () => askIfSignedOut(words.press_again));
  }

  document.addEventListener('w-preview:error', async ({ target }) => {
    if (await askIfSignedOut(words.press_again)) target.setAttribute('data-w-preview-stale-value', 'true');
  });

  // Wagtail has an alert for a preview in a tab of its own that is refused.
  document.addEventListener('click', async (event) => {
    const link = event.target.closest?.('[data-action*="w-preview#openPreviewInNewTab"]');
    if (!link) return;
    if (isPreviewAllowed) { isPreviewAllowed = false; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await askIfSignedOut(words.press_again)) return;
    isPreviewAllowed = true;
    link.click();
  }, true);

  begin();
}
