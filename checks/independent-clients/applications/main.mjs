// Frameworks as applications use them, against the API at ANTHROPIC_BASE_URL: a chat, a stream, a tool, an answer of a schema.
import assert from 'node:assert/strict';
import { end } from '../typescript/check.mjs';
import { langchain } from './langchain.mjs';
import { vercel } from './vercel.mjs';

const base = process.env.ANTHROPIC_BASE_URL;
assert(base, 'ANTHROPIC_BASE_URL is not set');
// The newest model refuses much that the older one takes.
for (const model of ['claude-opus-5-5', 'claude-haiku-4-5']) {
  await vercel(base, model);
  await langchain(base, model);
}
end('Applications');
