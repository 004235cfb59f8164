// Reads what lies in the clipboard into the parts of an article, in their order and with every
// letter: lines, lists, headings, tables, pictures. Knows no editor and changes no page.
//
// A part is one of
//   { kind: 'text', blocks: [{ type, depth, text, styles: [[style, from, to]], links: [[url, from, to]] }] }
//   { kind: 'heading' | 'subheading', text }
//   { kind: 'table', rows: [[text]], merges: [{ row, col, rowspan, colspan }], header: whether the first row names the columns }
//   { kind: 'picture', source, caption, alt }

const BLOCKS = new Set('ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'.split(' '));
const UNSEEN = new Set('SCRIPT STYLE TEMPLATE HEAD TITLE META LINK NOSCRIPT IFRAME OBJECT AUDIO VIDEO CANVAS TEXTAREA SELECT DATALIST ANNOTATION ANNOTATION-XML DESC XML'.split(' '));
const STYLES = { B: 'BOLD', STRONG: 'BOLD', I: 'ITALIC', EM: 'ITALIC', CITE: 'ITALIC', SUP: 'SUPERSCRIPT', SUB: 'SUBSCRIPT', S: 'STRIKETHROUGH', STRIKE: 'STRIKETHROUGH', DEL: 'STRIKETHROUGH' };
const LINKS = /^(https?|mailto|tel):/i;
const ADDRESS = /https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]}’…]/g;
const EMOJI = /^(\p{Extended_Pictographic}|\p{Emoji_Component}|\u200d|\ufe0f)+$/u;
const DEEPEST = 4;

// The text of a clipboard without HTML: each line is a paragraph.
export function readText(text) {
  const reader = new Reader();
  for (const line of text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)) { reader.write(line, true); reader.end(); }
  return reader.parts;
}

export function readHtml(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const reader = new Reader();
  walk(page.body, reader, { styles: [], link: '', kept: false, list: null });
  reader.end();
  return reader.parts;
}

class Reader {
  parts = [];
  // Whether the letters that are read will have no looks, as those of a heading.
  isPlain;
  #block = null;
  #next = { type: 'unstyled', depth: 0 };

  constructor(isPlain = false) {
    this.isPlain = isPlain;
  }

  begin(type = 'unstyled', depth = 0) {
    this.end();
    this.#next = { type, depth };
  }

  // `kept`: whether the blanks of `text` are to be seen, as in a text of lines.
  write(text, kept, styles = [], link = '') {
    this.#block ??= { ...this.#next, text: '', styles: [], links: [] };
    const block = this.#block;
    let letters = kept ? text.replace(/[\t\u00a0]/g, ' ') : text.replace(/[\t\n\r\u00a0 ]+/g, ' ');
    if (!kept && /(^|\s)$/.test(block.text)) letters = letters.replace(/^ /, '');
    const from = block.text.length;
    block.text += letters;
    const to = block.text.length;
    if (from === to) return;
    for (const style of styles) extend(block.styles, style, from, to);
    if (link) extend(block.links, link, from, to);
  }

