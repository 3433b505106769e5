import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { all, check } from './check.mjs';

export async function agents(client) {
  const { beta } = client;
  await check('beta.agents', async () => {
    const agent = await beta.agents.create({ name: 'Helper', model: 'claude-opus-5-5', system: 'Help.' });
    assert.match(agent.id, /^agent_/);
    assert.equal(agent.name, 'Helper');
    assert.deepEqual((await beta.agents.retrieve(agent.id)).id, agent.id);
    const changed = await beta.agents.update(agent.id, { version: agent.version, name: 'Better helper' });
    assert.equal(changed.name, 'Better helper');
    assert.equal(changed.system, 'Help.');
    assert.ok((await all(beta.agents.list({ limit: 1 }))).some((item) => item.id === agent.id));
    assert.ok((await all(beta.agents.versions.list(agent.id))).length > 0);
    assert.ok((await beta.agents.archive(agent.id)).archived_at);
  });
  await check('beta.environments', async () => {
    const environment = await beta.environments.create({ name: 'box', config: { type: 'cloud' } });
    assert.equal((await beta.environments.retrieve(environment.id)).name, 'box');
    assert.equal((await beta.environments.update(environment.id, { name: 'bigger' })).name, 'bigger');
    assert.ok((await all(beta.environments.list())).some((item) => item.id === environment.id));
    assert.ok((await beta.environments.archive(environment.id)).archived_at);
    assert.equal((await beta.environments.delete(environment.id)).id, environment.id);
    await assert.rejects(beta.environments.retrieve(environment.id), Anthropic.NotFoundError);
  });
  await check('beta.sessions', async () => {
    const { session } = await started(beta);
    assert.match(session.id, /^sesn_|^session_/);
    assert.equal((await beta.sessions.retrieve(session.id)).id, session.id);
    assert.equal((await beta.sessions.update(session.id, { title: 'Talk' })).title, 'Talk');
    assert.ok((await all(beta.sessions.list({ limit: 1 }))).some((item) => item.id === session.id));
    assert.ok((await beta.sessions.archive(session.id)).archived_at);
    assert.equal((await beta.sessions.delete(session.id)).id, session.id);
    await assert.rejects(beta.sessions.retrieve(session.id), Anthropic.NotFoundError);
  });
  await check('beta.sessions.events, streamed', async () => {
    const { session } = await started(beta);
    const stream = await beta.sessions.events.stream(session.id);
    await beta.sessions.events.send(session.id, { events: [{ type: 'user.message', content: [{ type: 'text', text: 'Hi' }] }] });
    const types = [];
    const timer = setTimeout(() => stream.controller.abort(), 5000);
    for await (const event of stream) {
      types.push(event.type);
      if (event.type === 'session.status_idle') break;
    }
    clearTimeout(timer);
    assert.ok(types.includes('session.status_running'), types.join());
    assert.ok(types.includes('agent.message'), types.join());
    assert.equal(types.at(-1), 'session.status_idle');
    const history = (await all(beta.sessions.events.list(session.id))).map((event) => event.type);
    assert.ok(history.includes('user.message') && history.includes('agent.message'), history.join());
  });
  await check('beta.sessions.events, an outcome', async () => {
    const { session } = await started(beta);
    const rubric = { type: 'text', content: 'It rhymes.' };
    const outcome = { type: 'user.define_outcome', description: 'A poem', rubric };
    await beta.sessions.events.send(session.id, { events: [outcome] });
    const events = await all(beta.sessions.events.list(session.id));
    assert.equal(events.find((event) => event.type === 'span.outcome_evaluation_end').result, 'satisfied');
    const now = await beta.sessions.retrieve(session.id);
    assert.equal(now.outcome_evaluations[0].result, 'satisfied');
  });
  await check('beta.deployments, scheduled', async () => {
    const agent = await beta.agents.create({ name: 'Helper', model: 'claude-opus-5-5' });
    const environment = await beta.environments.create({ name: 'box', config: { type: 'cloud' } });
    const deployment = await beta.deployments.create({
      name: 'Daily',
      agent: agent.id,
      environment_id: environment.id,
      initial_events: [{ type: 'user.message', content: [{ type: 'text', text: 'Go' }] }],
      schedule: { type: 'cron', expression: '0 9 * * 1-5', timezone: 'Europe/Berlin' },
    });
    assert.equal(deployment.schedule.upcoming_runs_at.length, 5);
    const run = await beta.deployments.run(deployment.id);
    assert.equal((await beta.sessions.retrieve(run.session_id)).deployment_id, deployment.id);
    assert.equal((await beta.deployments.pause(deployment.id)).status, 'paused');
  });
  await vaults(beta);
  await memoryStores(beta);
}

