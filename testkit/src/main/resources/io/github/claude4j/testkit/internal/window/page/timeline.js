// What came when: the wait, the events, the gaps, the end.
import { ask, bdi, h, number, svg, time } from './dom.js';
import { tree } from './text.js';

const SHOWN = 300;
const WIDTH = 1000;

export function timeline(details, source) {
  const row = details.row;
  const events = details.events ?? [];
  const { count, marks, gaps } = details.timeline ?? { count: 0, marks: [], gaps: [] };
  const last = marks.length > 0 ? marks[marks.length - 1][0] : 0;
  const end = Math.max(row.duration_ms ?? 0, row.first_byte_ms ?? 0, last, 0.1);
  return [
    facts(row, marks, count, gaps),
    drawn(row, marks, count, gaps, end),
    count > 0 ? legend() : null,
    count > 0 ? table(details, events, count, source) : h('p', { class: 'hint' }, 'The answer came in one piece.')
  ];
}

function facts(row, marks, count, gaps) {
  const told = [
    ['first byte', row.first_byte_ms === undefined ? 'not yet' : time(row.first_byte_ms)],
    ['first event', count > 0 ? time(marks[0][0]) : null],
    ['events', count > 0 ? number(count) : null],
    ['longest gap', gaps.length > 0 ? `${time(gaps[0][1])}, after ${time(gaps[0][0])}` : null],
    ['end', row.duration_ms === undefined ? 'still running' : time(row.duration_ms)]
  ];
  return h('dl', { class: 'pairs' }, told.filter(([, value]) => value !== null)
    .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function drawn(row, marks, count, gaps, end) {
  const x = ms => 10 + (WIDTH - 20) * ms / end;
  const first = row.first_byte_ms ?? end;
  const picture = svg('svg', {
    class: 'timeline', viewBox: `0 0 ${WIDTH} 96`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': `First byte after ${time(first)}, ${number(count)} events, ${gaps.length} long gaps, end after ${time(end)}`
  });
  picture.append(
    svg('rect', { class: 'track', x: 10, y: 34, width: WIDTH - 20, height: 28 }),
    svg('rect', { class: 'wait', x: 10, y: 34, width: Math.max(1, x(first) - 10), height: 28 }));
  for (const [from, length] of gaps) {
    picture.append(svg('rect', { class: 'gap', x: x(from), y: 34, width: Math.max(1, x(from + length) - x(from)), height: 28 },
      svg('title', {}, `a gap of ${time(length)}`)));
  }
  for (const [at, kind] of marks) {
    picture.append(svg('rect', { class: 'tick ' + kind, x: x(at) - 0.9, y: 28, width: 1.8, height: 40 },
      svg('title', {}, time(at))));
  }
  if (row.duration_ms !== undefined) {
    picture.append(svg('rect', { class: row.state === 'whole' ? 'finish' : 'finish bad', x: x(row.duration_ms) - 1.5, y: 20, width: 3, height: 56 }));
  }
  return h('figure', { class: 'chart' }, picture, axis(end));
}

function axis(end) {
  return h('p', { class: 'axis', 'aria-hidden': 'true' },
    [0, 0.25, 0.5, 0.75, 1].map(share => h('span', {}, share === 0 ? '0' : time(end * share))));
}

function legend() {
  const kinds = [['wait', 'waiting'], ['text', 'text'], ['thinking', 'thinking'], ['input', 'tool input'],
    ['frame', 'begin and end'], ['ping', 'ping'], ['bad', 'error'], ['gap', 'long gap']];
  return h('ul', { class: 'legend' }, kinds.map(([name, label]) => h('li', {}, h('span', { class: 'swatch ' + name }), label)));
}

function type(event) {
  return String(event.data?.type ?? event.event ?? 'text');
}

function kind(event) {
  const delta = event.data?.delta?.type;
  return type(event) === 'ping' ? 'ping' : type(event) === 'error' ? 'bad'
    : delta === 'text_delta' ? 'text' : delta === 'thinking_delta' || delta === 'signature_delta' ? 'thinking'
      : delta === 'input_json_delta' ? 'input' : 'frame';
}

function says(event) {
  const data = event.data;
  const delta = data?.delta ?? {};
  const told = delta.text ?? delta.thinking ?? delta.partial_json ?? delta.stop_reason ?? data?.content_block?.name
    ?? data?.content_block?.type ?? data?.error?.message ?? event.text ?? '';
  return String(told).slice(0, 200);
}

function table(details, events, count, source) {
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'more', click: () => next() });
  let known = events;
  let shown = 0;
  const next = async () => {
    if (shown === known.length && known.length < count) {
      more.disabled = true;
      const answer = await (await ask('events', { id: details.row.id, from: known.length })).json();
      known = known.concat(answer.value);
      more.disabled = false;
    }
    for (const event of known.slice(shown, shown + SHOWN)) {
      body.append(line(event, shown === 0 ? 0 : known[shown - 1].at, shown, source));
      shown++;
    }
    more.hidden = shown >= count;
    more.textContent = `Show more of ${number(count)} events`;
  };
  next();
  return h('div', {}, h('div', { class: 'wide' }, h('table', { class: 'events' },
    h('caption', { class: 'unseen' }, 'Events'),
    h('thead', {}, h('tr', {}, ['after', 'gap', 'event', 'says'].map(name => h('th', { scope: 'col' }, name)))), body)), more);
}

function line(event, before, index, source) {
  const data = event.data ?? event.text;
  const box = h('details', { class: 'event-data', 'data-key': 'event' + index, toggle: () => {
    if (box.open && box.children.length === 1) {
      box.append(tree(data, `/events/${index}/${event.data === undefined ? 'text' : 'data'}`, source));
    }
  } }, h('summary', {}, bdi(says(event), { class: 'says' })));
  return h('tr', {},
    h('td', { class: 'num' }, time(event.at)),
    h('td', { class: 'num' }, index === 0 ? '' : '+' + time(event.at - before)),
    h('td', {}, h('span', { class: 'swatch ' + kind(event) }), bdi(type(event))),
    h('td', {}, box));
}