  // A line that goes on below in the same paragraph; two of them end it.
  breakLine() {
    if (!this.#block || /\n$/.test(this.#block.text)) this.end();
    else this.write('\n', true);
  }

  separate() {
    if (this.#block?.text && !/\n$/.test(this.#block.text)) this.write('\n', true);
  }

  end() {
    const block = this.#block && trimmed(this.#block);
    this.#block = null;
    if (!block?.text) return;
    linkAddresses(block);
    const last = this.parts.at(-1);
    if (last?.kind === 'text') last.blocks.push(block);
    else this.parts.push({ kind: 'text', blocks: [block] });
  }

  add(part) {
    this.end();
    this.parts.push(part);
  }
}

function extend(ranges, value, from, to) {
  const last = ranges.findLast(([each]) => each === value);
  if (last?.[2] === from) last[2] = to;
  else ranges.push([value, from, to]);
}

function trimmed(block) {
  const start = block.text.length - block.text.trimStart().length;
  const text = block.text.trim();
  const moved = (ranges) => ranges
    .map(([value, from, to]) => [value, Math.max(from - start, 0), Math.min(to - start, text.length)])
    .filter(([, from, to]) => from < to);
  return { ...block, text, styles: moved(block.styles), links: moved(block.links) };
}

function linkAddresses(block) {
  for (const { 0: url, index } of block.text.matchAll(ADDRESS)) {
    const end = index + url.length;
    if (!block.links.some(([, from, to]) => from < end && to > index)) block.links.push([url, index, end]);
  }
}

// What an element says of its own look, by its name and by its style.
function look(element, seen) {
  const { style } = element;
  const styles = new Set(seen.styles);
  const name = element.nodeName.toUpperCase();
  if (STYLES[name]) styles.add(STYLES[name]);
  if (style) {
    const weight = style.fontWeight;
    if (/^(bold|bolder|[6-9]00)$/.test(weight)) styles.add('BOLD');
    if (/^(normal|lighter|[1-5]00)$/.test(weight)) styles.delete('BOLD');
    if (/italic|oblique/.test(style.fontStyle)) styles.add('ITALIC');
    if (style.fontStyle === 'normal') styles.delete('ITALIC');
    if (style.verticalAlign === 'super') styles.add('SUPERSCRIPT');
    if (style.verticalAlign === 'sub') styles.add('SUBSCRIPT');
    if (/line-through/.test(style.textDecoration || style.textDecorationLine)) styles.add('STRIKETHROUGH');
  }
  const href = name === 'A' && element.getAttribute('href');
  const space = style?.whiteSpace;
  return {
    ...seen,
    styles: [...styles],
    link: href && LINKS.test(href) ? href.trim() : seen.link,
    kept: name === 'PRE' || (space ? /^(pre|break-spaces)/.test(space) : seen.kept),
  };
}

// What the writer took out, notes beside the text, and what is not shown.
function isHidden(element) {
  if (UNSEEN.has(element.nodeName.toUpperCase())) return true;
  const said = (element.getAttribute('style') ?? '').toLowerCase();
  if (element.hidden || /display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(comment|field-(begin|end))/.test(said)) return true;
  if (element.matches('.msocomanchor, .MsoCommentReference, .msocomoff, .msocomtxt, .msoDel')) return true;
  return element.nodeName === 'DEL' && (element.hasAttribute('datetime') || /mailto:/.test(element.getAttribute('cite') ?? ''));
}

function walk(node, reader, seen) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) writeText(child.data, reader, seen);
    else if (child.nodeType === Node.ELEMENT_NODE && !isHidden(child)) walkElement(child, reader, seen);
  }
}

function writeText(text, reader, seen) {
  const lines = seen.kept ? text.split(/\r\n|[\n\r\v\f]/) : text.split(/[\v\f]/);
  lines.forEach((line, number) => {
    if (number) reader.begin();
    reader.write(line, seen.kept, seen.styles, seen.link);
  });
}

function walkElement(element, reader, seen) {
  const name = element.nodeName.toUpperCase();
  const now = look(element, seen);
  if (name === 'BR') return reader.breakLine();
  if (/mso-list\s*:\s*ignore/i.test(element.getAttribute('style') ?? '')) return readLabel(element, reader, now);
  if (name === 'IMG') return readPicture(element, reader, now);
  if (name === 'FIGURE' && element.querySelector('img')) return readFigure(element, reader, now);
  if (name === 'TABLE') return readTable(element, reader, now);
  if (/^H[1-6]$/.test(name)) return readHeading(element, reader, now);
  if (FORMULAS[name]) return FORMULAS[name](element, reader, now);
  if (!BLOCKS.has(name)) return walk(element, reader, now);
  if (name === 'UL' || name === 'OL') return readList(element, reader, now);
  if (name === 'LI') return readItem(element, reader, now);
  if (now.list) return readPartOfItem(element, reader, now);
  reader.begin();
  walk(element, reader, now);
  return reader.begin();
}

function readItem(element, reader, seen) {
  const list = seen.list ?? { type: 'unordered-list-item', depth: 0 };
  reader.begin(list.type, list.depth);
  walk(element, reader, { ...seen, list });
  reader.begin();
}

