"""Tests a program that talks to Claude, against a fake that the tests script: no key, no network, nothing to install.

    ./claude4j serve --control --port 8787
    ANTHROPIC_BASE_URL=http://127.0.0.1:8787 python3 examples/python/test_fortune.py
"""

import http.client
import json
import os
import unittest
import urllib.error
import urllib.request

BASE_URL = os.environ["ANTHROPIC_BASE_URL"]


# The program: any client will do, such as the official SDK with base_url=BASE_URL.


def open_answer(body):
    headers = {"content-type": "application/json", "x-api-key": "anything", "anthropic-version": "2026-10-21"}
    request = urllib.request.Request(BASE_URL + "/v1/messages", json.dumps(body).encode(), headers)
    return urllib.request.urlopen(request, timeout=30)


def message(question, **more):
    return {
        "model": "claude-opus-5-5",
        "max_tokens": 200,
        "messages": [{"role": "user", "content": question}],
        **more,
    }


def fortune(question, attempts=3):
    """Asks, and asks again while Claude is overloaded."""
    for attempt in range(attempts):
        try:
            with open_answer(message(question)) as answer:
                return json.load(answer)["content"][0]["text"]
        except urllib.error.HTTPError as error:
            with error:
                if error.code != 529 or attempt == attempts - 1:
                    raise


def streamed_fortune(question):
    """Reads an answer word by word; returns the text and whether it came to its end."""
    text = ""
    with open_answer(message(question, stream=True)) as events:
        try:
            for line in events:
                if line.startswith(b"data: "):
                    event = json.loads(line[len(b"data: ") :])
                    if event["type"] == "content_block_delta":
                        text += event["delta"]["text"]
                    if event["type"] == "message_stop":
                        return text, True
        except http.client.HTTPException:
            pass
    return text, False


def tool_calls(question, tool):
    with open_answer(message(question, tools=[tool])) as answer:
        return [(b["name"], b["input"]) for b in json.load(answer)["content"] if b["type"] == "tool_use"]


# The tests.


def fake(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BASE_URL + "/_fake/" + path, data, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


class FortuneTest(unittest.TestCase):
    def setUp(self):
        fake("POST", "clear")

    def script(self, *steps):
        fake("POST", "script", steps)

    def test_asks_again_while_overloaded(self):
        self.script({"error": 529}, {"error": 529}, {"text": "You will pass."})

        self.assertEqual(fortune("Will I pass?"), "You will pass.")

        received = fake("GET", "requests")["data"]
        self.assertEqual([request["operation"] for request in received], ["messages.create"] * 3)
        self.assertEqual(received[0]["body"]["messages"][0]["content"], "Will I pass?")

    def test_gives_up_in_the_end(self):
        self.script({"error": 529, "repeat": True})

        with self.assertRaises(urllib.error.HTTPError) as caught:
            fortune("Will I pass?")
        self.assertEqual(caught.exception.code, 529)
        self.assertEqual(len(fake("GET", "requests")["data"]), 3)

    def test_notices_a_stream_that_is_cut(self):
        self.script({"text": "You will meet a tall stranger.", "cut_after": 5})

        text, whole = streamed_fortune("Whom will I meet?")

        self.assertFalse(whole)
        self.assertTrue("You will meet a tall stranger.".startswith(text))

    def test_reads_a_tool_call(self):
        self.script({"when": {"text": "cards"}, "tool_use": {"name": "draw_card", "input": {"deck": "tarot"}}})
        tool = {"name": "draw_card", "input_schema": {"type": "object"}}

        self.assertEqual(tool_calls("Ask the cards.", tool), [("draw_card", {"deck": "tarot"})])

    def tearDown(self):
        self.assertEqual(fake("GET", "script")["unused"], [])


if __name__ == "__main__":
    unittest.main()
