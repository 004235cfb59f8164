// Runs before anything is painted: the size of letters and the contrast that the reader chose, and
// a mark that scripts run. Everything else waits for the page (site.js).
(() => {
  const { dataset } = document.documentElement;
  dataset.scripted = '';
  try {
    for (const choice of ['textSize', 'contrast']) {
      if (localStorage[choice]) dataset[choice] = localStorage[choice];
    }
  } catch { /* the browser keeps nothing for this site */ }
})();
