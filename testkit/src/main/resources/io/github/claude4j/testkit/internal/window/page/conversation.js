// A request for a message and its answer as what was said.
import { bdi, h, number, size } from './dom.js';
import { prose, tree } from './text.js';

const SHOWN = 30;

/** The conversation, or request and answer as JSON where there is none. */
export function conversation(details, source) {
  const body = details.request.body;
  const messages = Array.isArray(body?.messages) ? body.messages : null;
  const message = details.response?.message ?? (details.response?.body?.type === 'message' ? details.response.body : null);
  if (messages === null) {
    return plain(details, source);
  }
  const at = details.response?.message ? '/response/message' : '/response/body';
  return [
    body.system !== undefined ? system(body.system, source) : null,
    Array.isArray(body.tools) && body.tools.length > 0 ? tools(body.tools, source) : null,
    turns(messages, source),
    message ? answer(message, at, details, source) : details.response ? other(details, source) : null,
    details.row.state === 'open' ? h('p', { class: 'waiting' }, message ? 'The answer is coming …' : 'Waiting for the answer …') : null
  ];
}

function plain(details, source) {
  const request = ['body', 'form', 'parts', 'text', 'base64'].find(kind => details.request[kind] !== undefined);
  return [
    request ? part('Request', details.request[request], '/request/' + request, source) : null,
    other(details, source)
  ];
}

function other(details, source) {
  const kind = ['body', 'lines', 'text', 'base64'].find(name => details.response?.[name] !== undefined);
  return kind ? part('Answer', details.response[kind], '/response/' + kind, source)
    : details.response && !details.events ? h('p', { class: 'empty' }, 'The answer has no body.') : null;
}

function part(title, value, at, source) {
  return h('section', { class: 'turn' }, h('h3', {}, title),
    typeof value === 'string' ? prose(value, at, source) : tree(value, at, source));
}

function system(value, source) {
  const blocks = typeof value === 'string' ? [['/request/body/system', { type: 'text', text: value }]]
    : value.map((block, i) => [`/request/body/system/${i}`, block]);
  const length = blocks.reduce((sum, [, block]) => sum + (block.text ?? '').length, 0);
  return h('details', { class: 'turn system', 'data-key': 'system', open: length < 600 },
    h('summary', {}, h('h3', {}, 'System prompt'), h('span', { class: 'hint' }, blocks.length > 1 ? `${blocks.length} blocks` : '')),
    blocks.map(([at, block]) => shownBlock(block, at, source, {}, typeof value === 'string' ? at : at + '/text')));
}

function tools(list, source) {
  const names = list.map(tool => tool.name ?? tool.type).join(', ');
  return h('details', { class: 'turn tools-offered', 'data-key': 'tools' },
    h('summary', {}, h('h3', {}, `${number(list.length)} ${list.length === 1 ? 'tool' : 'tools'} offered`),
      bdi(names.slice(0, 120), { class: 'hint' })),
    list.map((tool, i) => h('details', { class: 'tool', 'data-key': 'tool' + i },
      h('summary', {}, bdi(tool.name ?? tool.type ?? 'tool', { class: 'tool-name' }), mark(tool)),
      typeof tool.description === 'string'
        ? prose(tool.description, `/request/body/tools/${i}/description`, source) : null,
      tree(tool, `/request/body/tools/${i}`, source))));
}

function turns(messages, source) {
  const names = {};
  for (const message of messages) {
    for (const block of Array.isArray(message.content) ? message.content : []) {
      if (typeof block?.id === 'string' && typeof block.name === 'string') {
        names[block.id] = block.name;
      }
    }
  }
  const all = messages.map((message, i) => () => turn(message, `/request/body/messages/${i}`, source, names));
  const hidden = Math.max(0, all.length - SHOWN);
  const late = all.slice(hidden).map(make => make());
  if (hidden === 0) {
    return late;
  }
  const earlier = h('button', {
    type: 'button',
    class: 'more',
    click: () => earlier.replaceWith(...all.slice(0, hidden).map(make => make()))
  }, `Show ${number(hidden)} earlier messages`);
  return [earlier, late];
}

