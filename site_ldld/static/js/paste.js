// In the admin's forms: puts in what is pasted with every letter, says what cannot come along, and
// offers to convert old fonts. What lies in the clipboard is read by `pasted.js`.
const script = document.querySelector('script[data-font-check]');
const words = JSON.parse(script.dataset.words);
const { readHtml, readText } = await import(script.dataset.reader);
const { EditorState, Modifier, convertFromRaw, convertToRaw } = window.DraftJS ?? {};
const OWN = 'data-draftjs-conductor-fragment';
const OWN_ENTITIES = new Set(['LINK', 'DOCUMENT']);
// Words with letters of TCVN3 and VNI; the server judges what this suspects.
const SUSPECT = /[A-Za-z][¡-¯µ-¸º-¿ÆÐÖ×ØÞßæðö÷øþ\u00ad]|[¡-¯µ-¸º-¿\u00ad][A-Za-z]|[aeouyAEOUYôöÔÖ][øõûùïâêåäãàáèéëúü]|ñ[aoueiyöôăâ]/u;
const isSuspect = (text) => text.split(/\s+/).filter((word) => SUSPECT.test(word)).length > 1;

// Saying

function note(field, lines, ...actions) {
  field.parentElement.querySelector('[data-paste-note]')?.remove();
  const box = document.createElement('div');
  box.dataset.pasteNote = '';
  box.className = 'help-block help-warning';
  box.setAttribute('role', 'status');
  for (const line of lines) {
    const said = document.createElement('p');
    said.textContent = line;
    box.append(said);
  }
  const row = document.createElement('div');
  row.className = 'button-row';
  for (const [label, act] of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-small';
    button.textContent = label;
    button.addEventListener('click', () => { box.remove(); act?.(); });
    row.append(button);
  }
  box.append(row);
  field.after(box);
  return box;
}

// What could not come along stands in the article's notes until somebody has seen to it.
function remember(lines) {
  const notes = document.getElementById('id_draft_notes');
  if (!notes) return;
  const fresh = lines.filter((line) => !notes.value.includes(line));
  if (!fresh.length) return;
  notes.value = [notes.value, ...fresh].filter(Boolean).join('\n');
  for (const name of ['input', 'change']) notes.dispatchEvent(new Event(name, { bubbles: true }));
}

function forget(lines) {
  const notes = document.getElementById('id_draft_notes');
  if (!notes) return;
  notes.value = notes.value.split('\n').filter((line) => !lines.includes(line)).join('\n');
  for (const name of ['input', 'change']) notes.dispatchEvent(new Event(name, { bubbles: true }));
}

// The editor of texts

const wrapperOf = (target) => target.closest('[data-draftail-editor-wrapper]');
const editorIn = (element) => [...element.querySelectorAll('input[type=hidden]')].find((input) => input.draftailEditor)?.draftailEditor;
const editorOf = (target) => editorIn(wrapperOf(target).parentElement);

function rawOf(blocks) {
  const entityMap = {};
  return {
    entityMap,
    blocks: blocks.map(({ type, depth, text, styles, links }) => ({
      type,
      depth,
      text,
      inlineStyleRanges: styles.map(([style, offset, end]) => ({ style, offset, length: end - offset })),
      entityRanges: links.map(([url, offset, end]) => {
        const key = Object.keys(entityMap).length;
        entityMap[key] = { type: 'LINK', mutability: 'MUTABLE', data: { url } };
        return { key, offset, length: end - offset };
      }),
    })),
  };
}

// A change of its own: one Ctrl+Z takes it back, and Draftail, which would make lists of letters
// that look like them, leaves it alone ("insert-fragment" it would not).
function withContent(state, content) {
  return EditorState.push(state, content, 'change-block-data');
}

