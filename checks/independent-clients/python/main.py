"""The official Python SDK's happy paths, against the API at ANTHROPIC_BASE_URL; each answer is held against its types."""

import sys

import check
from anthropic import Anthropic, AsyncAnthropic
from messages import messages
from resources import resources

options = {"max_retries": 0, "timeout": 20, "_strict_response_validation": True}
client = Anthropic(**options)
messages(client, lambda: AsyncAnthropic(**options))
resources(client)
print("Python SDK:", f"{check.failed} failed" if check.failed else "no difference noticed")
sys.exit(1 if check.failed else 0)
