// Keeps the page up to date and its parts together.
import { ask, dollars, h, number, short } from './dom.js';
import { Details } from './details.js';
import { List, isBad } from './list.js';

const byId = id => document.getElementById(id);

const list = new List(byId('list'), byId('newest'), byId('more'), byId('count'), choose);
const details = new Details(byId('details'), () => list.all(), leave);

/** Between two looks at a busy server. */
const PAUSE = 120;
const BUSY = 500;
const PATIENCE = 1500;
const SPOKEN = 4000;

let unspoken = 0;
let spoken = 0;

function choose(id, enter = true, byKey = false) {
  list.select(id);
  const shown = details.show(id);
  if (!byKey) {
    document.body.classList.add('chosen');
    if (enter) {
      shown.then(() => matchMedia('(max-width: 820px)').matches || document.activeElement === byId('list') ? details.focus() : null);
    }
  }
}

function leave() {
  document.body.classList.remove('chosen');
  byId('list').focus();
}

async function watch() {
  let version = null;
  let failures = 0;
  for (;;) {
    try {
      const news = await (await ask('changes', version === null ? {} : { since: version })).json();
      failures = 0;
      version = news.version;
      said('live', news.api ? 'watching' : 'serving', 'good');
      place(news);
      arrived(list.take(news.rows, news.oldest), news.rows);
      await pause(news.rows.length < BUSY ? PAUSE : 0);
    } catch {
      failures++;
      said('live', failures > 2 ? 'The server has ended. What is listed here stays; what was not opened is gone.' : 'looking for the server …', 'bad');
      await pause(PATIENCE);
    }
  }
}

function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

function said(id, text, kind) {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
    element.className = `live ${kind}`;
  }
}

function place(news) {
  const text = news.api ? `${news.watched} → ${news.api}` : news.watched;
  if (byId('place').textContent !== text) {
    byId('place').textContent = text;
    byId('place').title = text;
    document.title = `claude4j window, ${news.watched.replace('http://', '')}`;
  }
  if (list.rows.size === 0 && news.rows.length === 0 && details.id === null) {
    byId('details').replaceChildren(h('div', { class: 'empty' }, h('p', {}, 'Waiting for the first request. Point a program at'),
      h('pre', { class: 'code-block prose' }, `ANTHROPIC_BASE_URL=${news.watched}`)));
  }
}

function arrived(fresh, rows) {
  totals();
  if (fresh.length > 0 && details.id === null) {
    details.empty();
  }
  if (byId('follow').checked && fresh.length > 0) {
    choose(Math.max(...fresh.map(row => row.id)), false, true);
  } else if (rows.some(row => row.id === details.id)) {
    details.show(details.id);
  }
  unspoken += fresh.length;
  const failed = rows.find(row => isBad(row));
  if (unspoken > 0 && Date.now() - spoken > SPOKEN) {
    byId('news').textContent = (unspoken === 1 ? 'A new request' : `${number(unspoken)} new requests`)
      + (failed ? `; request ${failed.id} failed: ${failed.error?.type || failed.status || failed.state}` : '');
    unspoken = 0;
    spoken = Date.now();
  }
}

function totals() {
  const sum = { count: 0, bad: 0, input: 0, output: 0, read: 0, cost: 0 };
  for (const row of list.rows.values()) {
    sum.count++;
    sum.bad += isBad(row) ? 1 : 0;
    sum.input += row.input_tokens ?? 0;
    sum.output += row.output_tokens ?? 0;
    sum.read += row.cache_read ?? 0;
    sum.cost += Number(row.cost ?? 0);
  }
  const told = [['requests', number(sum.count)], ['failed', sum.bad > 0 ? number(sum.bad) : null],
    ['tokens', `${short(sum.input)} → ${short(sum.output)}`],
    ['from cache', sum.input > 0 ? `${Math.round(100 * sum.read / sum.input)} %` : null], ['cost', dollars(sum.cost)]];
  byId('totals').replaceChildren(...told.filter(([, value]) => value !== null)
    .map(([name, value]) => h('div', { class: name === 'failed' ? 'bad' : '' }, h('dt', {}, name), h('dd', {}, value))));
}

let typing;
byId('search').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => list.search(byId('search').value), 150);
});
byId('tools').addEventListener('submit', e => e.preventDefault());
byId('filter').addEventListener('change', () => {
  list.filter = byId('filter').value;
  list.begin();
});
byId('follow').addEventListener('change', () => {
  const newest = list.all()[0];
  if (byId('follow').checked && newest) {
    choose(newest.id, false, true);
  }
});
byId('help-open').addEventListener('click', () => byId('help').showModal());
document.addEventListener('keydown', e => {
  const writing = ['INPUT', 'SELECT', 'TEXTAREA'].includes(e.target.tagName);
  if (e.key === '/' && !writing) {
    e.preventDefault();
    byId('search').focus();
  } else if (e.key === 'Escape' && !byId('help').open && (e.target === byId('search') || byId('details').contains(e.target))) {
    leave();
  }
});

watch();