function withBlocks(state, content) {
  const fragment = content.getBlockMap();
  const emptied = state.getSelection().isCollapsed() ? state.getCurrentContent() : Modifier.removeRange(state.getCurrentContent(), state.getSelection(), 'backward');
  const place = state.getSelection().isCollapsed() ? state.getSelection() : emptied.getSelectionAfter();
  const target = emptied.getBlockForKey(place.getStartKey());
  let after = Modifier.replaceWithFragment(emptied, place, fragment);
  const first = fragment.first();
  if (!target.getLength() && fragment.size === 1 && first.getType() !== target.getType()) {
    after = Modifier.setBlockType(after, after.getSelectionAfter(), first.getType());
  }
  return EditorState.forceSelection(withContent(state, after), after.getSelectionAfter());
}

// What was copied in an editor of ours, with its links to pages and files; null for anything else.
function ownContent(html) {
  const own = new DOMParser().parseFromString(html, 'text/html').querySelector(`[${OWN}]`);
  if (!own) return null;
  try {
    const raw = JSON.parse(own.getAttribute(OWN));
    const isKnown = raw.blocks.every(({ type }) => type === 'unstyled' || type.endsWith('-list-item'))
      && Object.values(raw.entityMap).every(({ type }) => OWN_ENTITIES.has(type));
    return isKnown ? convertFromRaw(raw) : null;
  } catch {
    return null;
  }
}

// Blocks of an article

const cellText = (row) => row.filter(Boolean).join(' | ');

// Where there is no place for blocks, their texts are lines.
function asText(parts) {
  const line = (text, styles = []) => ({ type: 'unstyled', depth: 0, text, styles, links: [] });
  return parts.flatMap((part) => {
    if (part.kind === 'text') return part.blocks;
    if (part.kind === 'table') return part.rows.map((row) => line(cellText(row)));
    if (part.kind === 'picture') return part.caption ? [line(part.caption, [['ITALIC', 0, part.caption.length]])] : [];
    return [line(part.text, [['BOLD', 0, part.text.length]])];
  }).filter(({ text }) => text);
}

// What is cut stands whole in the notes.
const LONGEST_CAPTION = Number(script.dataset.longestCaption);

function shortened(text, most) {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}

function valueOf(part, initial) {
  if (part.kind === 'table') {
    const cell = part.merges.flatMap(({ row, col, rowspan, colspan }) => {
      const covered = [];
      for (let down = 0; down < rowspan; down += 1) for (let right = 0; right < colspan; right += 1) if (down || right) covered.push({ row: row + down, col: col + right, hidden: true });
      return covered;
    });
    return { data: part.rows, cell, mergeCells: part.merges, first_row_is_table_header: part.header, first_col_is_header: false, table_header_choice: part.header ? 'row' : 'neither', table_caption: '' };
  }
  if (part.kind === 'picture') return { ...initial, caption: shortened(part.caption, LONGEST_CAPTION), image: { ...initial.image, alt_text: part.alt } };
  return part.text;
}

const TYPES = { heading: 'heading', subheading: 'subheading', table: 'table', picture: 'image' };

function insertPart(body, part, at) {
  if (part.kind === 'text') return insertParagraph(body, convertFromRaw(rawOf(part.blocks)), at);
  const type = TYPES[part.kind];
  const value = valueOf(part, structuredClone(body.blockDef.initialChildStates[type]));
  return body.insert({ type, value, id: crypto.randomUUID?.() ?? null }, at, { animate: false });
}

function insertParagraph(body, content, at, options = {}) {
  const value = JSON.stringify(convertToRaw(content));
  return body.insert({ type: 'paragraph', value, id: crypto.randomUUID?.() ?? null }, at, { animate: false, ...options });
}

function inFrontOf(content, blocks) {
  return withBlocks(EditorState.createWithContent(content), convertFromRaw(rawOf(blocks))).getCurrentContent();
}

