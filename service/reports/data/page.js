// Search, filters, links into folded or hidden answers, colours. Without it the page shows
// everything.
'use strict';
(() => {
  const root = document.documentElement;
  const toolbar = document.getElementById('toolbar');
  const shown = document.getElementById('shown');
  const items = [...document.querySelectorAll('[data-verdict]')];
  const groups = [...document.querySelectorAll('section.part, tbody')]
    .filter((group) => group.querySelector('[data-verdict]'));
  const others = [...document.querySelectorAll('section.part')]
    .filter((section) => !groups.includes(section));
  const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const answers = items.filter((item) => !item.classList.contains('pointer'));
  const verdicts = new Set();
  let differing = false;

  const search = document.createElement('input');
  search.type = 'search';
  search.id = 'search';
  search.autocomplete = 'off';
  toolbar.querySelector('[data-field]').append(search);
  toolbar.hidden = false;
  toolbar.addEventListener('submit', (event) => event.preventDefault());

  function fits(item, words) {
    const own = item.dataset.verdict.split(' ');
    return (verdicts.size === 0 || own.some((verdict) => verdicts.has(verdict))) &&
      (!differing || item.dataset.differs === 'yes') &&
      words.every((word) => texts.get(item).includes(word));
  }

  function update() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const narrowed = words.length > 0 || verdicts.size > 0 || differing;
    for (const item of items) item.hidden = !fits(item, words);
    for (const group of groups) {
      group.hidden = !group.querySelector('[data-verdict]:not([hidden])');
    }
    for (const section of others) section.hidden = narrowed;
    const count = answers.filter((item) => !item.hidden).length;
    shown.textContent = narrowed ? `${count} of ${answers.length} shown` : '';
  }

  search.addEventListener('input', update);
  function toggle(button, change) {
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(on));
      change(on);
      update();
    });
  }
  for (const button of toolbar.querySelectorAll('[data-filter]')) {
    const verdict = button.dataset.filter;
    toggle(button, (on) => (on ? verdicts.add(verdict) : verdicts.delete(verdict)));
  }
  if (document.querySelector('[data-differs]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chip plain';
    button.setAttribute('aria-pressed', 'false');
    button.textContent = 'Only where apps differ';
    toggle(button, (on) => { differing = on; });
    toolbar.querySelector('.filters').append(button);
  }

  function clear() {
    search.value = '';
    verdicts.clear();
    differing = false;
    for (const button of toolbar.querySelectorAll('[aria-pressed]')) {
      button.setAttribute('aria-pressed', 'false');
    }
    update();
  }

  // On a phone each row of the table folds to how many apps say what.
  const phone = matchMedia('screen and (max-width: 52rem)');
  const rows = [...document.querySelectorAll('.matrix tr.row')];
  function fold(row, folded) {
    row.classList.toggle('folded', folded);
    row.querySelector('.fold').setAttribute('aria-expanded', String(!folded));
  }
  function addFold(row) {
    const head = row.querySelector('th');
    const control = document.createElement('button');
    control.type = 'button';
    control.className = 'fold';
    control.append(...head.childNodes);
    control.addEventListener('click', () => fold(row, !row.classList.contains('folded')));
    const counts = new Map();
    for (const cell of row.querySelectorAll('td')) {
      const text = cell.className === 'value' ? 'Stated' : cell.textContent;
      const known = counts.get(text) || {count: 0, look: cell.className};
      counts.set(text, {...known, count: known.count + 1});
    }
    const sum = document.createElement('span');
    sum.className = 'sum';
    for (const [text, {count, look}] of counts) {
      const badge = document.createElement('span');
      badge.className = `badge ${look}`;
      badge.textContent = `${count} ${text}`;
      sum.append(badge, ' ');
    }
    control.append(sum);
    head.append(control);
  }
  // As a table the questions need no buttons.
  function adapt() {
    for (const row of rows) {
      if (phone.matches) {
        if (!row.querySelector('.fold')) addFold(row);
        fold(row, true);
      } else if (row.querySelector('.fold')) {
        row.classList.remove('folded');
        const control = row.querySelector('.fold');
        control.querySelector('.sum').remove();
        control.replaceWith(...control.childNodes);
      }
    }
  }
  phone.addEventListener('change', adapt);
  adapt();

  // A link into the page leads there whatever is filtered or folded.
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest('[hidden]')) clear();
    target.closest('details')?.setAttribute('open', '');
    if (target.querySelector('.fold')) fold(target, false);
    target.scrollIntoView();
    target.focus({preventScroll: true});
  }
  addEventListener('hashchange', follow);
  follow();

  const controls = document.querySelector('[data-controls]');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const button = document.createElement('button');
  button.type = 'button';
  const isDark = () => (root.dataset.theme || (dark.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { button.textContent = isDark() ? 'Light colours' : 'Dark colours'; };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    label();
  });
  dark.addEventListener('change', label);
  label();
  controls.append(button);

  // On a phone the contents would push the answers off the screen.
  const contents = document.querySelector('.contents details');
  if (contents && matchMedia('(max-width: 52rem)').matches) contents.open = false;

  // Paper cannot be unfolded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('main details:not([open])')];
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  });
})();
