import json

import anthropic
import pydantic
from anthropic import beta_async_tool, beta_tool
from check import check, raises, types

MODEL = "claude-opus-5-5"
HELLO = {"model": MODEL, "max_tokens": 1024, "messages": [{"role": "user", "content": "Hello there"}]}
WEATHER = {
    "name": "get_weather",
    "description": "The weather in a city.",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}
ASKS_FOR_WEATHER = {
    **HELLO,
    "tools": [WEATHER],
    "messages": [{"role": "user", "content": "Call get_weather for Paris."}],
}


class Person(pydantic.BaseModel):
    name: str
    age: int
    tags: list[str]


def messages(client, later):
    def create():
        message = client.messages.create(**HELLO)
        assert (message.model, message.role, message.stop_reason) == (MODEL, "assistant", "end_turn")
        assert message.id.startswith("msg_") and message._request_id.startswith("req_")
        assert "Hello there" in message.content[0].text
        assert message.usage.input_tokens > 0 and message.usage.output_tokens > 0

    async def created_later():
        async with later() as client:
            assert "Hello there" in (await client.messages.create(**HELLO)).content[0].text

    def events():
        seen = types(client.messages.create(**HELLO, stream=True))
        assert (seen[0], seen[-1]) == ("message_start", "message_stop")
        assert {"content_block_delta", "message_delta"} <= set(seen)

    def stream():
        with client.messages.stream(**HELLO) as stream:
            text = "".join(stream.text_stream)
            assert stream.get_final_text() == text
            assert stream.get_final_message().stop_reason == "end_turn"

    async def streamed_later():
        async with later() as client, client.messages.stream(**HELLO) as stream:
            text = "".join([part async for part in stream.text_stream])
            assert (await stream.get_final_message()).content[0].text == text

    def thinking():
        with client.messages.stream(**HELLO, thinking={"type": "adaptive", "display": "summarized"}) as stream:
            thoughts = "".join(event.thinking for event in stream if event.type == "thinking")
            message = stream.get_final_message()
        assert types(message.content) == ["thinking", "text"]
        assert message.content[0].thinking == thoughts and message.content[0].signature
        turns = [*HELLO["messages"], {"role": "assistant", "content": message.content}, {"role": "user", "content": "On"}]
        again = client.messages.create(**{**HELLO, "messages": turns}, thinking={"type": "adaptive"})
        assert again.stop_reason == "end_turn"

    def tool():
        with client.messages.stream(**ASKS_FOR_WEATHER) as stream:
            parts = "".join(event.partial_json for event in stream if event.type == "input_json")
            message = stream.get_final_message()
        use = message.content[-1]
        assert message.stop_reason == "tool_use" and json.loads(parts) == use.input
        result = {"type": "tool_result", "tool_use_id": use.id, "content": "sunny"}
        turns = [{"role": "assistant", "content": message.content}, {"role": "user", "content": [result]}]
        answer = client.messages.create(**{**ASKS_FOR_WEATHER, "messages": ASKS_FOR_WEATHER["messages"] + turns})
        assert answer.stop_reason == "end_turn" and "sunny" in answer.content[0].text

    def parse():
        assert isinstance(client.messages.parse(**HELLO, output_format=Person).parsed_output, Person)
        with client.messages.stream(**HELLO, output_format=Person) as stream:
            assert isinstance(stream.get_final_message().parsed_output, Person)

    def count_tokens():
        asked = {"model": MODEL, "messages": HELLO["messages"]}
        short = client.messages.count_tokens(**asked).input_tokens
        assert client.messages.count_tokens(**asked, system="word " * 100).input_tokens > short > 0

    def server_tool():
        ask = {
            **HELLO,
            "tools": [{"type": "web_search_20250305", "name": "web_search"}],
            "messages": [{"role": "user", "content": 'Use web_search for "Paris".'}],
        }
        whole = client.messages.create(**ask)
        assert types(whole.content) == ["server_tool_use", "web_search_tool_result", "text"]
        assert whole.content[2].citations[0].type == "web_search_result_location"
        with client.messages.stream(**ask) as stream:
            streamed = stream.get_final_message()
        assert streamed.content[2].to_dict() == whole.content[2].to_dict()
        assert streamed.content[0].input == whole.content[0].input

    check("messages.create", create)
    check("messages.create, async", created_later)
    check("messages.create with stream", events)
    check("messages.stream", stream)
    check("messages.stream, async", streamed_later)
    check("messages.stream, thinking", thinking)
    check("messages.stream, a tool", tool)
    check("messages.parse and stream, a schema", parse)
    check("messages.count_tokens", count_tokens)
    check("messages.stream, a server tool and citations", server_tool)
    runner(client, later)
    failures(client)
    for name, service in ("messages.batches", client.messages.batches), ("beta.messages.batches", client.beta.messages.batches):
        batches(name, service)


