// A short conversation with a tool, an error, a cut stream and a cache that breaks: what the guide shows.
import { MODEL, script, send } from './servers.mjs';

const WEATHER = {
  name: 'get_weather', description: 'The weather in a city, now.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
};

function system(day) {
  return [{
    type: 'text', cache_control: { type: 'ephemeral' },
    text: `You are a travel assistant. Today is ${day} November. Answer in one or two sentences, and ask for what you need to know.`
  }];
}

/** Seven requests: 1 to 3 are one conversation, 4 fails, 5 is wrong, 6 is cut, 7 lists models. */
export async function play(url, fake) {
  const call = [{ type: 'text', text: 'Let me look at the forecast.' },
    { type: 'tool_use', id: 'toolu_01Paris', name: 'get_weather', input: { city: 'Paris' } }];
  const request = { model: MODEL, max_tokens: 2048, system: system(28), tools: [WEATHER] };
  const messages = [{ role: 'user', content: 'Do I need an umbrella in Paris tomorrow?' }];
  await script(fake, { content: call, event_delay: 0.01 });
  await send(url, { ...request, messages, stream: true });

  messages.push({ role: 'assistant', content: call }, {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: 'toolu_01Paris', content: 'Rain from noon on, 9 °C, wind from the west.' }]
  });
  await script(fake, {
    content: [
      { type: 'thinking', thinking: 'The tool says rain from noon on. An umbrella is a good idea, the wind is not strong.' },
      { type: 'text', text: 'Yes: it will rain from noon on, at about 9 °C. Take an umbrella and a warm coat.' }],
    event_delay: 0.03, slow_first_byte: 0.3
  });
  await send(url, { ...request, messages, stream: true, thinking: { type: 'adaptive' } });

  messages.push({ role: 'assistant', content: 'Yes, take one.' }, { role: 'user', content: 'Thank you!' });
  await script(fake, { text: 'You are welcome. Have a good trip!' });
  await send(url, { ...request, system: system(29), messages });

  await script(fake, { error: 529 });
  await send(url, { model: MODEL, max_tokens: 100, messages: [{ role: 'user', content: 'Are you there?' }] });
  await send(url, { model: MODEL, max_tokens: 100, temperatur: 1, messages: [{ role: 'user', content: 'A little warmer, please.' }] });
  await script(fake, { text: 'Once upon a time there was a king who had three daughters.', cut_after: 6, event_delay: 0.01 });
  await send(url, { model: MODEL, max_tokens: 100, stream: true, messages: [{ role: 'user', content: 'Tell me a story.' }] });
  await send(url, null, { path: '/v1/models' });
}
