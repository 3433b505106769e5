import assert from 'node:assert/strict';
import Anthropic, { toFile } from '@anthropic-ai/sdk';
import { all, check } from './check.mjs';

export async function resources(client) {
  for (const [name, service] of [['models', client.models], ['beta.models', client.beta.models]]) {
    await check(name, async () => {
      const models = await all(service.list({ limit: 2 }));
      assert.ok(models.length > 3);
      assert.equal(new Set(models.map((model) => model.id)).size, models.length);
      const model = await service.retrieve(models[0].id);
      assert.deepEqual(model, models[0]);
      assert.ok(!Number.isNaN(Date.parse(model.created_at)));
    });
  }
  for (const [name, service] of [['files', client.files], ['beta.files', client.beta.files]]) {
    await check(name, async () => {
      const file = await service.upload({ file: await toFile(Buffer.from('words'), 'words.txt', { type: 'text/plain' }) });
      assert.deepEqual([file.type, file.filename, file.mime_type, file.size_bytes], ['file', 'words.txt', 'text/plain', 5]);
      assert.deepEqual(await service.retrieveMetadata(file.id), file);
      assert.ok((await all(service.list({ limit: 1 }))).some((item) => item.id === file.id));
      await assert.rejects(service.download(file.id), Anthropic.BadRequestError);
      assert.equal((await service.delete(file.id)).id, file.id);
      await assert.rejects(service.retrieveMetadata(file.id), Anthropic.NotFoundError);
    });
  }
  await check('a file in a message', async () => {
    const file = await client.beta.files.upload({ file: await toFile(Buffer.from('%PDF'), 'a.pdf', { type: 'application/pdf' }) });
    const message = await client.beta.messages.create({
      model: 'claude-opus-5-5',
      max_tokens: 100,
      betas: ['files-api-2025-04-14'],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'document', source: { type: 'file', file_id: file.id } },
            { type: 'text', text: 'Summarise it.' },
          ],
        },
      ],
    });
    assert.equal(message.stop_reason, 'end_turn');
  });
  await check('a file that is not there', async () => {
    const source = { type: 'file', file_id: 'file_011CNha8iCJcU1wXNR6q4V8w' };
    const content = [{ type: 'document', source }, { type: 'text', text: 'Summarise it.' }];
    const ask = { model: 'claude-opus-5-5', max_tokens: 100, messages: [{ role: 'user', content }] };
    await assert.rejects(client.beta.messages.create({ ...ask, betas: ['files-api-2025-04-14'] }), Anthropic.NotFoundError);
  });
  await check('skills that come with the API', async () => {
    const ids = (await all(client.beta.skills.list({ source: 'anthropic' }))).map((skill) => skill.id);
    assert.deepEqual(ids.sort(), ['docx', 'pdf', 'pptx', 'xlsx']);
    const message = await client.beta.messages.create({
      model: 'claude-opus-5-5',
      max_tokens: 1024,
      betas: ['code-execution-2025-08-25', 'skills-2025-10-02'],
      container: { skills: [{ type: 'anthropic', skill_id: 'pptx', version: 'latest' }] },
      tools: [{ type: 'code_execution_20250825', name: 'code_execution' }],
      messages: [{ role: 'user', content: 'Use code_execution.' }],
    });
    assert.equal(message.content[1].content.stdout, 'hello\n');
    assert.notEqual(message.container.skills[0].version, 'latest');
  });
  for (const [name, service] of [['skills', client.skills], ['beta.skills', client.beta.skills]]) {
    await check(name, async () => {
      const text = '---\nname: greeting\ndescription: Says hello.\n---\nSay hello.\n';
      const files = [await toFile(Buffer.from(text), 'greeting/SKILL.md')];
      const skill = await service.create({ display_name: 'Greeting', files });
      assert.match(skill.id, /^skill_/);
      assert.equal(skill.display_name, 'Greeting');
      assert.equal((await service.retrieve(skill.id)).id, skill.id);
      assert.ok((await all(service.list())).some((item) => item.id === skill.id));
      const version = await service.versions.create(skill.id, { files: [await toFile(Buffer.from(text), 'greeting/SKILL.md')] });
      const versions = await all(service.versions.list(skill.id));
      assert.ok(versions.some((item) => item.id === version.id));
      const one = await service.versions.retrieve(version.id, { skill_id: skill.id });
      assert.equal(one.skill_id, skill.id);
      for (const item of versions) await service.versions.delete(item.id, { skill_id: skill.id });
      assert.equal((await service.delete(skill.id)).id, skill.id);
      await assert.rejects(service.retrieve(skill.id), Anthropic.NotFoundError);
    });
  }
}
