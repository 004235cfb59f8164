// In the admin: a chooser that opens is typed into at once. The dialog takes the cursor when it is
// shown; it goes on to the field that asks for it.
document.addEventListener('focusin', ({ target }) => {
  if (target.matches('.modal')) target.querySelector('[autofocus]')?.focus();
});
