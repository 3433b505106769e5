// Two requests side by side, and where they differ first.
import { ask, bdi, clock, h, number, time } from './dom.js';

/** The view; the other request is the one before it in the same conversation, or any that is chosen. */
export function compare(details, rows) {
  const others = rows.filter(row => row.id !== details.row.id);
  if (others.length === 0) {
    return h('p', { class: 'empty' }, 'There is no other request to compare with.');
  }
  const first = details.previous ?? nearest(details.row, others).id;
  const found = h('div', { 'aria-live': 'polite' });
  const choice = h('select', { id: 'other', change: () => show(Number(choice.value)) },
    others.slice(0, 500).map(row => h('option', { value: row.id, selected: row.id === first }, title(row))));
  const show = async id => {
    found.replaceChildren(h('p', { class: 'hint' }, 'Comparing …'));
    try {
      const [one, other] = id < details.row.id ? [id, details.row.id] : [details.row.id, id];
      found.replaceChildren(...shown(await (await ask('compare', { first: one, second: other })).json()));
    } catch (e) {
      found.replaceChildren(h('p', { class: 'problem' }, e.message));
    }
  };
  show(first);
  return [h('p', { class: 'choose' }, h('label', { for: 'other' }, 'Compare with '), choice,
    details.previous ? h('span', { class: 'hint' }, `#${details.previous} is the one before it in this conversation`) : null), found];
}

function nearest(row, others) {
  const like = others.filter(other => other.operation === row.operation && other.id < row.id);
  return (like.length > 0 ? like : others)[0];
}

function title(row) {
  return `#${row.id} ${clock(row.at)} ${row.operation || row.method + ' ' + row.path} ${row.preview}`.slice(0, 100);
}

function shown(result) {
  const differences = result.rows.filter(row => !row.same).length;
  return [verdict(result), h('div', { class: 'sides', role: 'table', 'aria-label': 'The parts of both requests' },
    h('div', { class: 'side-row head', role: 'row' },
      [result.first, result.second].map(row => h('div', { role: 'columnheader' }, `#${row.id}`, ' ', clock(row.at), cache(row)))),
    lines(result.rows)),
    differences === 0 ? h('p', { class: 'hint' }, 'Both requests are the same.') : null];
}

function cache(row) {
  return row.input_tokens === undefined ? null
    : h('span', { class: 'hint' }, ` ${number(row.cache_read)} of ${number(row.input_tokens)} tokens from the cache`);
}

function verdict(result) {
  const apart = time(result.second.at - result.first.at);
  const found = result.break;
  if (found === null) {
    return h('p', { class: 'verdict' }, `They came ${apart} apart.`);
  }
  if (found.path === undefined) {
    return h('p', { class: 'verdict good' }, `For the cache, the later request goes on from the earlier one. They came ${apart} apart;`
      + ' what was kept for five minutes is gone after that.');
  }
  return h('div', { class: 'verdict' },
    h('p', {}, h('strong', {}, 'The cache ends at '), bdi(found.path, { class: 'code' }), ': ', bdi(found.reason), '.'),
    h('p', {}, found.survives ? ['Up to the breakpoint ', bdi(found.survives, { class: 'code' }), ' it still serves.']
      : 'No breakpoint stands before that, so nothing is read from it.', ` They came ${apart} apart.`));
}

/** Neighbours that are the same take one line. */
function lines(rows) {
  const made = [];
  for (let i = 0; i < rows.length;) {
    let to = i;
    while (to < rows.length && rows[to].same) {
      to++;
    }
    if (to > i) {
      made.push(alike(rows.slice(i, to)));
      i = to;
    } else {
      made.push(line(rows[i]));
      i++;
    }
  }
  return made;
}

function alike(rows) {
  const box = h('details', { class: 'alike' }, h('summary', {},
    rows.length === 1 ? [bdi(rows[0].path), ' is the same']
      : [`${number(rows.length)} parts are the same: `, bdi(rows[0].path), ' to ', bdi(rows[rows.length - 1].path)]));
  box.addEventListener('toggle', () => box.children.length === 1 && box.append(...rows.map(line)));
  return box;
}

function line(row) {
  return h('div', { class: 'side-row ' + (row.same ? 'same' : row.first_difference ? 'first' : 'different'), role: 'row' },
    h('div', { class: 'side-path', role: 'rowheader' }, bdi(row.path),
      row.first_difference ? h('strong', {}, ' the first difference') : row.same ? '' : ' differs'),
    [row.first, row.second].map(side => h('div', { class: 'side', role: 'cell', dir: 'auto' }, side
      ? [side.before, side.differs ? h('mark', {}, side.differs) : null, side.after] : h('span', { class: 'hint' }, 'not there'))));
}
