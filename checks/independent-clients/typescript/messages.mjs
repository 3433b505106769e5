import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { jsonSchemaOutputFormat } from '@anthropic-ai/sdk/helpers/json-schema';
import { all, check } from './check.mjs';

const model = 'claude-opus-5-5';
const hello = { model, max_tokens: 1024, messages: [{ role: 'user', content: 'Hello there' }] };
const weather = {
  name: 'get_weather',
  description: 'The weather in a city.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const asksForWeather = {
  ...hello,
  tools: [weather],
  messages: [{ role: 'user', content: 'Call get_weather for Paris.' }],
};

export async function messages(client) {
  await check('messages.create', async () => {
    const message = await client.messages.create(hello);
    assert.equal(message.type, 'message');
    assert.equal(message.role, 'assistant');
    assert.equal(message.model, model);
    assert.equal(message.stop_reason, 'end_turn');
    assert.match(message.id, /^msg_/);
    assert.match(message._request_id, /^req_/);
    assert.match(message.content[0].text, /Hello there/);
    assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
  });
  await check('messages.create, system and several turns', async () => {
    const message = await client.messages.create({
      ...hello,
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      messages: [
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two' },
        { role: 'user', content: [{ type: 'text', text: 'Three' }] },
      ],
      metadata: { user_id: 'u' },
      stop_sequences: ['END'],
    });
    assert.equal(message.content[0].type, 'text');
  });
  await check('messages.create with stream', async () => {
    const types = [];
    for await (const event of await client.messages.create({ ...hello, stream: true })) types.push(event.type);
    assert.equal(types[0], 'message_start');
    assert.equal(types.at(-1), 'message_stop');
    assert.ok(types.includes('content_block_delta') && types.includes('message_delta'));
  });
  await check('messages.stream', async () => {
    const stream = client.messages.stream(hello);
    let text = '';
    stream.on('text', (delta) => (text += delta));
    const message = await stream.finalMessage();
    assert.equal(message.content[0].text, text);
    assert.equal(message.stop_reason, 'end_turn');
    assert.ok(message.usage.output_tokens > 1);
    assert.equal(await stream.finalText(), text);
  });
  await check('messages.stream, thinking', async () => {
    const stream = client.messages.stream({ ...hello, thinking: { type: 'adaptive', display: 'summarized' } });
    const thoughts = [];
    stream.on('thinking', (delta) => thoughts.push(delta));
    const message = await stream.finalMessage();
    assert.deepEqual(message.content.map((block) => block.type), ['thinking', 'text']);
    assert.equal(message.content[0].thinking, thoughts.join(''));
    assert.ok(message.content[0].signature.length > 0);
    const next = await client.messages.create({
      ...hello,
      thinking: { type: 'adaptive' },
      messages: [...hello.messages, { role: 'assistant', content: message.content }, { role: 'user', content: 'On' }],
    });
    assert.equal(next.stop_reason, 'end_turn');
  });
  await check('messages.stream, a tool', async () => {
    const stream = client.messages.stream(asksForWeather);
    const parts = [];
    stream.on('inputJson', (part) => parts.push(part));
    const message = await stream.finalMessage();
    const use = message.content.find((block) => block.type === 'tool_use');
    assert.equal(message.stop_reason, 'tool_use');
    assert.equal(typeof use.input.city, 'string');
    assert.deepEqual(JSON.parse(parts.join('')), use.input);
    const answer = await client.messages.create({
      ...asksForWeather,
      messages: [
        ...asksForWeather.messages,
        { role: 'assistant', content: message.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: 'sunny' }] },
      ],
    });
    assert.equal(answer.stop_reason, 'end_turn');
    assert.match(answer.content[0].text, /sunny/);
  });
  await check('messages.parse', async () => {
    const format = jsonSchemaOutputFormat({
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' }, tags: { type: 'array', items: { type: 'string' } } },
      required: ['name', 'age', 'tags'],
      additionalProperties: false,
    });
    const message = await client.messages.parse({ ...hello, output_config: { format } });
    assert.equal(typeof message.parsed_output.name, 'string');
    assert.ok(Number.isInteger(message.parsed_output.age));
    assert.ok(Array.isArray(message.parsed_output.tags));
  });
  await check('messages.countTokens', async () => {
    const short = await client.messages.countTokens({ model, messages: hello.messages });
    const long = await client.messages.countTokens({ model, messages: hello.messages, system: 'word '.repeat(100) });
    assert.ok(long.input_tokens > short.input_tokens && short.input_tokens > 0);
  });
  await check('messages.stream, a server tool and citations', async () => {
    const tools = [{ type: 'web_search_20250305', name: 'web_search' }];
    const ask = { ...hello, tools, messages: [{ role: 'user', content: 'Use web_search for "Paris".' }] };
    const whole = await client.messages.create(ask);
    assert.deepEqual(whole.content.map((block) => block.type), ['server_tool_use', 'web_search_tool_result', 'text']);
    assert.equal(whole.content[1].tool_use_id, whole.content[0].id);
    assert.equal(whole.content[2].citations[0].type, 'web_search_result_location');
    assert.equal(whole.usage.server_tool_use.web_search_requests, 1);
    const streamed = await client.messages.stream(ask).finalMessage();
    assert.deepEqual(streamed.content[2], whole.content[2]);
    assert.deepEqual(streamed.content[0].input, whole.content[0].input);
  });
  await check('messages.create, a cited document', async () => {
    const source = { type: 'text', media_type: 'text/plain', data: 'Grass is green. Snow is white.' };
    const document = { type: 'document', source, citations: { enabled: true } };
    const message = await client.messages.create({
      ...hello,
      messages: [{ role: 'user', content: [document, { type: 'text', text: 'Which colours?' }] }],
    });
    const [citation] = message.content.find((block) => block.citations?.length).citations;
    assert.equal(source.data.slice(citation.start_char_index, citation.end_char_index), citation.cited_text);
  });
  await betaMessages(client);
  await batches(client);
}

