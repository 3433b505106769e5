// Elements and texts. All text goes in as text nodes: what a model or a tool writes is hostile.

/** An element: properties are attributes, functions are listeners, children are nodes or texts. */
export function h(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

export function svg(name, properties = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), properties, children);
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity)
    .filter(child => child !== null && child !== undefined && child !== false)
    .map(child => child instanceof Node ? child : document.createTextNode(visible(String(child)))));
  return element;
}

// Control characters, and those that turn the direction of what follows or take no room.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The text with all that would hide something, or change what stands beside it, made visible. */
export function visible(text) {
  return text.replace(HIDDEN, letter => {
    const code = letter.charCodeAt(0);
    if (letter === '\r') {
      return '';
    }
    return code < 0x100 ? '\\x' + code.toString(16).padStart(2, '0') : '\\u' + code.toString(16).padStart(4, '0');
  });
}

/** Text of others in a line of ours, whatever its direction. */
export function bdi(text, properties = {}) {
  return h('bdi', properties, text);
}

const whole = new Intl.NumberFormat('en');

export function number(value) {
  return whole.format(value);
}

export function short(value) {
  return value < 10_000 ? number(value) : value < 1_000_000 ? (value / 1000).toFixed(1) + 'k'
    : (value / 1_000_000).toFixed(2) + 'M';
}

export function time(ms) {
  if (ms < 10) {
    return ms.toFixed(1) + ' ms';
  }
  return ms < 1000 ? Math.round(ms) + ' ms' : ms < 60_000 ? (ms / 1000).toFixed(2) + ' s'
    : Math.floor(ms / 60_000) + ' min ' + Math.round(ms % 60_000 / 1000) + ' s';
}

export function size(bytes) {
  return bytes < 1024 ? bytes + ' B' : bytes < 1024 * 1024 ? (bytes / 1024).toFixed(1) + ' KB'
    : (bytes / 1024 / 1024).toFixed(1) + ' MB';
}

export function dollars(amount) {
  const value = Number(amount);
  return '$' + (value === 0 ? '0' : value < 0.01 ? value.toPrecision(2) : value.toFixed(value < 1 ? 4 : 2));
}

export function clock(at) {
  return new Date(at).toLocaleTimeString('en-GB');
}

/** Asks the server; an error has its words. */
export async function ask(what, parameters = {}, signal = undefined) {
  const answer = await fetch(what + '?' + new URLSearchParams(parameters), { signal });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer;
}

/** A button that copies a text. */
export function copyButton(label, text) {
  const button = h('button', {
    type: 'button',
    class: 'quiet',
    click: async () => {
      try {
        await navigator.clipboard.writeText(await text());
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'The browser does not let this page copy';
      }
      setTimeout(() => { button.textContent = label; }, 1500);
    }
  }, label);
  return button;
}
