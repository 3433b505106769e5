// Looks at the window as a person would. Options: --pictures FOLDER takes the pictures of the guide.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { check, end } from './check.mjs';
import { play } from './scene.mjs';
import { KEY, endAll, say, script, send, start } from './servers.mjs';

const pictures = process.argv[2] === '--pictures' ? process.argv[3] : null;
const folder = mkdtempSync(join(tmpdir(), 'claude4j-window-'));
process.on("SIGTERM", () => { endAll(); process.exit(1); });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP evil.test 127.0.0.1']
});
const fake = await start('serve', '--window', '--control');

/** What the page complained of, and dialogs that it opened. */
const complaints = [];

async function open(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', e => complaints.push(e.message));
  page.on('dialog', dialog => complaints.push('dialog: ' + dialog.message()) && dialog.dismiss());
  await page.goto(url);
  return page;
}

async function row(page, id) {
  await page.locator(`#row-${id}`).click();
  await page.locator('.head h2', { hasText: `#${id} ` }).waitFor();
}

async function tab(page, name) {
  await page.locator('#tab-' + name).click();
  return page.locator('#panel');
}

const page = await open(fake.window);
const text = selector => page.locator(selector).innerText();

await check('requests appear as they come, with tokens, cost and cache', async () => {
  await page.locator('#details', { hasText: 'ANTHROPIC_BASE_URL=http' }).waitFor();
  await play(fake.url, fake.url);
  await page.locator('#row-7').waitFor();
  await row(page, 2);
  const head = await text('.head');
  assert.match(head, /messages\.create/);
  assert.match(head, /\d+ % read/);
  assert.match(head, /\$0\.\d+/);
  assert.match(await text('#totals'), /requests\s*7/);
});