def runner(client, later):
    asked = []

    def get_weather(city: str) -> str:
        """The weather in a city."""
        asked.append(city)
        return "rain"

    async def get_weather_later(city: str) -> str:
        """The weather in a city."""
        return get_weather(city)

    ask = {**HELLO, "messages": ASKS_FOR_WEATHER["messages"]}

    def run():
        message = client.beta.messages.tool_runner(**ask, tools=[beta_tool(get_weather)]).until_done()
        assert len(asked) == 1 and isinstance(asked[0], str) and "rain" in message.content[-1].text

    def stream():
        streams = client.beta.messages.tool_runner(**ask, tools=[beta_tool(get_weather)], stream=True)
        answers = [stream.get_final_message() for stream in streams]
        assert len(answers) == 2 and "rain" in answers[1].content[-1].text

    async def run_later():
        async with later() as client:
            tool = beta_async_tool(get_weather_later, name="get_weather")
            message = await client.beta.messages.tool_runner(**ask, tools=[tool]).until_done()
            assert "rain" in message.content[-1].text

    check("beta.messages.tool_runner", run)
    check("beta.messages.tool_runner, streamed", stream)
    check("beta.messages.tool_runner, async", run_later)


def failures(client):
    def errors():
        with raises(anthropic.NotFoundError):
            client.messages.create(**{**HELLO, "model": "no-such-model"})
        with raises(anthropic.BadRequestError) as caught:
            client.messages.create(**{**HELLO, "messages": []})
        assert caught[0].type == "invalid_request_error" and caught[0].request_id.startswith("req_")
        with raises(anthropic.AuthenticationError):
            client.models.list(extra_headers={"x-api-key": "", "Authorization": anthropic.omit})

    check("errors", errors)


def batches(name, service):
    def whole():
        requests = [
            {"custom_id": "a", "params": HELLO},
            {"custom_id": "b", "params": {**HELLO, "model": "no-such-model"}},
        ]
        batch = service.create(requests=requests)
        assert (batch.processing_status, batch.request_counts.processing) == ("in_progress", 2)
        tries = (service.retrieve(batch.id) for _ in range(20))
        ended = next(batch for batch in tries if batch.processing_status == "ended")
        assert (ended.request_counts.succeeded, ended.request_counts.errored) == (1, 1)
        results = list(service.results(batch.id))
        assert [(line.custom_id, line.result.type) for line in results] == [("a", "succeeded"), ("b", "errored")]
        assert "Hello there" in results[0].result.message.content[0].text
        assert results[1].result.error.error.type == "not_found_error"
        assert any(item.id == batch.id for item in service.list(limit=1))
        assert service.delete(batch.id).type == "message_batch_deleted"
        with raises(anthropic.NotFoundError):
            service.retrieve(batch.id)

    def canceled():
        batch = service.create(requests=[{"custom_id": "a", "params": HELLO}])
        assert service.cancel(batch.id).processing_status == "canceling"
        assert service.retrieve(batch.id).request_counts.canceled == 1
        assert types(line.result for line in service.results(batch.id)) == ["canceled"]

    check(name, whole)
    check(name + ", canceled", canceled)
