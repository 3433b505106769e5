// All of one request.
import { ask, bdi, clock, copyButton, dollars, h, number, size, time } from './dom.js';
import { compare } from './compare.js';
import { conversation, toolResult } from './conversation.js';
import { Source, prose, tree } from './text.js';
import { timeline } from './timeline.js';

const TABS = [['conversation', 'Conversation'], ['timeline', 'Timeline'], ['tools', 'Tools'], ['compare', 'Compare'],
  ['headers', 'Headers'], ['raw', 'JSON'], ['curl', 'curl']];

/** The right side of the page: shows one exchange at a time, in one of several views. */
export class Details {
  constructor(place, rows, leave) {
    this.place = place;
    this.rows = rows;
    this.leave = leave;
    this.tab = 'conversation';
    this.id = null;
    this.empty();
  }

  empty() {
    this.place.replaceChildren(h('p', { class: 'empty' }, 'Choose a request to see what was said.'));
  }

  /** Shows this exchange, or what is new of it. */
  async show(id) {
    const other = id !== this.id;
    this.id = id;
    try {
      const answer = await (await ask('exchange', { id })).json();
      if (this.id !== id) {
        return;
      }
      this.details = answer.value;
      this.source = new Source(id, answer.cuts);
      this.draw(other);
    } catch (e) {
      if (this.id === id && other) {
        this.place.replaceChildren(h('p', { class: 'empty' }, e.message));
      }
    }
  }

  focus() {
    (this.place.querySelector('[role=tab][aria-selected=true]') ?? this.place).focus();
  }

  draw(other) {
    const scroll = this.place.scrollTop;
    const open = new Map([...this.place.querySelectorAll('details[data-key]')].map(box => [box.dataset.key, box.open]));
    const focused = document.activeElement?.closest?.('#details [role=tab]') !== null && this.place.contains(document.activeElement);
    this.panel = h('div', { id: 'panel', role: 'tabpanel', tabindex: '0', 'aria-labelledby': 'tab-' + this.tab });
    this.place.replaceChildren(this.head(), this.tabs(), this.panel);
    this.fill();
    if (!other) {
      for (const box of this.place.querySelectorAll('details[data-key]')) {
        box.open = open.get(box.dataset.key) ?? box.open;
      }
      if (focused) {
        this.focus();
      }
    }
    this.place.scrollTop = other ? 0 : scroll;
  }

  head() {
    const row = this.details.row;
    return h('header', { class: 'head' },
      h('button', { type: 'button', class: 'back', click: () => this.leave() }, '← Requests'),
      h('h2', {}, h('span', { class: 'hint' }, `#${row.id} `), bdi(row.operation || `${row.method} ${row.path}`),
        row.model ? bdi(row.model, { class: 'chip' }) : null, row.stream ? h('span', { class: 'chip' }, 'stream') : null),
      h('p', { class: 'hint' }, bdi(`${row.method} ${row.path}`), ' at ', clock(row.at), ', ',
        `${size(row.request_bytes)} sent, ${size(row.bytes)} received`),
      problem(row),
      cards(row, this.details, () => this.choose('compare')));
  }

  tabs() {
    const offered = this.offered();
    if (!offered.some(([name]) => name === this.tab)) {
      this.tab = offered[0][0];
      this.panel.setAttribute('aria-labelledby', 'tab-' + this.tab);
    }
    return h('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Views of the request', keydown: e => this.key(e) },
      offered.map(([name, label]) => h('button', {
        id: 'tab-' + name, type: 'button', role: 'tab', 'aria-selected': String(name === this.tab), 'aria-controls': 'panel',
        tabindex: name === this.tab ? '0' : '-1', click: () => this.choose(name)
      }, label)));
  }

  offered() {
    const calls = toolCalls(this.details).length;
    return TABS.filter(([name]) => name !== 'tools' || calls > 0)
      .map(([name, label]) => name === 'tools' ? [name, `${label} ${calls}`] : [name, label]);
  }

  key(e) {
    const names = this.offered().map(([name]) => name);
    const steps = { ArrowRight: 1, ArrowLeft: -1 };
    const at = names.indexOf(this.tab);
    const to = e.key in steps ? (at + steps[e.key] + names.length) % names.length
      : e.key === 'Home' ? 0 : e.key === 'End' ? names.length - 1 : -1;
    if (to >= 0) {
      e.preventDefault();
      this.choose(names[to]);
      this.focus();
    }
  }

  choose(name) {
    this.tab = name;
    for (const tab of this.place.querySelectorAll('[role=tab]')) {
      const chosen = tab.id === 'tab-' + name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    this.panel.setAttribute('aria-labelledby', 'tab-' + name);
    this.fill();
  }

  fill() {
    const { details, source } = this;
    const views = {
      conversation: () => conversation(details, source),
      timeline: () => timeline(details, source),
      tools: () => tools(details, source),
      compare: () => compare(details, this.rows()),
      headers: () => headers(details),
      raw: () => raw(details, source),
      curl: () => curl(details, source)
    };
    this.panel.replaceChildren(...[views[this.tab]()].flat(Infinity).filter(Boolean));
  }
}

/** What went wrong, in words. */
export function problem(row) {
  const how = { cut: 'The connection was closed before the answer was complete.',
    client_left: 'The client closed the connection before the answer was complete.' }[row.state];
  if (!row.error && !how && row.status < 400) {
    return null;
  }
  return h('div', { class: 'problem' },
    h('strong', {}, [row.status >= 400 ? `${row.status} ` : '', row.error?.type || (row.status >= 400 ? 'error' : 'broken')]), ' ',
    row.error?.message ? bdi(row.error.message) : null, how ? h('p', {}, how) : null);
}