async function betaMessages(client) {
  await check('beta.messages.toolRunner', async () => {
    const asked = [];
    const tool = betaTool({
      name: weather.name,
      description: weather.description,
      inputSchema: weather.input_schema,
      run: (input) => (asked.push(input), 'rain'),
    });
    const message = await client.beta.messages.toolRunner({ ...asksForWeather, tools: [tool] });
    assert.equal(asked.length, 1);
    assert.equal(typeof asked[0].city, 'string');
    assert.match(message.content.at(-1).text, /rain/);
  });
  await check('beta.messages.toolRunner, streamed', async () => {
    const tool = betaTool({
      name: weather.name,
      description: weather.description,
      inputSchema: weather.input_schema,
      run: () => 'snow',
    });
    const messages = [];
    for await (const stream of client.beta.messages.toolRunner({ ...asksForWeather, tools: [tool], stream: true })) {
      messages.push(await stream.finalMessage());
    }
    assert.equal(messages.length, 2);
    assert.match(messages[1].content.at(-1).text, /snow/);
  });
  await check('beta.messages.create and stream', async () => {
    const message = await client.beta.messages.create({ ...hello, betas: ['context-1m-2025-08-07'] });
    assert.equal(message.type, 'message');
    const streamed = await client.beta.messages.stream(hello).finalMessage();
    assert.deepEqual(streamed.content, message.content);
  });
  await check('beta.messages.countTokens', async () => {
    assert.ok((await client.beta.messages.countTokens({ model, messages: hello.messages })).input_tokens > 0);
  });
  await check('errors', async () => {
    await assert.rejects(client.messages.create({ ...hello, model: 'no-such-model' }), Anthropic.NotFoundError);
    await assert.rejects(client.messages.create({ ...hello, max_tokens: -1 }), Anthropic.BadRequestError);
    await assert.rejects(client.messages.create({ ...hello, messages: [] }), (e) => {
      assert.ok(e instanceof Anthropic.BadRequestError);
      assert.equal(e.type, 'invalid_request_error');
      assert.match(e.requestID, /^req_/);
      return true;
    });
    const stranger = new Anthropic({ baseURL: client.baseURL, apiKey: null, authToken: null, maxRetries: 0 });
    await assert.rejects(stranger.models.list({}, { headers: { authorization: null, 'x-api-key': '' } }));
  });
}

async function batches(client) {
  for (const [name, service] of [['messages.batches', client.messages.batches], ['beta.messages.batches', client.beta.messages.batches]]) {
    await check(name, async () => {
      const batch = await service.create({
        requests: [
          { custom_id: 'a', params: hello },
          { custom_id: 'b', params: { ...hello, model: 'no-such-model' } },
        ],
      });
      assert.equal(batch.processing_status, 'in_progress');
      assert.equal(batch.request_counts.processing, 2);
      let later = await service.retrieve(batch.id);
      for (let i = 0; i < 20 && later.processing_status !== 'ended'; i++) later = await service.retrieve(batch.id);
      assert.equal(later.processing_status, 'ended');
      assert.deepEqual([later.request_counts.succeeded, later.request_counts.errored], [1, 1]);
      const results = await all(await service.results(batch.id));
      assert.equal(results[1].result.error.error.type, 'not_found_error');
      assert.deepEqual(results.map((line) => [line.custom_id, line.result.type]), [['a', 'succeeded'], ['b', 'errored']]);
      assert.match(results[0].result.message.content[0].text, /Hello there/);
      assert.ok((await all(service.list({ limit: 1 }))).some((item) => item.id === batch.id));
      assert.equal((await service.delete(batch.id)).type, 'message_batch_deleted');
      await assert.rejects(service.retrieve(batch.id), Anthropic.NotFoundError);
    });
    await check(`${name}, canceled`, async () => {
      const batch = await service.create({ requests: [{ custom_id: 'a', params: hello }] });
      assert.equal((await service.cancel(batch.id)).processing_status, 'canceling');
      assert.equal((await service.retrieve(batch.id)).request_counts.canceled, 1);
      assert.deepEqual((await all(await service.results(batch.id))).map((line) => line.result.type), ['canceled']);
    });
  }
}
