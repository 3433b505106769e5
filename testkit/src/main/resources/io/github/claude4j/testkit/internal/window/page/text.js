// Values of others, shown whole or cut, with a way to the rest.
import { ask, h, number, visible } from './dom.js';

const PIECE = 20_000;

/** Where values come from: the exchange they belong to, and where they were cut. */
export class Source {
  constructor(id, cuts) {
    this.id = id;
    this.cuts = cuts;
  }

  cut(at) {
    return this.cuts[at];
  }

  async whole(at) {
    return (await ask('part', { id: this.id, at })).text();
  }

  /** An address that saves the value as a file. */
  file(at, name) {
    return 'part?' + new URLSearchParams({ id: this.id, at, save: name });
  }
}

/** A text as it was written; of a long one the beginning, and the rest on request. */
export function prose(value, at, source, kind = 'prose') {
  const box = h('div', { class: kind, dir: 'auto' }, value);
  const length = source.cut(at);
  return length === undefined ? box : h('div', {}, box, rest(box, length, at, source));
}

function rest(box, length, at, source) {
  const all = h('button', {
    type: 'button',
    click: async () => {
      all.disabled = true;
      all.textContent = 'Loading …';
      try {
        pour(await source.whole(at), box);
        line.remove();
      } catch (e) {
        all.textContent = e.message;
      }
    }
  }, `Show all ${number(length)} characters`);
  const line = h('p', { class: 'rest' }, '… cut here. ', all, ' ',
    h('a', { href: source.file(at, 'text.txt'), download: true }, 'Save'));
  return line;
}

/** In pieces, of which the browser lays out those that are seen. */
function pour(text, box) {
  box.replaceChildren();
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + PIECE);
    const line = text.lastIndexOf('\n', to);
    if (to < text.length && line > from) {
      to = line + 1;
    }
    box.append(h('div', { class: 'piece' }, text.slice(from, to)));
    from = to;
  }
}

/** JSON as a tree; what is inside is made when it is opened. */
export function tree(value, at, source, depth = 0, name = null) {
  const label = name === null ? [] : [h('span', { class: 'name' }, name), ': '];
  if (value === null || typeof value !== 'object') {
    return h('div', { class: 'leaf' }, label, leaf(value, at, source));
  }
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  const count = source.cut(at) ?? entries.length;
  const summary = list ? `[ ${number(count)} ]` : `{ ${number(count)} }`;
  if (entries.length === 0) {
    return h('div', { class: 'leaf' }, label, list ? '[ ]' : '{ }');
  }
  const inside = h('div', { class: 'inside' });
  const open = depth < 2 && entries.length <= 60;
  const box = h('details', { open, 'data-key': 'tree' + at, toggle: () => box.open && fill() },
    h('summary', {}, label, h('span', { class: 'kind' }, summary), ' ', h('span', { class: 'hint' }, hint(value))), inside);
  const fill = () => {
    if (inside.firstChild) {
      return;
    }
    for (const [key, member] of entries) {
      inside.append(tree(member, at + '/' + key.replaceAll('~', '~0').replaceAll('/', '~1'), source, depth + 1,
        list ? `${key}` : key));
    }
    if (count > entries.length) {
      inside.append(h('p', { class: 'rest' }, `… ${number(count - entries.length)} more. `,
        h('a', { href: source.file(at, 'part.json'), download: true }, 'Save all of it')));
    }
  };
  if (open) {
    fill();
  }
  return box;
}

/** What tells one object from another. */
function hint(value) {
  const told = ['type', 'role', 'name', 'id'].map(key => value[key]).filter(part => typeof part === 'string');
  return told.slice(0, 2).join(' ').slice(0, 60);
}

function leaf(value, at, source) {
  if (typeof value !== 'string') {
    return h('span', { class: 'literal' }, JSON.stringify(value));
  }
  return value.includes('\n') || source.cut(at) !== undefined
    ? prose(value, at, source, 'prose text-value')
    : h('bdi', { class: 'text-value' }, '"' + visible(value) + '"');
}
