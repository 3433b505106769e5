import assert from 'node:assert/strict';
import { ChatAnthropic } from '@langchain/anthropic';
import { HumanMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import { check } from '../typescript/check.mjs';

const question = new HumanMessage('Use the weather tool for "Paris"');

export async function langchain(base, model) {
  const chat = new ChatAnthropic({ model, apiKey: 'anything', anthropicApiUrl: base, maxRetries: 0, maxTokens: 1000 });
  const weather = tool(async ({ city }) => `15 degrees in ${city}`, {
    name: 'weather',
    description: 'The weather in a city',
    schema: z.object({ city: z.string() }),
  });
  const name = what => `LangChain.js, ${model}: ${what}`;

  await check(name('chat'), async () => assert.match((await chat.invoke('Hello')).text, /Hello/));
  await check(name('stream'), async () => {
    let text = '';
    for await (const part of await chat.stream('Hello')) text += part.text;
    assert.match(text, /Hello/);
  });
  await check(name('tool'), async () => {
    const agent = chat.bindTools([weather]);
    const call = await agent.invoke([question]);
    assert.deepEqual(call.tool_calls.map(each => each.args), [{ city: 'Paris' }]);
    const answer = await agent.invoke([question, call, await weather.invoke(call.tool_calls[0])]);
    assert.match(answer.text, /15 degrees/);
  });
  await check(name('tool in a stream'), async () => {
    let whole;
    for await (const part of await chat.bindTools([weather]).stream([question])) whole = whole ? whole.concat(part) : part;
    assert.deepEqual(whole.tool_calls.map(each => each.args), [{ city: 'Paris' }]);
  });
  await check(name('object'), async () => {
    const schema = z.object({ name: z.string(), age: z.number() });
    schema.parse(await chat.withStructuredOutput(schema, { method: 'jsonSchema' }).invoke('Make one'));
  });
}
