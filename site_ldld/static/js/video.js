// Puts a video's player in its place once the reader asks for it; before that, no other host knows.
for (const figure of document.querySelectorAll('[data-video]')) {
  const link = figure.querySelector('a');
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement('iframe');
    player.src = figure.dataset.video;
    player.title = figure.querySelector('.video__title').textContent;
    player.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    player.referrerPolicy = 'strict-origin-when-cross-origin';
    link.replaceWith(player);
    player.focus();
  });
}