await check('the conversation, with thinking, calls and results', async () => {
  const panel = await (await tab(page, 'conversation')).innerText();
  for (const part of ['Do I need an umbrella', 'get_weather', 'Rain from noon on', 'The tool says rain', 'Take an umbrella']) {
    assert.ok(panel.includes(part), part);
  }
  await row(page, 1);
  assert.match(await (await tab(page, 'tools')).innerText(), /result came with request #2[\s\S]*Rain from noon on/);
});

await check('the time line has the wait, the events and the end', async () => {
  await row(page, 2);
  const panel = await tab(page, 'timeline');
  assert.ok(await panel.locator('.tick.thinking').count() > 5);
  assert.ok(await panel.locator('.tick.text').count() > 5);
  assert.equal(await panel.locator('.finish').count(), 1);
  assert.match(await panel.innerText(), /first byte\s*3\d\d ms|first byte\s*[\d.]+ m?s/);
  await panel.locator('.event-data summary').nth(3).click();
  assert.match(await panel.locator('.event-data').nth(3).innerText(), /content_block_delta/);
});

await check('errors have their reason', async () => {
  await row(page, 4);
  assert.match(await text('.problem'), /529 overloaded_error/);
  await row(page, 5);
  assert.match(await text('.problem'), /temperatur/);
  await row(page, 6);
  assert.match(await text('.problem'), /closed before the answer was complete/);
});

await check('two requests side by side show where the cache ends', async () => {
  await row(page, 3);
  await page.locator('.cards button', { hasText: 'compare with #2' }).click();
  await page.locator('.side-row.first').waitFor();
  assert.match(await text('.verdict'), /The cache ends at system\[0\]\.text/);
  assert.deepEqual(await page.locator('.side-row.first mark').allInnerTexts(), ['8', '9']);
});

await check('keys are nowhere, and the curl line has none', async () => {
  const panel = await tab(page, 'curl');
  assert.match(await panel.innerText(), /^Copy[\s\S]*curl[\s\S]*\$ANTHROPIC_API_KEY/);
  for (const name of ['conversation', 'headers', 'raw', 'curl']) {
    await tab(page, name);
    assert.ok(!(await page.content()).includes(KEY), name);
  }
});

await check('hostile texts are texts', async () => {
  const bad = '<script>document.title="owned"</script><img src=x onerror=alert(1)><b>b</b> \u001b[31mred \u202etxt.exe \u0007';
  await script(fake.url, { content: [{ type: 'text', text: bad }, { type: 'tool_use', id: 'toolu_1', name: '<i>dig</i>', input: { '<u>': bad } }] });
  await send(fake.url, say(bad, { system: bad, metadata: { user_id: bad.slice(0, 40) } }));
  await send(fake.url, say(`${bad} ${KEY}`, { model: '<script>alert(2)</script>' }));
  await send(fake.url, null, { path: '/v1/models/%3Cscript%3Ealert(3)%3C/script%3E' });
  await page.locator('#row-10').waitFor();
  for (const id of [8, 9, 10]) {
    await row(page, id);
    for (const name of ['conversation', 'timeline', 'headers', 'raw', 'curl']) {
      await tab(page, name);
    }
  }
  await row(page, 8);
  const panel = await (await tab(page, 'conversation')).innerText();
  assert.ok(panel.includes('<script>document.title="owned"</script>'));
  assert.ok(panel.includes('\\x1b[31mred \\u202etxt.exe \\x07'), panel);
  assert.match(await page.title(), /claude4j window/);
  assert.equal(await page.locator('#details script, #details img, #list img, #details b b').count(), 0);
  assert.deepEqual(complaints, []);
});

await check('right-to-left text stays in its own place', async () => {
  await script(fake.url, { text: 'مرحبا بالعالم (hello) 123' });
  await send(fake.url, say('שלום עולם'));
  await page.locator('#row-11').waitFor();
  await row(page, 11);
  const direction = await page.locator('.answer .prose').evaluate(e => getComputedStyle(e).direction);
  assert.equal(direction, 'rtl');
  assert.equal(await page.locator('#row-11 .line').first().evaluate(e => getComputedStyle(e).direction), 'ltr');
});

await check('an answer of 10 MB is shown cut, and whole on request', async () => {
  await script(fake.url, { text: 'A long answer. '.repeat(700_000) });
  await send(fake.url, say('Say much.', { max_tokens: 20_000 }));
  await page.locator('#row-12').waitFor();
  await row(page, 12);
  const answer = page.locator('.answer .prose').first();
  const cut = await answer.evaluate(e => e.textContent.length);
  assert.ok(cut < 20_000, String(cut));
  await page.locator('.answer button', { hasText: 'Show all' }).click();
  await page.waitForFunction(() => document.querySelector('.answer .prose').textContent.length === 10_500_000);
  await row(page, 11);
});

await check('a running stream is shown as it grows, and a client that leaves', async () => {
  await script(fake.url, { text: 'one two three four five six', stall_after: 8 });
  const leave = new AbortController();
  const gone = send(fake.url, say('Begin.', { stream: true }), { signal: leave.signal });
  await page.locator('#row-13.running').waitFor();
  await row(page, 13);
  await page.locator('.answer', { hasText: 'one two' }).waitFor();
  assert.match(await text('#panel'), /The answer is coming/);
  leave.abort();
  await gone;
  await page.locator('.problem', { hasText: 'The client closed the connection' }).waitFor();
});

await check('search finds texts of requests and answers, filters narrow the list', async () => {
  await page.fill('#search', 'warm coat');
  await page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
  await page.fill('#search', '');
  await page.selectOption('#filter', 'errors');
  await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 3);
  assert.equal(await page.locator('[role=option]:not(.bad)').count(), 0);
  await page.selectOption('#filter', 'all');
});

await check('all can be done by keyboard', async () => {
  const other = await open(fake.window);
  await other.locator('#row-13').waitFor();
  await other.keyboard.press('/');
  await other.keyboard.type('umbrella');
  await other.waitForFunction(() => document.querySelectorAll('[role=option]').length <= 3);
  const focused = () => other.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  assert.equal(await focused(), 'search');
  for (let i = 0; i < 6 && await focused() !== 'list'; i++) {
    await other.keyboard.press('Tab');
  }
  assert.equal(await focused(), 'list');
  await other.keyboard.press('ArrowDown');
  await other.keyboard.press('ArrowDown');
  await other.keyboard.press('Home');
  const chosen = await other.locator('#list').getAttribute('aria-activedescendant');
  assert.equal(chosen, await other.locator('[role=option][aria-selected=true]').getAttribute('id'));
  await other.keyboard.press('Enter');
  await other.waitForFunction(() => document.activeElement.id === 'tab-conversation');
  await other.keyboard.press('ArrowRight');
  assert.equal(await focused(), 'tab-timeline');
  await other.keyboard.press('End');
  assert.equal(await focused(), 'tab-curl');
  await other.keyboard.press('Tab');
  assert.equal(await focused(), 'panel');
  await other.keyboard.press('Escape');
  assert.equal(await focused(), 'list');
  await other.locator('#help-open').focus();
  await other.keyboard.press('Enter');
  assert.ok(await other.locator('#help').evaluate(dialog => dialog.open));
  await other.keyboard.press('Escape');
  assert.ok(!(await other.locator('#help').evaluate(dialog => dialog.open)));
  await other.context().close();
});