// The paragraph is divided at the caret; lines at both ends of what is pasted join its halves.
function insertBlocks(body, child, editor, parts) {
  const before = editor.getEditorState();
  const { stateBefore, stateAfter } = window.draftail.splitState(before);
  const middle = [...parts];
  let head = stateBefore;
  if (middle[0]?.kind === 'text') head = withBlocks(EditorState.moveSelectionToEnd(stateBefore), convertFromRaw(rawOf(middle.shift().blocks)));
  const rest = stateAfter.getCurrentContent();
  const last = middle.at(-1)?.kind === 'text' ? inFrontOf(rest, middle.pop().blocks) : rest;
  const made = [];
  const pictures = [];
  let at = body.children.indexOf(child) + 1;
  for (const part of middle) {
    const block = insertPart(body, part, at);
    made.push(block);
    if (part.file) pictures.push({ block, file: part.file });
    at += 1;
  }
  if (last.hasText()) made.push(insertParagraph(body, last, at));
  editor.onChange(withContent(before, head.getCurrentContent()));
  const isEmpty = !head.getCurrentContent().hasText();
  if (isEmpty) body.deleteBlock(body.children.indexOf(child), { animate: false });
  changed(body);
  return { body, child, editor, before, made, pictures, isEmpty };
}

function changed(body) {
  body.container[0].dispatchEvent(new Event('change', { bubbles: true }));
}

// Takes back what one paste has put into the body, if nothing was written since.
function takeBack({ body, child, editor, before, made, isEmpty }) {
  const places = made.map((each) => body.children.indexOf(each)).filter((at) => at >= 0);
  const start = isEmpty ? Math.min(...places) : body.children.indexOf(child);
  for (const at of places.sort((one, other) => other - one)) body.deleteBlock(at, { animate: false });
  if (isEmpty) {
    insertParagraph(body, before.getCurrentContent(), start, { focus: true });
  } else {
    editor.onChange(EditorState.forceSelection(before, before.getSelection()));
  }
  changed(body);
}

let lastPaste = null;
const signOf = (paste) => JSON.stringify(paste.body.getState?.().map(({ type, value }) => [type, value?.getCurrentContent ? value.getCurrentContent().getPlainText() : value]));

