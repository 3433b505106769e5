// The left side of the page: the requests, the newest first. Of very many only some are in the page at a time.
import { ask, bdi, clock, dollars, h, number, short, time } from './dom.js';

const PAGE = 200;

const FILTERS = {
  all: () => true,
  messages: row => row.operation.startsWith('messages.') || row.input_tokens !== undefined,
  errors: row => isBad(row),
  streams: row => row.stream,
  tools: row => row.tools?.length > 0,
  misses: row => row.input_tokens > 0 && row.cache_read === 0,
  open: row => row.state === 'open'
};

export function isBad(row) {
  return row.status >= 400 || row.error !== undefined || row.state === 'cut' || row.state === 'client_left';
}

export class List {
  constructor(place, newest, more, count, choose) {
    this.place = place;
    this.newest = newest;
    this.more = more;
    this.count = count;
    this.choose = choose;
    this.rows = new Map();
    this.items = new Map();
    this.from = 0;
    this.limit = PAGE;
    this.chosen = null;
    this.filter = 'all';
    this.text = '';
    this.found = new Set();
    more.addEventListener('click', () => {
      this.limit += PAGE;
      this.draw();
    });
    newest.addEventListener('click', () => {
      this.begin();
      this.place.focus();
    });
    place.addEventListener('keydown', e => this.key(e));
    place.addEventListener('click', e => {
      const item = e.target.closest('[role=option]');
      if (item) {
        this.choose(Number(item.dataset.id));
      }
    });
  }

  /** Takes in what is new, and drops what the server has forgotten. */
  take(rows, oldest) {
    const fresh = rows.filter(row => !this.rows.has(row.id));
    rows.forEach(row => this.rows.set(row.id, row));
    for (const id of this.rows.keys()) {
      if (id >= oldest) {
        break;
      }
      this.rows.delete(id);
    }
    this.changed = new Set(rows.map(row => row.id));
    if (this.from > 0) {
      this.from += fresh.filter(row => this.shows(row)).length;
    }
    this.draw();
    return fresh;
  }

  all() {
    return [...this.rows.values()].sort((a, b) => b.id - a.id);
  }

  shows(row) {
    return FILTERS[this.filter](row)
      && (this.text === '' || this.found.has(row.id) || says(row).includes(this.text.toLowerCase()));
  }

  shown() {
    return this.all().filter(row => this.shows(row));
  }

  /** Shows the newest. */
  begin() {
    this.from = 0;
    this.limit = PAGE;
    this.draw();
    this.place.scrollTop = 0;
  }

  /** Shows requests with this text alone; what the page does not have is looked up by the server. */
  async search(text) {
    this.text = text.trim();
    this.found = new Set();
    this.begin();
    this.looking?.abort();
    if (this.text.length > 1) {
      this.looking = new AbortController();
      try {
        const answer = await (await ask('search', { text: this.text }, this.looking.signal)).json();
        this.found = new Set(answer.ids);
        this.draw();
      } catch (e) {
        if (e.name !== 'AbortError') {
          this.count.textContent = 'Searched only what this page has.';
        }
      }
    }
  }

  select(id) {
    this.chosen = id;
    this.draw();
    this.items.get(id)?.scrollIntoView({ block: 'nearest' });
  }

