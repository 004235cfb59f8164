// In the admin: begins the choosers, dates and rows that Wagtail would begin by scripts written into
// the page (`home/inline_scripts.py` has made data of them). No module, and before all others: it
// has to see a new element before Wagtail's own observer takes the menu of a chooser out of it.
{
  const WAITING = 'script[data-starts]';
  const ALLOWED = /^\w*Chooser$|^InlinePanel$|^MultipleChooserPanel$/;

  const start = (element) => {
    const { starts: name, with: given } = element.dataset;
    // Once: a row that is moved is in the page anew.
    element.removeAttribute('data-starts');
    if (!ALLOWED.test(name)) return;
    if (name.startsWith('init')) window[name](...JSON.parse(given));
    else new window[name](...JSON.parse(given));
  };

  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE || !node.isConnected) continue;
        if (node.matches(WAITING)) start(node);
        else node.querySelectorAll(WAITING).forEach(start);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
}