document.addEventListener('keydown', (event) => {
  if (!lastPaste || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
  const paste = lastPaste;
  if (!paste.body.container[0].contains(event.target) && event.target !== document.body) return;
  lastPaste = null;
  if (signOf(paste) !== paste.sign) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.querySelector('[data-paste-note]')?.remove();
  takeBack(paste);
}, true);

function insertParts(target, parts) {
  const editor = editorOf(target);
  const hasBlocks = parts.some(({ kind }) => kind !== 'text');
  const body = hasBlocks && target.closest('[data-body-block]')?.bodyBlock;
  const child = body && body.children.find((each) => each.type === 'paragraph' && each.element.contains(target));
  lastPaste = null;
  if (child) {
    const paste = insertBlocks(body, child, editor, parts);
    paste.sign = signOf(paste);
    lastPaste = paste;
    return { field: paste.made.at(-1)?.element ?? wrapperOf(target), pictures: paste.pictures, undo: () => { if (lastPaste === paste) { lastPaste = null; takeBack(paste); } } };
  }
  const before = editor.getEditorState();
  const blocks = asText(parts);
  if (blocks.length) editor.onChange(withBlocks(before, convertFromRaw(rawOf(blocks))));
  return { field: wrapperOf(target), undo: () => editor.onChange(EditorState.undo(editor.getEditorState())), pictures: [], flat: hasBlocks };
}

// Fields

const isOfLines = (target) => target.matches('textarea:not([data-one-line])');

function lineFor(target, text) {
  if (isOfLines(target)) return text.replace(/[\v\f\u0085\u2028\u2029]/g, '\n');
  return text.replace(/\s*[\r\n\v\f\u0085\u2028\u2029]+\s*/g, ' ').trim();
}

// The address follows the title by its keys.
function typed(target) {
  for (const name of ['input', 'keyup']) target.dispatchEvent(new Event(name, { bubbles: true }));
}

// Returns a function that exchanges what was put in for another text.
function insertLine(target, text) {
  const line = lineFor(target, text);
  target.focus();
  // The browser's own way, where it has one, so that Ctrl+Z takes it back.
  if (!document.execCommand('insertText', false, line)) target.setRangeText(line, target.selectionStart, target.selectionEnd, 'end');
  typed(target);
  return (other) => {
    target.focus();
    target.value = target.value.replace(line, () => lineFor(target, other));
    typed(target);
  };
}

// Old fonts

async function converted(pasted) {
  const answer = await fetch(script.dataset.fontCheck, {
    method: 'POST',
    headers: { 'X-CSRFToken': JSON.parse(document.getElementById('wagtail-config').textContent).CSRF_TOKEN },
    body: new URLSearchParams(pasted),
  }).catch(() => null);
  return answer?.ok ? answer.json() : {};
}

// What was pasted is in its place already; if the server knows the font, it may be exchanged.
async function offer(field, pasted, exchange) {
  const found = await converted(pasted);
  if (!found.encoding) return;
  const example = found.changes.slice(0, 3).map(([before, after]) => `${before} → ${after}`).join(', ');
  const box = note(field, [words.font.replace('%s', found.encoding).replace('%e', example)],
    [words.convert, () => exchange(found)],
    [words.keep]);
  box.querySelector('button').focus();
}

// Pasting

function lossesOf(parts, flat) {
  const lost = [];
  const pictures = parts.filter(({ kind, file }) => kind === 'picture' && (flat || !file));
  const isLong = ({ kind, caption }) => kind === 'picture' && caption.length > LONGEST_CAPTION && !flat;
  // A long one is said whole in a sentence of its own.
  const captions = pictures.map((each) => (isLong(each) ? shortened(each.caption, 60) : each.caption)).filter(Boolean);
  if (pictures.length) lost.push(captions.length ? words.captions.replace('%s', () => captions.join('”, “')) : words.picture);
  for (const { caption } of parts.filter(isLong)) lost.push(words.long_caption.replace('%s', caption.length).replace('%m', LONGEST_CAPTION).replace('%t', () => caption));
  if (flat && parts.some(({ kind }) => kind === 'table')) lost.push(words.flat_table);
  return lost;
}

// Pictures

const ENDINGS = { 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' };

function fileOf(source) {
  const [, type, data] = /^data:(image\/[\w.+-]+);base64,(.+)$/s.exec(source.trim()) ?? [];
  try {
    const bytes = data && Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    return bytes ? new File([bytes], `${words.pasted_name}.${ENDINGS[type] ?? type.slice(6)}`, { type }) : null;
  } catch {
    return null;
  }
}

// The file of a picture lies in its address, or beside the text where it is the only one. What
// lies beside a table or a text without pictures is a photo of just that.
function withFiles(parts, files) {
  const images = files.filter(({ type }) => type.startsWith('image/'));
  if (!parts.length) return images.map((file) => ({ kind: 'picture', source: '', caption: '', alt: '', file }));
  const pictures = parts.filter(({ kind }) => kind === 'picture');
  for (const picture of pictures) picture.file = fileOf(picture.source) ?? (pictures.length === 1 && images.length === 1 ? images[0] : null);
  return parts;
}

// Puts each photo that the library takes into its block; returns the sentences to say.
async function sendPictures(pictures, say) {
  const photos = JSON.parse(script.dataset.photos);
  const { send, described } = await import(photos.script);
  const failures = [];
  for (const [number, { block, file }] of pictures.entries()) {
    say(words.uploading.replace('%s', `${number + 1}/${pictures.length}`));
    const answer = await send(file, photos);
    const [photo] = answer.image_id ? await described([answer.image_id], photos) : [];
    if (photo) block.block.childBlocks.image.childBlocks.image.setState(photo);
    else failures.push(words.not_uploaded.replace('%s', answer.error_message));
  }
  return failures.length ? failures : [words.uploaded];
}

function offerPictures(field, pictures, lines, back) {
  const wanted = words.pictures.replace('%s', pictures.length);
  remember([wanted]);
  const upload = async () => {
    const said = await sendPictures(pictures, (line) => note(field, [line])).catch((error) => [words.not_uploaded.replace('%s', error.message)]);
    if (said.includes(words.uploaded)) forget([wanted]);
    note(field, [...lines, ...said], [words.close]);
    document.querySelector('[data-body-block]')?.dispatchEvent(new Event('change', { bubbles: true }));
  };
  note(field, [...lines, wanted], [words.upload.replace('%s', pictures.length), upload], [words.undo, () => { back(); forget([wanted]); }], [words.close]);
}

function pasteText(target, pasted, files) {
  const own = pasted.html && ownContent(pasted.html);
  if (own) {
    const editor = editorOf(target);
    editor.onChange(withBlocks(editor.getEditorState(), own));
    return;
  }
  const found = pasted.html ? readHtml(pasted.html) : [];
  const parts = withFiles(found.length ? found : readText(pasted.text), files);
  const { field, undo, pictures, flat } = insertParts(target, parts);
  const lost = lossesOf(parts, flat);
  const made = parts.some(({ kind }) => kind !== 'text') && !flat;
  const lines = [...(made ? [words.made] : []), ...lost];
  const back = () => { undo(); forget(lost); };
  remember(lost);
  if (pictures.length) offerPictures(field, pictures, lines, back);
  else if (lines.length) note(field, lines, [words.undo, back], [words.close]);
  if (isSuspect(pasted.text)) {
    offer(field, pasted, ({ text, html }) => {
      back();
      const exchanged = html ? readHtml(html) : readText(text);
      remember(lossesOf(exchanged, insertParts(inPage(target), exchanged).flat));
    });
  }
}

// The element that was pasted into may have been drawn anew.
const inPage = (target) => (target.isConnected ? target : document.querySelector('[data-body-block] [contenteditable=true]'));

document.addEventListener('paste', (event) => {
  const target = event.target.closest?.('[contenteditable=true], input[type=text], textarea');
  const data = event.clipboardData;
  if (!target || !data) return;
  const text = data.getData('text/plain');
  const html = data.getData('text/html');
  if (target.isContentEditable) {
    if (!wrapperOf(target)) return;
    // A lone address over chosen words is Wagtail's to make a link of.
    if (!html && /^https?:\/\/\S+$/.test(text.trim())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      pasteText(target, { text, html }, [...data.files]);
    } catch (error) {
      // Whatever is wrong with the HTML, the letters are there.
      insertParts(target, readText(text));
      console.error(error);
    }
    return;
  }
  if (!text || target.closest('[data-controller*="w-tag"], .handsontable, .handsontableInputHolder') || !target.closest('form')) return;
  const room = target.maxLength - (target.value.length - (target.selectionEnd - target.selectionStart));
  const isTooLong = target.maxLength >= 0 && text.length > room;
  const control = /[\v\f\u0085\u2028\u2029]/.test(text);
  if (!isSuspect(text) && !control && !isTooLong && (isOfLines(target) || !/[\r\n]/.test(text))) return;
  event.preventDefault();
  const most = target.maxLength;
  // The browser would cut it without a word; the server says how long it is, and loses nothing.
  if (isTooLong) target.removeAttribute('maxlength');
  const exchange = insertLine(target, text);
  const field = target.closest('.w-field__input') ?? target;
  if (isTooLong) note(field, [words.too_long.replace('%s', target.value.length).replace('%m', most)], [words.undo, () => exchange('')], [words.close]);
  if (isSuspect(text)) offer(field, { text, html: '' }, (found) => exchange(found.text));
}, true);