function cards(row, details, compared) {
  const made = [card('Status', row.status === 0 ? row.state === 'open' ? 'running' : 'none' : row.status, row.stop_reason)];
  if (row.duration_ms !== undefined) {
    made.push(card('Time', time(row.duration_ms), row.first_byte_ms === undefined ? '' : `first byte ${time(row.first_byte_ms)}`));
  }
  if (row.input_tokens !== undefined) {
    made.push(card('Tokens', `${number(row.input_tokens)} in`, `${number(row.output_tokens)} out`));
    made.push(cacheCard(row, details, compared));
  }
  if (row.cost !== undefined) {
    made.push(card('Cost', (row.cost_unknown ? '≥ ' : '') + dollars(row.cost),
      row.cost_unknown ? `no price for ${row.cost_unknown}` : 'by list prices'));
  }
  return h('dl', { class: 'cards' }, made);
}

function card(name, value, note = '') {
  return h('div', {}, h('dt', {}, name), h('dd', {}, h('b', {}, value), note ? h('span', {}, note) : null));
}

function cacheCard(row, details, compared) {
  const share = row.input_tokens === 0 ? 0 : Math.round(100 * row.cache_read / row.input_tokens);
  return h('div', {}, h('dt', {}, 'Cache'), h('dd', {},
    h('b', {}, `${share} % read`), h('span', {}, row.cache_write > 0 ? `${number(row.cache_write)} written` : ''),
    details.previous ? h('button', { type: 'button', class: 'link', click: compared }, `compare with #${details.previous}`) : null));
}

function toolCalls(details) {
  const answer = details.response?.message ?? details.response?.body;
  const at = details.response?.message ? '/response/message' : '/response/body';
  const messages = (Array.isArray(details.request.body?.messages) ? details.request.body.messages : [])
    .map((message, i) => [`/request/body/messages/${i}`, message]).concat([[at, answer]]);
  const calls = [];
  const results = new Map();
  for (const [path, message] of messages) {
    (Array.isArray(message?.content) ? message.content : []).forEach((block, i) => {
      const type = String(block?.type);
      if (type.endsWith('tool_use')) {
        calls.push({ block, at: `${path}/content/${i}` });
      } else if (block?.tool_use_id !== undefined) {
        results.set(block.tool_use_id, { block, at: `${path}/content/${i}` });
      }
    });
  }
  return calls.map(call => ({ ...call, result: results.get(call.block.id), later: details.results[call.block.id] }));
}

function tools(details, source) {
  return toolCalls(details).reverse().map(({ block, at, result, later }) => h('article', { class: 'turn call' },
    h('h3', {}, bdi(String(block.name), { class: 'tool-name' }), ' ', bdi(String(block.id), { class: 'hint' })),
    tree(block.input ?? {}, at + '/input', source),
    result ? toolResult(result.block, result.at, source, { [block.id]: block.name })
      : later ? [h('p', { class: 'hint' }, `The result came with request #${later.exchange}.`),
        toolResult(later, `/results/${block.id}`, source, { [block.id]: block.name })]
        : h('p', { class: 'hint' }, 'No result has come yet.')));
}

function headers(details) {
  const table = (title, list) => h('section', { class: 'turn' }, h('h3', {}, title),
    h('table', { class: 'headers' }, h('tbody', {}, list.map(([name, value]) =>
      h('tr', {}, h('th', { scope: 'row' }, bdi(name)), h('td', {}, value === '***' ? h('span', { class: 'hint' }, 'not shown') : bdi(value)))))));
  return [table('Request', details.request.headers), details.response ? table('Answer', details.response.headers) : null,
    h('p', { class: 'hint' }, 'Values are shown of headers that hold no credentials.')];
}

function raw(details, source) {
  const half = (title, value, at, name) => {
    const kind = ['body', 'lines', 'form', 'parts', 'text', 'base64'].find(each => value?.[each] !== undefined)
      ?? (value?.message ? 'message' : null);
    const path = kind ? `${at}/${kind}` : at;
    return value ? h('section', { class: 'turn' }, h('h3', {}, title),
      h('p', { class: 'actions' }, copyButton('Copy', () => source.whole(path)),
        h('a', { href: source.file(path, name), download: true }, 'Save')),
      kind === null ? h('p', { class: 'hint' }, 'It has no body.')
        : typeof value[kind] === 'string' ? prose(value[kind], path, source, 'prose text-value') : tree(value[kind], path, source)) : null;
  };
  return [half('Request', details.request, '/request', 'request.json'), half('Answer', details.response, '/response', 'answer.json'),
    details.events ? h('section', { class: 'turn' }, h('h3', {}, 'Events'), h('p', { class: 'actions' },
      h('a', { href: source.file('/events', 'events.json'), download: true }, 'Save')),
      tree(details.events, '/events', source, 1)) : null];
}

function curl(details, source) {
  return [h('p', { class: 'actions' }, copyButton('Copy', () => source.whole('/curl'))),
    h('pre', { class: 'prose code-block', tabindex: '0' }, details.curl),
    h('p', { class: 'hint' }, 'The key is left out; the shell takes it from ANTHROPIC_API_KEY. ',
      details.curl.includes('@request.json') ? ['The body is long: ',
        h('a', { href: source.file('/request/body', 'request.json'), download: true }, 'save it'), ' as request.json.'] : null)];
}
