// What the official TypeScript SDKs for clouds send, to whoever writes it down: the argument is its URL.
import assert from 'node:assert/strict';
import { clients } from './clients.mjs';

const recorder = process.argv[2];
const arn = 'arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/abc123';
const withHeaders = (headers) => (client, hello) => client.messages.create(hello, { headers });

const cases = {
  create: (client, hello) => client.messages.create(hello),
  stream: (client, hello) => client.messages.create({ ...hello, stream: true }),
  betas: withHeaders({ 'anthropic-beta': 'one-2026-01-01,two-2026-01-01' }),
  'user profile': withHeaders({ 'anthropic-user-profile-id': 'up_1' }),
  count: (client, { max_tokens: _, ...counted }) => client.messages.countTokens(counted),
  arn: (client, hello) => client.messages.create({ ...hello, model: arn }),
  models: (client) => client.models.list({ limit: 2, after_id: 'a b/c+é' }),
};

for (const cloud of Object.keys(clients)) {
  for (const [name, send] of Object.entries(cases)) {
    const there = { count: cloud !== 'bedrock', arn: cloud === 'bedrock', models: ['aws', 'google-cloud'].includes(cloud) };
    if (there[name] === false) continue;
    const [client, model] = clients[cloud](`${recorder}/typescript/${cloud}/${name.replace(' ', '-')}`);
    const hello = { model, max_tokens: 64, system: 'Be brief.', messages: [{ role: 'user', content: 'Hé </there> ✓' }] };
    await assert.rejects(async () => await send(client, hello), (e) => e.status === 400 || assert.fail(e));
  }
}
