// Counts what works; one line for each thing tried. The exit code says whether all of it did.

const only = process.argv[2];
let failed = 0;

export async function check(name, body) {
  if (only && !name.includes(only)) return;
  try {
    await body();
    console.log(`ok    ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}\n      ${String(e.stack ?? e).split('\n').slice(0, 6).join('\n      ')}`);
  }
}

export function end(name = 'TypeScript SDK') {
  console.log(failed ? `${name}: ${failed} failed` : `${name}: no difference noticed`);
  process.exit(failed ? 1 : 0);
}

export async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}