await check('a screen reader is told names, roles and news', async () => {
  await row(page, 2);
  const snapshot = await page.locator('body').ariaSnapshot();
  for (const part of ['listbox "Requests, the newest first"', 'searchbox "Search in requests and answers"', 'tablist "Views of the request"',
    'tab "Conversation" [selected]', 'tabpanel "Conversation"', 'combobox "Which requests to show"', 'heading']) {
    assert.ok(snapshot.includes(part), part + '\n' + snapshot.slice(0, 3000));
  }
  const nameless = await page.evaluate(() => [...document.querySelectorAll('button, select, input, summary, a')]
    .filter(e => e.offsetParent && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).map(e => e.outerHTML));
  assert.deepEqual(nameless, []);
  await page.waitForFunction(() => /new request/.test(document.getElementById('news').textContent));
});

/** How far two colours are apart, as WCAG counts. */
function contrast(one, other) {
  const light = colour => {
    const [r, g, b] = colour.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

for (const colorScheme of ['light', 'dark']) {
  await check(`colours can be read, ${colorScheme}`, async () => {
    const other = await open(fake.window, { colorScheme });
    const colours = await other.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const style = getComputedStyle(document.documentElement);
      return Object.fromEntries(['ground', 'paper', 'raised', 'ink', 'soft', 'accent', 'accent-ground', 'user', 'tool', 'think', 'bad',
        'bad-ground', 'good', 'good-ground', 'mark'].map(name => {
        canvas.fillStyle = style.getPropertyValue('--' + name).trim();
        canvas.fillRect(0, 0, 1, 1);
        return [name, [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)];
      }));
    });
    const poor = [];
    for (const [front, backs] of Object.entries({
      ink: ['ground', 'paper', 'raised', 'accent-ground', 'bad-ground', 'mark'], soft: ['ground', 'paper', 'raised', 'accent-ground'],
      accent: ['paper', 'raised', 'accent-ground'], user: ['paper', 'raised'], tool: ['paper', 'raised', 'accent-ground'], think: ['paper', 'raised'],
      bad: ['ground', 'paper', 'bad-ground'], good: ['ground', 'paper', 'good-ground']
    })) {
      backs.forEach(back => contrast(colours[front], colours[back]) < 4.5
        && poor.push(`${front} on ${back}: ${contrast(colours[front], colours[back]).toFixed(2)}`));
    }
    assert.deepEqual(poor, []);
    await other.context().close();
  });
}

await check('360 pixels are wide enough', async () => {
  const narrow = await open(fake.window, { viewport: { width: 360, height: 740 } });
  await narrow.locator('#row-13').waitFor();
  const fits = async () => assert.ok(await narrow.evaluate(() =>
    document.documentElement.scrollWidth <= innerWidth && document.querySelector('#details').scrollWidth <= innerWidth));
  await fits();
  await narrow.locator('#row-12').click();
  await narrow.locator('.head h2').waitFor();
  assert.ok(!(await narrow.locator('#list').isVisible()));
  for (const name of ['timeline', 'compare', 'headers', 'raw', 'curl']) {
    await narrow.locator('#tab-' + name).click();
    await fits();
  }
  await narrow.locator('.back').click();
  assert.ok(await narrow.locator('#list').isVisible());
  await narrow.context().close();
});

await check('other pages get nothing: frames, rebinding, other origins', async () => {
  const stranger = await (await browser.newContext()).newPage();
  const window = new URL(fake.window);
  const answer = await stranger.goto(`http://evil.test:${window.port}${window.pathname}`);
  assert.equal(answer.status(), 403);
  await stranger.goto(fake.url + '/v1/models');
  const reached = await stranger.evaluate(async url => {
    try {
      return (await fetch(url + 'changes?since=0')).status;
    } catch (e) {
      return 'refused';
    }
  }, fake.window);
  assert.equal(reached, 'refused');
  await stranger.setContent(`<iframe src="${fake.window}"></iframe>`);
  await stranger.waitForTimeout(500);
  assert.equal(await stranger.frames()[1].locator('#list').count(), 0);
  await stranger.context().close();
});

