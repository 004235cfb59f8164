// Wagtail's editor of texts, in which "/" opens no menu, and "- ", "1. ", "*x*" stay what was typed.
// No module: it has to be there before the first text is drawn.
{
  const { EditorState, Modifier } = window.DraftJS;
  const { DraftUtils, DraftailRichTextArea } = window.draftail;
  // What Draftail takes for a shortcut once the letter after it comes.
  const BEGINS_BLOCK = /^([*>-]|1\.|#{1,6}|``)$/;
  const ENDS_STYLE = /[*_~`]$/;

  // Where words can be commented on, Wagtail looks at every letter of the text at each key: texts
  // longer than this are commented on as a whole.
  const LONG = 200;
  const paragraphs = (state) => state.getCurrentContent?.().getBlockMap().size ?? JSON.parse(state)?.blocks.length ?? 0;

  class TextEditor extends DraftailRichTextArea {
    constructor(options) {
      super({ ...options, commandToolbar: () => null });
    }

    render(container, name, id, state, ...others) {
      container.toggleAttribute('data-contentpath-disabled', paragraphs(state) > LONG);
      return super.render(container, name, id, state, ...others);
    }
  }
  window.telepath.register('site_ldld.TextEditor', TextEditor);

  const editorOf = (target) =>
    target.closest?.('[data-draftail-editor-wrapper]')?.parentNode.querySelector('[data-draftail-input], input[type=hidden]')?.draftailEditor;

  function isShortcut(state) {
    const selection = state.getSelection();
    if (!selection.isCollapsed()) return false;
    const text = DraftUtils.getSelectedBlock(state).getText();
    const before = text.slice(0, selection.getStartOffset());
    return BEGINS_BLOCK.test(before) || ENDS_STYLE.test(before);
  }

  function inserted(state, letters) {
    const content = Modifier.insertText(
      state.getCurrentContent(), state.getSelection(), letters,
      state.getCurrentInlineStyle(), DraftUtils.getSelectionEntity(state),
    );
    return EditorState.push(state, content, 'insert-characters');
  }

  const take = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };

  // A letter reaches the editor as `keypress` (blanks; in Firefox all) or as `textInput`.
  function type(event) {
    const letters = event.type === 'textInput' ? event.data : event.key;
    const state = editorOf(event.target)?.getEditorState();
    if (!state || !letters || letters === 'Enter' || event.ctrlKey || event.metaKey || !isShortcut(state)) return;
    take(event);
    editorOf(event.target).onChange(inserted(state, letters));
  }
  for (const name of ['keypress', 'textInput']) window.addEventListener(name, type, true);

  // At the end of a line Draftail makes of "*x*" what it made of it before a letter.
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    const editor = editorOf(event.target);
    const state = editor?.getEditorState();
    if (!state?.getSelection().isCollapsed() || !ENDS_STYLE.test(DraftUtils.getSelectedBlock(state).getText())) return;
    take(event);
    const split = () => EditorState.push(state, Modifier.splitBlock(state.getCurrentContent(), state.getSelection()), 'split-block');
    editor.onChange(DraftUtils.handleNewLine(state, event) || split());
  }, true);

  // What an input method composes is known at its end, when the editor has read it from the page.
  const READ = 40;
  let begun = null;
  window.addEventListener('compositionstart', ({ target }) => {
    const state = editorOf(target)?.getEditorState();
    begun = state && isShortcut(state) ? state : null;
  }, true);
  window.addEventListener('compositionend', ({ target, data }) => {
    const editor = editorOf(target);
    const state = begun;
    begun = null;
    if (!editor || !state || !data) return;
    setTimeout(() => {
      const wanted = inserted(state, data);
      const plain = (each) => each.getCurrentContent().getPlainText();
      if (plain(editor.getEditorState()) !== plain(wanted)) editor.onChange(wanted);
    }, READ);
  }, true);
}
