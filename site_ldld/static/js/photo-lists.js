// In the editor of texts: a list of photos takes many at once, from the library or the computer.
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, name) => values[name]);
const named = (definition, name) => definition.childBlockDefs.find((child) => child.name === name);

// In which order photos are ticked in the library: what it answers is in an order of its own.
let ticked = [];
document.addEventListener('change', ({ target }) => {
  if (!target.matches?.('[data-multiple-choice-select]')) return;
  ticked = ticked.filter((key) => key !== target.value);
  if (target.checked) ticked.push(target.value);
});

class PhotoList extends window.wagtailStreamField.blocks.ListBlockDefinition {
  render(...places) {
    const list = super.render(...places);
    new Buttons(this, list);
    return list;
  }
}
window.telepath.register('articles.PhotoList', PhotoList);

class Buttons {
  constructor(definition, list) {
    Object.assign(this, { definition, list, settings: definition.meta.photos });
    const { words, accept } = this.settings;
    this.field = Object.assign(document.createElement('input'), { type: 'file', multiple: true, accept, hidden: true });
    this.status = Object.assign(document.createElement('div'), { role: 'status', className: 'photo-list__status' });
    const bar = Object.assign(document.createElement('div'), { className: 'photo-list__buttons' });
    this.choose = this.button(words.choose, () => this.openLibrary());
    this.upload = this.button(words.upload, () => this.field.click());
    const limit = Object.assign(document.createElement('span'), { className: 'help', textContent: words.limit });
    bar.append(this.choose, this.upload, limit, this.field, this.status);
    list.container[0].prepend(bar);
    this.field.addEventListener('change', (event) => {
      event.stopPropagation();
      this.send([...this.field.files]);
      this.field.value = '';
    });
  }

  button(text, act) {
    const button = Object.assign(document.createElement('button'), {
      type: 'button', className: 'button button-small button-secondary', textContent: text,
    });
    button.addEventListener('click', act);
    return button;
  }

  openLibrary() {
    ticked = [];
    const place = (photo) => ticked.indexOf(String(photo.id));
    const chooser = named(named(this.definition.childBlockDef, 'image'), 'image').widget;
    chooser.openModal((chosen) => {
      const photos = [].concat(chosen).sort((one, other) => place(one) - place(other));
      this.report(this.add(photos.map((photo) => [photo, photo.default_alt_text])));
    }, { multiple: true });
  }

  // The files, one after the other, in the order in which the computer gave them.
  async send(files) {
    this.upload.disabled = this.choose.disabled = true;
    const { words, sending } = this.settings;
    const { send, described, failed } = await import(sending.script);
    const keys = [];
    const failures = [];
    for (const [index, file] of files.entries()) {
      this.say([fill(words.uploading, { number: index + 1, all: files.length, name: file.name })]);
      const answer = await send(file, sending);
      if (answer.image_id) keys.push(answer.image_id);
      else failures.push(fill(words.failed, { name: file.name, reason: answer.error_message }));
    }
    try {
      const photos = await described(keys, sending);
      this.report(this.add(photos.map((photo) => [photo, ''])), failures);
    } catch {
      this.say([...failures, failed()]);
    }
    this.upload.disabled = this.choose.disabled = false;
  }

  // Add [photo, description] each as a block; return [how many there were, how many had no room].
  add(photos) {
    const { list, definition: { initialChildState: empty, meta } } = this;
    const room = Math.max((meta.maxNum ?? Infinity) - list.children.length, 0);
    for (const [image, alt_text] of photos.slice(0, room)) {
      const value = { ...empty, image: { ...empty.image, image, alt_text } };
      list.insert(value, list.children.length, { id: crypto.randomUUID?.() ?? String(Math.random()), collapsed: false });
    }
    list.countInput[0].dispatchEvent(new Event('change', { bubbles: true }));
    return [photos.length, Math.max(photos.length - room, 0)];
  }

  report([number, rest], failures = []) {
    const { words } = this.settings;
    const done = number - rest ? [fill(words.done, { number: number - rest })] : [];
    const full = rest ? [fill(words.full, { number: this.definition.meta.maxNum, rest })] : [];
    this.say([...failures, ...full, ...done]);
  }

  say(sentences) {
    this.status.replaceChildren(...sentences.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  }
}
