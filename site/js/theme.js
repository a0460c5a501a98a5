// Runs before the first paint: marks that scripts run and that the address asks for something, and applies the theme the
// reader chose last time.
(function () {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');
  root.classList.toggle('asked', window.location.search.length > 1);
  try {
    const chosen = window.localStorage.getItem('llmobs-theme');
    if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
  } catch {
    // A page opened from disk may be refused storage; the system's theme is used then.
  }
})();
