// The commands under test, and programs that talk to them.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../claude4j', import.meta.url));
export const KEY = 'sk-ant-the-key-of-the-browser-check';
export const MODEL = 'claude-opus-5-5';

const running = [];

/** Starts a command that serves; says where it listens and where its window is. */
export async function start(...args) {
  const process = spawn(COMMAND, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(process);
  const found = {};
  for await (const line of createInterface({ input: process.stdout })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (line.startsWith('Watch it in a browser')) {
      found.window = url;
    } else if (url && !found.url) {
      found.url = url;
    }
    if (found.window) {
      break;
    }
  }
  return { ...found, end: () => new Promise(done => process.on('exit', done) && process.kill('SIGINT')) };
}

export function endAll() {
  running.forEach(process => process.kill('SIGKILL'));
}

/** Sends a request to the API; the answer is read to its end, however that comes about. */
export async function send(url, body, { path = '/v1/messages', headers = {}, signal } = {}) {
  try {
    const answer = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', 'x-api-key': KEY, 'anthropic-version': '2026-10-21', ...headers },
      body: body && JSON.stringify(body),
      signal
    });
    return await answer.text();
  } catch (e) {
    return String(e);
  }
}

export function say(text, more = {}) {
  return { model: MODEL, max_tokens: 1024, messages: [{ role: 'user', content: text }], ...more };
}

/** What the fake answers next. */
export async function script(fake, ...steps) {
  const answer = await fetch(fake + '/_fake/script', { method: 'POST', body: JSON.stringify(steps) });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
}
