// The palette (Ctrl K) and the search key (/). Both only shorten the way to pages that work without this file.
'use strict';
(() => {
  const palette = document.getElementById('palette');
  const field = document.getElementById('palette-field');
  const list = document.getElementById('palette-list');
  const say = document.getElementById('palette-say');
  const slash = document.getElementById('palette-slash');
  const find = document.getElementById('find');
  const opener = document.getElementById('palette-open');
  const SLASH = 'bailiwick-slash';
  let at = -1;
  let asked = null;
  let shown = null;

  const options = () => [...list.querySelectorAll('[role="option"]')];

  function choose(index) {
    const all = options();
    at = all.length === 0 ? -1 : (index + all.length) % all.length;
    all.forEach((option, number) => option.setAttribute('aria-selected', String(number === at)));
    if (at < 0) {
      field.removeAttribute('aria-activedescendant');
    } else {
      field.setAttribute('aria-activedescendant', all[at].id);
      all[at].scrollIntoView({ block: 'nearest' });
    }
  }

  function open() {
    if (!palette.open) {
      palette.showModal();
      field.value = find.value;
      field.select();
      htmx.trigger(field, 'palette');
    }
  }

  function typing(target) {
    return target.closest('input, textarea, select, [contenteditable]') !== null;
  }

  function slashIsOn() {
    return localStorage.getItem(SLASH) !== 'off';
  }

  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      open();
    } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && slashIsOn()
        && !palette.open && !typing(event.target)) {
      event.preventDefault();
      if (find.checkVisibility()) {
        find.focus();
        find.select();
      } else {
        open();
      }
    }
  });

  field.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(event.key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Whoever types faster than the answer comes means the words, not the hits of other words.
      const chosen = at >= 0 || shown === field.value ? options()[Math.max(at, 0)] : undefined;
      if (chosen) {
        chosen.click();
      } else if (field.value.trim().length > 1) {
        find.value = field.value;
        find.form.submit();
      }
    }
  });

  field.addEventListener('htmx:beforeRequest', () => {
    asked = field.value;
  });

  list.addEventListener('htmx:afterSwap', () => {
    shown = asked;
    list.dataset.words = shown;
    const count = options().length;
    // What was chosen among the hits of fewer letters stays chosen while it is one.
    const chosen = field.getAttribute('aria-activedescendant');
    const kept = chosen === null ? -1 : options().findIndex(option => option.id === chosen);
    at = -1;
    field.removeAttribute('aria-activedescendant');
    if (kept >= 0) {
      choose(kept);
    }
    field.setAttribute('aria-expanded', String(count > 0));
    say.textContent = count === 0 ? 'Nothing that you may see matches.' : count === 1 ? '1 match' : count + ' matches';
  });

  field.addEventListener('htmx:responseError', () => {
    list.replaceChildren();
    field.setAttribute('aria-expanded', 'false');
    say.textContent = 'The search was not answered; try again.';
  });

  palette.addEventListener('click', event => {
    if (event.target === palette) {
      palette.close();
    }
  });

  slash.checked = slashIsOn();
  slash.addEventListener('change', () => localStorage.setItem(SLASH, slash.checked ? 'on' : 'off'));
  opener.hidden = false;
  opener.addEventListener('click', open);
})();