async function started(beta) {
  const agent = await beta.agents.create({ name: 'Helper', model: 'claude-opus-5-5' });
  const environment = await beta.environments.create({ name: 'box', config: { type: 'cloud' } });
  return { session: await beta.sessions.create({ agent: agent.id, environment_id: environment.id }) };
}

async function vaults(beta) {
  await check('beta.vaults', async () => {
    const vault = await beta.vaults.create({ display_name: 'Keys' });
    assert.equal((await beta.vaults.retrieve(vault.id)).display_name, 'Keys');
    assert.equal((await beta.vaults.update(vault.id, { display_name: 'More keys' })).display_name, 'More keys');
    const auth = { type: 'static_bearer', token: 'secret-token', mcp_server_url: 'https://mcp.example.com/' };
    const credential = await beta.vaults.credentials.create(vault.id, { auth, display_name: 'MCP' });
    assert.ok(!JSON.stringify(credential).includes('secret-token'));
    const again = await beta.vaults.credentials.retrieve(credential.id, { vault_id: vault.id });
    assert.equal(again.id, credential.id);
    assert.equal(again.auth.mcp_server_url, auth.mcp_server_url);
    assert.ok((await all(beta.vaults.credentials.list(vault.id))).some((item) => item.id === credential.id));
    assert.equal((await beta.vaults.credentials.delete(credential.id, { vault_id: vault.id })).id, credential.id);
    assert.ok((await all(beta.vaults.list())).some((item) => item.id === vault.id));
    assert.ok((await beta.vaults.archive(vault.id)).archived_at);
    assert.equal((await beta.vaults.delete(vault.id)).id, vault.id);
    await assert.rejects(beta.vaults.retrieve(vault.id), Anthropic.NotFoundError);
  });
}

async function memoryStores(beta) {
  await check('beta.memoryStores', async () => {
    const store = await beta.memoryStores.create({ name: 'Notes', description: 'What was learnt.' });
    assert.equal((await beta.memoryStores.retrieve(store.id)).name, 'Notes');
    assert.equal((await beta.memoryStores.update(store.id, { name: 'Better notes' })).name, 'Better notes');
    const memory = await beta.memoryStores.memories.create(store.id, { path: '/a.md', content: 'one' });
    const first = await beta.memoryStores.memories.retrieve(memory.id, { memory_store_id: store.id, view: 'full' });
    assert.deepEqual([first.path, first.content], ['/a.md', 'one']);
    await beta.memoryStores.memories.update(memory.id, { memory_store_id: store.id, content: 'two' });
    const second = await beta.memoryStores.memories.retrieve(memory.id, { memory_store_id: store.id, view: 'full' });
    assert.equal(second.content, 'two');
    assert.ok((await all(beta.memoryStores.memories.list(store.id))).some((item) => item.path === '/a.md'));
    const versions = await all(beta.memoryStores.memoryVersions.list(store.id));
    assert.ok(versions.length >= 2, `${versions.length} versions`);
    await beta.memoryStores.memories.delete(memory.id, { memory_store_id: store.id });
    await assert.rejects(
      beta.memoryStores.memories.retrieve(memory.id, { memory_store_id: store.id }),
      Anthropic.NotFoundError,
    );
    assert.ok((await beta.memoryStores.archive(store.id)).archived_at);
    assert.equal((await beta.memoryStores.delete(store.id)).id, store.id);
  });
}
