// In the admin: the words of what libraries build in the browser, where those have English alone.
const script = document.querySelector('script[data-admin-words]');
const words = JSON.parse(script.dataset.adminWords);

// What is read out while keywords are suggested.
const suggestions = window.jQuery?.ui?.autocomplete;
if (suggestions) {
  suggestions.prototype.options.messages = {
    noResults: words.no_suggestions,
    results: (number) => words.suggestions.replace('%s', number),
  };
}

// The menu of a table's cells; `DataTableBlock` names this language.
window.Handsontable?.languages.registerLanguageDictionary({
  languageCode: 'vi-VN',
  ...Object.fromEntries(Object.entries(words.table).map(([key, text]) => [`ContextMenu:items.${key}`, text])),
});

// What an empty text invites to (css/admin.css).
document.documentElement.style.setProperty('--invitation', JSON.stringify(words.invitation));

// The form of a translation, which comes and changes with every string that is saved.
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DATE = new RegExp(`\\b(\\d{1,2}) (${MONTHS.join('|')}) (\\d{4})$`);

function inNumbers(_date, day, month, year) {
  return `${day.padStart(2, '0')}/${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}/${year}`;
}

function reword(editor) {
  for (const text of editor.querySelectorAll('h3, li:has(> svg), .w-sr-only')) {
    for (const node of text.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      const said = node.data
        .replace(DATE, inNumbers)
        .replace(/^(.+) to (.+) translation$/, words.translation)
        .replace(/^More actions$/, words.more_actions);
      if (said !== node.data) node.data = said;
    }
  }
}

const editor = document.querySelector('.js-translation-editor');
if (editor) {
  new MutationObserver(() => reword(editor)).observe(editor, { childList: true, characterData: true, subtree: true });
  reword(editor);
}
