// A button and a box → the box opens below the button and closes on Escape, on a click elsewhere, and when focus leaves.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** The one that is open. */
  let current = null;

  function close(focus) {
    if (!current) return;
    const { button, box, closed } = current;
    current = null;
    box.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (focus) button.focus();
    closed();
  }

  /** Keeps the open box inside the page: it hangs from the button's right edge where it would stick out on the right. */
  function place() {
    if (!current) return;
    const { holder, box } = current;
    box.classList.remove('from-end');
    const edge = document.documentElement.clientWidth;
    box.classList.toggle('from-end', box.getBoundingClientRect().right > edge - 8 && holder.getBoundingClientRect().right > box.offsetWidth);
  }

  /** `holder` has both in it. `opened` is called when the box can be seen, `closed` when it no longer can. */
  function attach(holder, button, box, { opened, closed }) {
    button.addEventListener('click', () => {
      if (current && current.box === box) return close(true);
      close(false);
      current = { holder, button, box, closed };
      box.hidden = false;
      button.setAttribute('aria-expanded', 'true');
      place();
      opened();
    });
    holder.addEventListener('focusout', ({ relatedTarget }) => {
      // What cannot be reached with Tab got the focus by a click, which is looked at below.
      if (current && current.box === box && relatedTarget?.tabIndex >= 0 && !holder.contains(relatedTarget)) close(false);
    });
  }

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !current) return;
    event.preventDefault();
    close(true);
  });
  document.addEventListener('click', ({ target }) => {
    if (!current || current.holder.contains(target) || !target.isConnected) return;
    // A control that was clicked has the focus; a click on anything else gives it back.
    close(!target.closest('a, button, input, select, summary, [tabindex="0"]'));
  });

  window.addEventListener('resize', place);

  llmobs.popover = { attach, place };
})();
