// The official TypeScript SDKs for clouds, each against the fake of its cloud: arguments are cloud=URL.
import assert from 'node:assert/strict';
import { all, check, end } from '../typescript/check.mjs';
import { clients } from './clients.mjs';

const places = Object.fromEntries(process.argv.slice(3).map((pair) => pair.split('=')));
for (const [cloud, url] of Object.entries(places)) {
  const [client, model] = clients[cloud](url);
  const hello = { model, max_tokens: 64, messages: [{ role: 'user', content: 'Hello there' }] };
  await check(`${cloud}: message`, async () => {
    const message = await client.messages.create(hello);
    assert.match(message.content[0].text, /Hello there/);
    assert.ok(message.usage.output_tokens > 0);
  });
  await check(`${cloud}: stream`, async () => {
    const events = await all(await client.messages.create({ ...hello, stream: true }));
    assert.equal(events[0].type, 'message_start');
    assert.equal(events.at(-1).type, 'message_stop');
    const text = events.map((event) => event.delta?.text ?? '').join('');
    assert.match(text, /Hello there/);
  });
  if (cloud !== 'bedrock') {
    await check(`${cloud}: tokens`, async () => {
      const { max_tokens: _, ...counted } = hello;
      assert.ok((await client.messages.countTokens(counted)).input_tokens > 0);
    });
  }
  await check(`${cloud}: error`, async () => {
    await assert.rejects(client.messages.create({ ...hello, messages: [] }), (e) => e.status === 400);
  });
  if (['aws', 'google-cloud'].includes(cloud)) {
    await check(`${cloud}: models`, async () => {
      assert.ok((await all(client.models.list())).length > 3);
    });
  }
}
end('TypeScript SDKs for clouds');