// The second paragraph of an item goes on in it, on a line of its own.
function readPartOfItem(element, reader, seen) {
  reader.separate();
  walk(element, reader, seen);
  reader.separate();
}

// Word writes the number or the dot of an item as text, the dot in a font of signs.
function readLabel(element, reader, seen) {
  const fonts = [element, element.parentElement, ...element.querySelectorAll('[style]')].map((each) => each.getAttribute('style') ?? '');
  const isSign = fonts.some((style) => /symbol|wingdings/i.test(style)) || /^[o·§]$/.test(element.textContent.trim());
  reader.write(`${isSign ? '•' : element.textContent.trim()} `, true, seen.styles);
}

function readList(element, reader, seen) {
  const type = element.nodeName === 'OL' ? 'ordered-list-item' : 'unordered-list-item';
  const depth = seen.list ? Math.min(seen.list.depth + 1, DEEPEST) : 0;
  reader.begin();
  walk(element, reader, { ...seen, list: { type, depth } });
  reader.begin();
}

// A heading is a block of its own; what is in a list or has no words is none.
function readHeading(element, reader, seen) {
  const text = lineOf(element);
  if (!text) return walk(element, reader, seen);
  reader.add({ kind: /[12]$/.test(element.nodeName) ? 'heading' : 'subheading', text });
  for (const image of element.querySelectorAll('img')) readPicture(image, reader, seen);
  return undefined;
}

function readPicture(image, reader, seen, caption = '') {
  const alt = image.getAttribute('alt')?.trim() ?? '';
  // Zalo and Facebook draw their small faces as pictures.
  if (EMOJI.test(alt) && !caption) return reader.write(alt, true, seen.styles);
  const isTracker = ['width', 'height'].some((side) => /^[01](px)?$/.test(image.getAttribute(side) ?? ''));
  const source = image.getAttribute('src') ?? '';
  if (isTracker && !caption) return undefined;
  return reader.add({ kind: 'picture', source, caption, alt });
}

// A group of figures has a line of its own for what is said of them all; the pictures of one figure
// have one caption, or each the one that follows it.
function readFigure(element, reader, seen) {
  const own = (selector) => [...element.querySelectorAll(selector)].filter((each) => each.closest('figure') === element && isShown(each));
  const captions = own('figcaption');
  const images = own('img');
  if (!images.length || element.querySelector(':scope figure img')) {
    for (const caption of captions) caption.remove();
    walk(element, reader, seen);
    for (const caption of captions) walkElement(caption, reader, seen);
    return;
  }
  const texts = new Map();
  for (const caption of captions) {
    const image = captions.length > 1 ? images.findLast((each) => each.compareDocumentPosition(caption) & Node.DOCUMENT_POSITION_FOLLOWING) ?? images[0] : images.at(-1);
    texts.set(image, [texts.get(image), lineOf(caption)].filter(Boolean).join(' '));
  }
  for (const image of images) readPicture(image, reader, seen, texts.get(image));
  // What else stands in it is text.
  for (const part of [...captions, ...images]) part.remove();
  walk(element, reader, seen);
}

function isShown(element) {
  for (let each = element; each; each = each.parentElement) if (isHidden(each)) return false;
  return true;
}

// Formulas, written as those of a Word file are (newsroom/word_import/equations.py)

