// Sends photos to the library from a form that stays open. Its words lie with `uploads.js`.
const refusals = JSON.parse(document.querySelector('script[data-upload-words]').dataset.uploadWords);
const sentenceFor = (status) => refusals.statuses[status] ?? refusals.other.replace('%s', status);

export const failed = () => sentenceFor(0);

// Returns { image_id } of what the library took, or { error_message }. `photos` is what
// `articles/uploading.py` says of sending photos.
export async function send(file, photos) {
  if (file.size > photos.largest.bytes) return { error_message: photos.largest.refusal };
  const form = new FormData();
  form.append('title', file.name.replace(/\.[^.]+$/, '').slice(0, 250) || file.name);
  form.append('files[]', file);
  form.append('csrfmiddlewaretoken', document.querySelector('input[name=csrfmiddlewaretoken]').value);
  try {
    const headers = { 'X-Requested-With': 'XMLHttpRequest' };
    const answer = await fetch(photos.uploadAddress, { method: 'POST', body: form, headers });
    if (answer.status === 403) document.dispatchEvent(new CustomEvent('ldld:refused'));
    return answer.ok ? await answer.json() : { error_message: sentenceFor(answer.status) };
  } catch {
    return { error_message: failed() };
  }
}

// What the editor shows of the stored photos with these keys, in their order.
export async function described(keys, photos) {
  if (!keys.length) return [];
  const query = new URLSearchParams([['multiple', '1'], ...keys.map((key) => ['id', key])]);
  const answer = await (await fetch(`${photos.chosenAddress}?${query}`)).json();
  const found = new Map(answer.result.map((photo) => [String(photo.id), photo]));
  return keys.map((key) => found.get(String(key))).filter(Boolean);
}
