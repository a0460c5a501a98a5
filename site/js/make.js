// One element from its name, properties, attributes and children. Texts stay texts: nothing here reads HTML.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Names with a dash, `role` and `for` are attributes, all else are properties. Children are elements or texts. */
  llmobs.make = (tag, given = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  };
})();
