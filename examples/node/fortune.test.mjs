// Tests a program that talks to Claude, against a fake that the tests script: no key, no network, nothing to install.
//
//     ./claude4j serve --control --port 8787
//     ANTHROPIC_BASE_URL=http://127.0.0.1:8787 node --test examples/node/fortune.test.mjs

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

const baseUrl = process.env.ANTHROPIC_BASE_URL;

// The program: any client will do, such as the official SDK with this baseURL.

function send(question, more = {}) {
  return fetch(`${baseUrl}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'anything', 'anthropic-version': '2026-10-21' },
    body: JSON.stringify({
      model: 'claude-opus-5-5',
      max_tokens: 200,
      messages: [{ role: 'user', content: question }],
      ...more,
    }),
  });
}

/** Asks, and asks again while Claude is overloaded. */
async function fortune(question, attempts = 3) {
  for (let attempt = 1; ; attempt++) {
    const response = await send(question);
    if (response.ok) return (await response.json()).content[0].text;
    if (response.status !== 529 || attempt === attempts) throw new Error((await response.json()).error.message);
  }
}

/** Reads an answer word by word; gives the text and whether it came to its end. */
async function streamedFortune(question) {
  const response = await send(question, { stream: true });
  let rest = '';
  let text = '';
  try {
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop();
      for (const line of lines.filter((each) => each.startsWith('data: '))) {
        const event = JSON.parse(line.slice('data: '.length));
        if (event.type === 'content_block_delta') text += event.delta.text;
        if (event.type === 'message_stop') return { text, whole: true };
      }
    }
  } catch {
    // The connection is gone; what came is worth keeping.
  }
  return { text, whole: false };
}

// The tests.

async function fake(method, path, body) {
  const response = await fetch(`${baseUrl}/_fake/${path}`, { method, body: body && JSON.stringify(body) });
  const answer = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}

const script = (...steps) => fake('POST', 'script', steps);

beforeEach(() => fake('POST', 'clear'));

afterEach(async () => assert.deepEqual((await fake('GET', 'script')).unused, []));

test('asks again while overloaded', async () => {
  await script({ error: 529 }, { error: 529 }, { text: 'You will pass.' });

  assert.equal(await fortune('Will I pass?'), 'You will pass.');

  const received = (await fake('GET', 'requests')).data;
  assert.deepEqual(received.map((request) => request.operation), Array(3).fill('messages.create'));
  assert.equal(received[0].body.messages[0].content, 'Will I pass?');
});

test('notices a stream that is cut', async () => {
  await script({ text: 'You will meet a tall stranger.', cut_after: 5 });

  const { text, whole } = await streamedFortune('Whom will I meet?');

  assert.equal(whole, false);
  assert.ok('You will meet a tall stranger.'.startsWith(text));
});

test('reads a tool call', async () => {
  await script({ when: { text: 'cards' }, tool_use: { name: 'draw_card', input: { deck: 'tarot' } } });

  const response = await send('Ask the cards.', { tools: [{ name: 'draw_card', input_schema: { type: 'object' } }] });

  const call = (await response.json()).content.find((block) => block.type === 'tool_use');
  assert.deepEqual([call.name, call.input], ['draw_card', { deck: 'tarot' }]);
});
