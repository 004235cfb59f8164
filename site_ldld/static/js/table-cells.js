// In the admin's editors, what is being typed into a cell of a table belongs to the form at once.
// Handsontable hands it over when the cell is left: whatever saves before that saves the table
// without it.
const CONTAINER = '-handsontable-container';
let cell = null;

function editorOf(target) {
  const editor = target.matches('.handsontableInput') ? cell?.table.getActiveEditor() : null;
  return editor?.isOpened() ? editor : null;
}

const fieldOf = (table) => document.getElementById(table.rootElement.id.replace(CONTAINER, ''));

function store({ row, col }, text) {
  const field = fieldOf(cell.table);
  // A table that is new is written whole for the first time; Wagtail does so at any change.
  if (!JSON.parse(field.value)?.data) {
    const choice = document.getElementById(`${field.id}-table-header-choice`);
    choice.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const value = JSON.parse(field.value);
  value.data[row][col] = text;
  field.value = JSON.stringify(value);
}

window.Handsontable?.hooks.add('afterBeginEditing', function begin(row, column) {
  cell = { table: this, before: this.getDataAtCell(row, column) };
});

document.addEventListener('input', ({ target }) => {
  const editor = editorOf(target);
  if (editor) store(editor, target.value);
}, true);

document.addEventListener('keydown', ({ key, target }) => {
  const editor = key === 'Escape' && editorOf(target);
  if (editor) store(editor, cell.before);
}, true);