await check('thousands of requests do not stop it', async () => {
  for (let i = 0; i < 100; i++) {
    await Promise.all(Array.from({ length: 30 }, (_, j) => send(fake.url, say(`Request number ${i * 30 + j}`, { stream: j % 2 === 0 }))));
  }
  const newest = await page.waitForFunction(() => {
    const count = Number(document.querySelector('#totals dd').textContent.replace(',', ''));
    return count >= 3013 && document.querySelector('[role=option]').id;
  }, null, { timeout: 60_000 });
  assert.ok(await page.locator('[role=option]').count() <= 400);
  await page.locator('#list').focus();
  await page.keyboard.press('End');
  await page.locator('#row-1[aria-selected=true]').waitFor();
  assert.ok(await page.locator('[role=option]').count() <= 400);
  await page.keyboard.press('Home');
  await page.locator(`#${await newest.jsonValue()}[aria-selected=true]`).waitFor();
  await page.fill('#search', 'number 17');
  await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 100);
  await page.fill('#search', '');
});

await check('the browser had nothing to complain of', () => assert.deepEqual(complaints, []));

const upstream = await start('serve', '--window', '--control');
const cassette = join(folder, 'said.json');
const proxy = await start('proxy', '--window', '--record', cassette, '--to', upstream.url);
const watched = await open(proxy.window);

await check('a proxy shows real traffic, and programs of other languages', async () => {
  await play(proxy.url, upstream.url);
  await watched.locator('#row-7').waitFor();
  await row(watched, 2);
  assert.match(await watched.locator('#place').innerText(), /→/);
  assert.ok(await (await tab(watched, 'timeline')).locator('.tick').count() > 10);
  if (spawnSync('python3', ['--version']).status === 0) {
    const program = `
import json, urllib.request
body = json.dumps({"model": "claude-opus-5-5", "max_tokens": 50, "stream": True, "messages": [{"role": "user", "content": "Said by Python"}]})
request = urllib.request.Request("${proxy.url}/v1/messages", body.encode(), {"x-api-key": "${KEY}", "anthropic-version": "2026-10-21"})
print(urllib.request.urlopen(request).read().decode()[:20])`;
    const run = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    await watched.locator('#row-8', { hasText: 'Said by Python' }).waitFor();
  }
  assert.ok(!(await watched.content()).includes(KEY));
});

await check('an upstream that is gone is told, and so is the end of the proxy', async () => {
  await upstream.end();
  await send(proxy.url, say('Anybody there?'));
  await watched.locator('[role=option]', { hasText: 'no answer from' }).first().click();
  await watched.locator('.problem', { hasText: '502' }).waitFor();
  await proxy.end();
  await watched.locator('#live', { hasText: 'The server has ended' }).waitFor();
});

await check('what was recorded is written at the end, without keys', async () => {
  assert.deepEqual(readdirSync(folder), ['said.json']);
  const said = readFileSync(cassette, 'utf8');
  assert.ok(said.includes('umbrella') && !said.includes(KEY));
});

if (pictures) {
  mkdirSync(pictures, { recursive: true });
  const shown = await start('serve', '--window', '--control');
  await play(shown.url, shown.url);
  const take = async (name, id, view, options) => {
    const picture = await open(shown.window, options);
    await picture.locator('#row-7').waitFor();
    await row(picture, id);
    await tab(picture, view);
    await picture.waitForTimeout(500);
    writeFileSync(join(pictures, name), await picture.screenshot());
  };
  await take('window.png', 2, 'conversation', { viewport: { width: 1120, height: 760 }, colorScheme: 'light' });
  await take('window-timeline.png', 2, 'timeline', { viewport: { width: 1120, height: 640 }, colorScheme: 'dark' });
  await take('window-compare.png', 3, 'compare', { viewport: { width: 1120, height: 640 }, colorScheme: 'light' });
}

await browser.close();
endAll();
rmSync(folder, { recursive: true });
end();
