// The official TypeScript SDK's happy paths, against the API at ANTHROPIC_BASE_URL.
import Anthropic from '@anthropic-ai/sdk';
import { agents } from './agents.mjs';
import { end } from './check.mjs';
import { messages } from './messages.mjs';
import { resources } from './resources.mjs';

const client = new Anthropic({ maxRetries: 0, timeout: 20_000 });
await messages(client);
await resources(client);
await agents(client);
end();