  draw() {
    const rows = this.shown();
    const seen = rows.slice(this.from, this.from + this.limit);
    const items = new Map();
    for (const row of seen) {
      const known = this.items.get(row.id);
      items.set(row.id, known && !this.changed?.has(row.id) ? known : this.item(row));
    }
    for (const [id, item] of items) {
      const chosen = id === this.chosen;
      if (item.getAttribute('aria-selected') !== String(chosen)) {
        item.setAttribute('aria-selected', String(chosen));
      }
    }
    this.items = items;
    this.changed = null;
    let at = this.place.firstChild;
    for (const item of items.values()) {
      if (item === at) {
        at = at.nextSibling;
      } else {
        this.place.insertBefore(item, at);
      }
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
    if (items.has(this.chosen)) {
      this.place.setAttribute('aria-activedescendant', 'row-' + this.chosen);
    } else {
      this.place.removeAttribute('aria-activedescendant');
    }
    this.newest.hidden = this.from === 0;
    this.more.hidden = rows.length <= this.from + this.limit;
    this.more.textContent = `Show more of ${number(rows.length)}`;
    this.count.textContent = this.rows.size === rows.length ? '' : `${number(rows.length)} of ${number(this.rows.size)}`;
  }

  item(row) {
    const bad = isBad(row);
    return h('li', { id: 'row-' + row.id, role: 'option', 'data-id': row.id, 'aria-selected': 'false',
      class: bad ? 'bad' : row.state === 'open' ? 'running' : '' },
    h('div', { class: 'line' },
      h('span', { class: 'dot', 'aria-hidden': 'true' }),
      h('span', { class: 'id' }, '#' + row.id),
      bdi(row.operation || `${row.method} ${row.path}`, { class: 'what' }),
      h('span', { class: bad ? 'status bad' : 'status' }, status(row)),
      h('span', { class: 'took' }, row.duration_ms === undefined ? '' : time(row.duration_ms))),
    h('div', { class: 'line second' }, h('span', { class: 'said', dir: 'auto' }, (row.error && bad ? why(row) : row.preview) || row.path)),
    row.model || row.input_tokens !== undefined ? h('div', { class: 'line third' },
      row.model ? bdi(row.model.replace(/^claude-/, ''), { class: 'model' }) : null,
      row.input_tokens === undefined ? null : [
        h('span', { title: 'tokens in and out' }, `${short(row.input_tokens)} → ${short(row.output_tokens)}`), cacheBar(row)],
      row.cost === undefined ? null : h('span', {}, (row.cost_unknown ? '≥ ' : '') + dollars(row.cost)),
      (row.tools ?? []).slice(0, 2).map(tool => bdi(tool, { class: 'chip tool-chip' })),
      row.tools?.length > 2 ? h('span', { class: 'chip' }, `+${row.tools.length - 2}`) : null,
      h('span', { class: 'when' }, clock(row.at))) : null);
  }

  key(e) {
    const rows = this.shown();
    const at = rows.findIndex(row => row.id === this.chosen);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 10, PageUp: at - 10,
      j: at + 1, k: at - 1 };
    if (e.key === 'Enter' && at >= 0) {
      e.preventDefault();
      this.choose(this.chosen, true);
    } else if (e.key in moves && rows.length > 0) {
      e.preventDefault();
      const to = Math.min(rows.length - 1, Math.max(0, moves[e.key]));
      if (to < this.from || to >= this.from + this.limit) {
        this.from = Math.max(0, to - PAGE / 2);
        this.limit = PAGE;
      }
      this.choose(rows[to].id, false, true);
    }
  }
}

function status(row) {
  const broken = { open: 'running', cut: 'cut', client_left: 'left' }[row.state] ?? '';
  return row.status === 0 || row.state === 'open' ? broken || 'none' : broken ? `${row.status} ${broken}` : row.status;
}

function why(row) {
  return [row.error.type, row.error.message].filter(Boolean).join(': ');
}

function says(row) {
  return [row.operation, row.method, row.path, row.model, row.preview, row.status, row.stop_reason, row.error?.type, row.error?.message,
    ...(row.tools ?? [])].join('\n').toLowerCase();
}

/** How much of the input was read from the cache, was written to it, and was neither. */
function cacheBar(row) {
  if (row.input_tokens === 0) {
    return null;
  }
  const read = Math.round(100 * row.cache_read / row.input_tokens);
  const bar = h('span', { class: 'cache-bar', role: 'img', 'aria-label': `${read} percent from the cache`, title: `${read} % from the cache` },
    h('i', { class: 'read' }), h('i', { class: 'write' }));
  // The policy of this page lets no style stand in markup.
  bar.children[0].style.width = read + '%';
  bar.children[1].style.width = Math.round(100 * row.cache_write / row.input_tokens) + '%';
  return bar;
}
