// Runs before the first paint: marks that scripts run, and applies the theme the reader chose last time.
(function () {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');
  try {
    const chosen = window.localStorage.getItem('llmobs-theme');
    if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
  } catch {
    // A page opened from disk may be refused storage; the system's theme is used then.
  }
})();