const SCRIPTS = { MSUB: ['SUBSCRIPT'], MSUP: ['SUPERSCRIPT'], MSUBSUP: ['SUBSCRIPT', 'SUPERSCRIPT'], MUNDER: ['SUBSCRIPT'], MOVER: ['SUPERSCRIPT'], MUNDEROVER: ['SUBSCRIPT', 'SUPERSCRIPT'] };
const FORMULAS = {
  ...Object.fromEntries(Object.keys(SCRIPTS).map((name) => [name, readScripts])),
  MMULTISCRIPTS: readScriptsAround,
  MFRAC: readFraction,
  MSQRT: readRoot,
  MROOT: readRoot,
  MFENCED: readFenced,
  MTABLE: readMatrix,
};
const SCRIPTED = `${Object.keys(SCRIPTS).join()},MMULTISCRIPTS`.toLowerCase();
const DIVIDED = 'mfrac,msqrt,mroot,mtable';
const OPERATOR = /[^\p{L}\p{M}\p{N}.,′'!%]/u;

const textOf = (element) => element.textContent.replace(/\s/g, '');
const has = (element, selector) => element.matches(selector) || !!element.querySelector(selector);

// Whether brackets stand around the whole of `text`, not around each half of it.
function isBracketed(text) {
  let depth = 0;
  return [...text].every((letter, at, all) => {
    depth += { '(': 1, ')': -1 }[letter] ?? 0;
    return depth > 0 || at === all.length - 1;
  }) && /^\(.*\)$/.test(text);
}

const isGroup = (element) => isBracketed(textOf(element)) || element.matches('mfenced');
// One number or name, above or below a line; under a root it has no powers either.
const isTerm = (element) => isGroup(element) || (!has(element, DIVIDED) && /^([\p{L}\p{N}]+|[\d.,]+)$/u.test(textOf(element)));
const isAtom = (element) => isGroup(element) || (isTerm(element) && !has(element, SCRIPTED));
// What a power may follow: also a lone sign, such as a bracket or the sign of a sum.
const isBase = (element) => isGroup(element) || (!has(element, `${DIVIDED},${SCRIPTED}`) && (textOf(element).length < 2 || !OPERATOR.test(textOf(element))));

function readGrouped(element, reader, seen, isAlone = isTerm) {
  const brackets = isAlone(element) ? ['', ''] : ['(', ')'];
  reader.write(brackets[0], true, seen.styles);
  walkElement(element, reader, seen);
  reader.write(brackets[1], true, seen.styles);
}

// One mark above another, and one whose letters have no small form, is told by a sign.
function readScript(mark, reader, seen, style) {
  if (!mark || !textOf(mark)) return;
  const isSmall = [...textOf(mark)].every((letter) => LETTERS[style][letter]) && !has(mark, `${SCRIPTED},${DIVIDED}`);
  if (seen.styles.some((each) => LETTERS[each]) || (reader.isPlain && !isSmall)) {
    reader.write(style === 'SUPERSCRIPT' ? '^' : '_', true, seen.styles);
    readGrouped(mark, reader, seen, isAtom);
    return;
  }
  walkElement(mark, reader, { ...seen, styles: [...seen.styles, style] });
}

function readScripts(element, reader, seen) {
  const [base, ...marks] = element.children;
  if (base) readGrouped(base, reader, seen, isBase);
  SCRIPTS[element.nodeName.toUpperCase()].forEach((style, number) => readScript(marks[number], reader, seen, style));
}

// Below and above by turns: first those behind the base, then those before it.
function readScriptsAround(element, reader, seen) {
  const [base, ...marks] = element.children;
  const turn = marks.findIndex((mark) => mark.matches('mprescripts'));
  const behind = turn < 0 ? marks : marks.slice(0, turn);
  const readAll = (each, number) => readScript(each, reader, seen, number % 2 ? 'SUPERSCRIPT' : 'SUBSCRIPT');
  if (turn >= 0) marks.slice(turn + 1).forEach(readAll);
  if (base) readGrouped(base, reader, seen, isBase);
  behind.forEach(readAll);
}

function readFraction(element, reader, seen) {
  // Without its line it is two numbers, one above the other.
  const isStack = /^0(?![.\d]*[1-9])/.test(element.getAttribute('linethickness') ?? '');
  [...element.children].forEach((part, number) => {
    if (number) reader.write(isStack ? '; ' : '/', true, seen.styles);
    readGrouped(part, reader, seen);
  });
}

function readRoot(element, reader, seen) {
  let [inside, degree] = element.children;
  if (element.nodeName.toUpperCase() === 'MSQRT') {
    degree = null;
    inside = element.ownerDocument.createElement('span');
    inside.append(...element.childNodes);
  }
  if (degree) readScript(degree, reader, seen, 'SUPERSCRIPT');
  reader.write('√', true, seen.styles);
  if (inside) readGrouped(inside, reader, seen, isAtom);
}

function readFenced(element, reader, seen) {
  const said = (name, usual) => element.getAttribute(name) ?? usual;
  const between = [...said('separators', ',').replace(/\s/g, '')];
  reader.write(said('open', '('), true, seen.styles);
  [...element.children].forEach((part, number) => {
    if (number) reader.write(between[Math.min(number, between.length) - 1] ?? '', true, seen.styles);
    walkElement(part, reader, seen);
  });
  reader.write(said('close', ')'), true, seen.styles);
}

function readMatrix(element, reader, seen) {
  [...element.children].forEach((row, number) => {
    if (number) reader.write('; ', true, seen.styles);
    [...row.children].forEach((cell, place) => {
      if (place) reader.write(' ', true, seen.styles);
      walkElement(cell, reader, seen);
    });
  });
}

// Tables

const cellsOf = (table) => [...table.rows].map((row) => [...row.cells].filter((cell) => !isHidden(cell)));

// A table that only places things: around another, around one text, or around pictures.
function isLayout(table) {
  const cells = cellsOf(table).flat();
  return table.getAttribute('role') === 'presentation' || cells.length < 2 || !!table.querySelector('table, h1, h2, h3, figure')
    || cellsOf(table).every((row) => row.length < 2);
}

function readTable(table, reader, seen) {
  if (isLayout(table)) {
    reader.begin();
    walk(table, reader, seen);
    return reader.begin();
  }
  if (table.caption) { reader.begin(); walk(table.caption, reader, seen); }
  reader.add({ kind: 'table', ...gridOf(table) });
  for (const image of table.querySelectorAll('img')) readPicture(image, reader, seen);
  return undefined;
}

// Merged cells keep their place; what they cover is empty.
function gridOf(table) {
  const rows = cellsOf(table).map(() => []);
  const merges = [];
  cellsOf(table).forEach((cells, row) => {
    let col = 0;
    for (const cell of cells) {
      while (rows[row][col] !== undefined) col += 1;
      const rowspan = Math.min(cell.rowSpan || rows.length, rows.length - row);
      const colspan = Math.min(cell.colSpan, 100);
      for (let down = 0; down < rowspan; down += 1) {
        for (let right = 0; right < colspan; right += 1) rows[row + down][col + right] = '';
      }
      rows[row][col] = linesOf(cell);
      if (rowspan > 1 || colspan > 1) merges.push({ row, col, rowspan, colspan });
      col += colspan;
    }
  });
  const width = Math.max(...rows.map((row) => row.length));
  const filled = rows.map((row) => Array.from({ length: width }, (_none, col) => row[col] ?? ''));
  const covered = merges.some(({ row, rowspan }) => row === 0 && rowspan > 1);
  return { rows: filled, merges, header: !covered && filled[0].every((text, col) => text || merges.some((each) => each.row === 0 && each.col < col && col < each.col + each.colspan)) };
}

const RAISED = { 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', n: 'ⁿ' };
const LOWERED = { 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉', '+': '₊', '-': '₋' };
const LETTERS = { SUPERSCRIPT: RAISED, SUBSCRIPT: LOWERED };

// Letters of headings and cells have no looks; those of m² are letters of their own.
function plain({ text, styles }) {
  const letters = [...Array(text.length).keys()].map((at) => text[at]);
  for (const [style, from, to] of styles) {
    const table = LETTERS[style];
    if (table && letters.slice(from, to).every((letter) => table[letter])) {
      for (let at = from; at < to; at += 1) letters[at] = table[letters[at]];
    }
  }
  return letters.join('');
}

function linesOf(element) {
  const reader = new Reader(true);
  walk(element, reader, { styles: [], link: '', kept: false, list: null });
  reader.end();
  const lines = reader.parts.flatMap((part) => part.blocks?.map(plain) ?? part.text ?? part.rows?.map((row) => row.join(' ')) ?? part.caption ?? '');
  return lines.filter(Boolean).join('\n');
}

const lineOf = (element) => linesOf(element).replace(/\s+/g, ' ').trim();
