import assert from 'node:assert/strict';
import { createAnthropic } from '@ai-sdk/anthropic';
import { generateObject, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { check } from '../typescript/check.mjs';

const question = 'Use the weather tool for "Paris"';

export async function vercel(base, id) {
  const model = createAnthropic({ baseURL: `${base}/v1`, apiKey: 'anything' })(id);
  const weather = tool({
    description: 'The weather in a city',
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `15 degrees in ${city}`,
  });
  const agent = { model, tools: { weather }, stopWhen: stepCountIs(4), prompt: question, maxRetries: 0 };
  const name = what => `Vercel AI, ${id}: ${what}`;

  await check(name('chat'), async () => {
    const { text } = await generateText({ model, prompt: 'Hello', maxRetries: 0 });
    assert.match(text, /Hello/);
  });
  await check(name('stream'), async () => {
    let text = '';
    for await (const part of streamText({ model, prompt: 'Hello', maxRetries: 0 }).textStream) text += part;
    assert.match(text, /Hello/);
  });
  await check(name('tool'), async () => {
    const { steps, text } = await generateText(agent);
    assert.deepEqual(steps.flatMap(step => step.toolCalls).map(call => call.input), [{ city: 'Paris' }]);
    assert.match(text, /15 degrees/);
  });
  await check(name('tool in a stream'), async () => {
    const inputs = [];
    for await (const part of streamText(agent).fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'tool-call') inputs.push(part.input);
    }
    assert.deepEqual(inputs, [{ city: 'Paris' }]);
  });
  await check(name('object'), async () => {
    const schema = z.object({ name: z.string(), age: z.number().int(), kind: z.enum(['a', 'b']), more: z.string().nullable() });
    schema.parse((await generateObject({ model, schema, prompt: 'Make one', maxRetries: 0 })).object);
  });
}
