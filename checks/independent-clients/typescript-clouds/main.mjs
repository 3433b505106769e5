// The official TypeScript SDKs for clouds, each against the fake of its cloud: arguments are cloud=URL.
import assert from 'node:assert/strict';
import * as aws from '@anthropic-ai/aws-sdk';
import * as bedrock from '@anthropic-ai/bedrock-sdk';
import { AnthropicFoundry } from '@anthropic-ai/foundry-sdk';
import { AnthropicGoogleCloud } from '@anthropic-ai/google-cloud-sdk';
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import { all, check, end } from '../typescript/check.mjs';

const places = Object.fromEntries(process.argv.slice(3).map((pair) => pair.split('=')));
const common = { maxRetries: 0, timeout: 20_000 };
const keys = { awsAccessKey: 'AKIAFAKECLAUDE', awsSecretKey: 'fake-claude-secret', awsRegion: 'us-west-2' };
const google = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer t' }) };

const clients = {
  bedrock: (url) => [new bedrock.AnthropicBedrock({ ...common, ...keys, baseURL: url }), 'us.anthropic.claude-opus-5-5-v1:0'],
  mantle: (url) => [
    new bedrock.AnthropicBedrockMantle({ ...common, ...keys, awsSecretAccessKey: keys.awsSecretKey, baseURL: `${url}/anthropic` }),
    'anthropic.claude-opus-5-5',
  ],
  aws: (url) => [
    new aws.AnthropicAws({ ...common, ...keys, awsSecretAccessKey: keys.awsSecretKey, baseURL: url, workspaceId: 'wrkspc_1' }),
    'claude-opus-5-5',
  ],
  vertex: (url) => [
    new AnthropicVertex({ ...common, baseURL: `${url}/v1`, region: 'us-east5', projectId: 'p', authClient: google }),
    'claude-opus-5-5',
  ],
  'google-cloud': (url) => [
    new AnthropicGoogleCloud({
      ...common,
      baseURL: `${url}/v1/projects/p/locations/global/workspaces/w/invoke`,
      bearerTokenProvider: async () => 't',
    }),
    'claude-opus-5-5',
  ],
  foundry: (url) => [new AnthropicFoundry({ ...common, apiKey: 'k', baseURL: `${url}/anthropic` }), 'claude-opus-5-5'],
};

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
