// Counts what is as it should be; one line for each thing tried.
let failed = 0;

export async function check(name, body) {
  try {
    await body();
    console.log(`ok    ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}\n      ${String(e.stack ?? e).split('\n').slice(0, 8).join('\n      ')}`);
  }
}

export function end() {
  console.log(failed ? `window: ${failed} failed` : 'window: all as it should be');
  process.exitCode = failed ? 1 : 0;
}