function turn(message, at, source, names) {
  const role = String(message.role);
  const known = ['user', 'assistant', 'system'].includes(role) ? role : 'other';
  const content = message.content;
  const results = Array.isArray(content) && content.length > 0 && content.every(block => block?.type === 'tool_result');
  return h('article', { class: 'turn ' + (results ? 'result' : known), 'aria-label': role },
    h('h3', {}, results ? 'tool results' : role),
    typeof content === 'string' ? prose(content, at + '/content', source)
      : (content ?? []).map((block, i) => shownBlock(block, `${at}/content/${i}`, source, names)));
}

function answer(message, at, details, source) {
  const reason = message.stop_reason;
  return h('article', { class: 'turn assistant answer', 'aria-label': 'answer' },
    h('h3', {}, 'answer', reason ? h('span', { class: 'chip' }, reason) : null),
    (message.content ?? []).map((block, i) => shownBlock(block, `${at}/content/${i}`, source, {})),
    (message.content ?? []).length === 0 ? h('p', { class: 'hint' }, 'It is empty.') : null,
    reason === 'refusal' && message.stop_details ? tree(message.stop_details, at + '/stop_details', source) : null);
}

function mark(block) {
  const control = block?.cache_control;
  return control ? h('span', { class: 'chip cache' }, 'cache breakpoint', control.ttl ? ' ' + control.ttl : '') : null;
}

function shownBlock(block, at, source, names, textAt = at + '/text') {
  if (block === null || typeof block !== 'object') {
    return tree(block, at, source);
  }
  return h('div', { class: 'block' }, mark(block), inside(block, at, source, names, textAt));
}

function inside(block, at, source, names, textAt) {
  switch (block.type) {
    case 'text':
      return [prose(String(block.text), textAt, source), block.citations?.length > 0
        ? h('details', { class: 'tool', 'data-key': at + 'c' }, h('summary', {}, `${block.citations.length} citations`),
          tree(block.citations, at + '/citations', source)) : null];
    case 'thinking':
      return h('details', { class: 'thinking', open: (block.thinking ?? '').length < 800, 'data-key': at },
        h('summary', {}, 'thinking'), prose(String(block.thinking), at + '/thinking', source));
    case 'redacted_thinking':
      return h('p', { class: 'hint' }, 'thinking that cannot be read');
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return h('div', { class: 'tool' },
        h('p', { class: 'tool-head' }, block.type === 'tool_use' ? 'calls ' : 'calls the API’s ',
          bdi(String(block.name), { class: 'tool-name' }), ' ', bdi(String(block.id), { class: 'hint' })),
        tree(block.input ?? {}, at + '/input', source));
    case 'tool_result':
      return toolResult(block, at, source, names);
    case 'image':
    case 'document':
      return media(block, at, source);
    default:
      return h('div', { class: 'tool' }, h('p', { class: 'tool-head' }, bdi(String(block.type))), tree(block, at, source));
  }
}

/** What a tool gave back. */
export function toolResult(block, at, source, names) {
  const content = block.content;
  return h('div', { class: block.is_error ? 'tool failed' : 'tool' },
    h('p', { class: 'tool-head' }, block.is_error ? 'failure of ' : 'result of ',
      bdi(names[block.tool_use_id] ?? block.tool_use_id ?? '', { class: 'tool-name' })),
    content === undefined ? h('p', { class: 'hint' }, 'It is empty.')
      : typeof content === 'string' ? prose(content, at + '/content', source)
        : content.map((part, i) => shownBlock(part, `${at}/content/${i}`, source, {})));
}

function media(block, at, source) {
  const from = block.source ?? {};
  const length = source.cut(at + '/source/data') ?? (from.data ?? '').length;
  const told = [block.type, block.title, from.media_type, from.type === 'base64' ? size(Math.round(length * 3 / 4)) : from.url ?? from.file_id];
  return h('details', { class: 'tool', 'data-key': at },
    h('summary', {}, bdi(told.filter(Boolean).join(', '))), tree(block, at, source));
}
