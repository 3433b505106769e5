"""Counts what works; one line for each thing tried."""

import asyncio
import contextlib
import traceback

failed = 0


def check(name, body):
    """Runs a function, or a coroutine function to its end."""
    global failed
    try:
        result = body()
        if asyncio.iscoroutine(result):
            asyncio.run(result)
        print("ok   ", name)
    except Exception:
        failed += 1
        lines = traceback.format_exc().strip().splitlines()
        print("FAIL ", name, *("\n      " + line for line in lines[-6:]))


@contextlib.contextmanager
def raises(kind):
    """Gives a list that holds what was thrown in the end."""
    caught = []
    try:
        yield caught
    except kind as error:
        caught.append(error)
    assert caught, f"{kind.__name__} was expected"


def types(items):
    return [item.type for item in items]
