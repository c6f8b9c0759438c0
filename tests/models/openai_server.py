"""OpenAI's chat completions as they go over the wire: JSON, or server-sent events (API reference, 2025)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.models.script import Break, Plan, Say, Seen, Service, Step, Use, pieces
from tests.models.server import Reply, broken, serving

JSON, EVENTS = "application/json", "text/event-stream"


@contextmanager
def openai_server(plan: Plan) -> Iterator[tuple[str, Service]]:
    """Address of the server (for `base_url`) and what reaches it."""
    service = Service(plan)
    with serving(service, _reply) as address:
        yield f"{address}/v1", service


def _reply(service: Service, path: str, body: dict[str, Any]) -> Reply:
    if path != "/v1/chat/completions":
        return 404, JSON, [b'{"error": {"message": "no such path"}}']
    step = service.step(_seen(body))
    streaming = bool(body.get("stream"))
    if isinstance(step, Break):
        return _fault(step, service, streaming=streaming)
    parts = _events(step, body) if streaming else [json.dumps(_whole(step)).encode()]
    return 200, EVENTS if streaming else JSON, parts


def _seen(body: dict[str, Any]) -> Seen:
    messages = [(m["role"], _text(m.get("content"))) for m in body["messages"]]
    return Seen(
        system="\n".join(text for role, text in messages if role in ("system", "developer")),
        messages=tuple((role, text) for role, text in messages if role in ("user", "assistant")),
        results=tuple(text for role, text in messages if role == "tool"),
        tools={t["function"]["name"]: t["function"]["parameters"] for t in body.get("tools", [])},
        streaming=bool(body.get("stream")),
        raw=json.dumps(body, ensure_ascii=False),
    )


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content)
    return content or ""


def _fault(step: Break, service: Service, *, streaming: bool) -> Reply:
    if step.status:
        text = step.body or "The service says no to sk-secret-of-the-service."
        return (
            step.status,
            JSON,
            [json.dumps({"error": {"message": text, "type": "x", "code": "x"}}).encode()],
        )
    if step.how == "malformed":
        return (
            200,
            EVENTS if streaming else JSON,
            [step.body.encode() or b'data: {"choices": [{"delta": \n\n'],
        )
    good = _events(Say("{s1}"), {})
    return 200, EVENTS, broken(good, step, b": still here\n\n", service)


def _events(step: Step, body: dict[str, Any]) -> list[bytes]:
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    if isinstance(step, Use):
        for place, (name, arguments) in enumerate(step.calls):
            called = {"index": place, "id": f"call_{place}", "type": "function"}
            deltas.append({"tool_calls": [called | {"function": {"name": name, "arguments": ""}}]})
            for piece in pieces(_arguments(arguments), 11):
                deltas.append({"tool_calls": [{"index": place, "function": {"arguments": piece}}]})
        finish = "tool_calls"
    else:
        assert isinstance(step, Say)
        deltas += [{"content": piece} for piece in pieces(step.text)]
        finish = step.finish
    chunks = [_chunk({"index": 0, "delta": delta, "finish_reason": None}) for delta in deltas]
    chunks.append(_chunk({"index": 0, "delta": {}, "finish_reason": finish}))
    if (body.get("stream_options") or {}).get("include_usage"):
        chunks.append(_chunk(None) | {"usage": USAGE})
    return [f"data: {json.dumps(chunk)}\n\n".encode() for chunk in chunks] + [b"data: [DONE]\n\n"]


USAGE = {"prompt_tokens": 900, "completion_tokens": 30, "total_tokens": 930}


def _arguments(arguments: Any) -> str:
    return arguments["__raw__"] if "__raw__" in arguments else json.dumps(arguments)


def _chunk(choice: dict[str, Any] | None) -> dict[str, Any]:
    about = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    return about | {"choices": [choice] if choice else []}


def _whole(step: Step) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": step.text if isinstance(step, Say) else None}
    if isinstance(step, Use):
        message["tool_calls"] = [
            {"id": f"call_{place}", "type": "function", "function": {"name": n, "arguments": _arguments(a)}}
            for place, (n, a) in enumerate(step.calls)
        ]
    choice = {
        "index": 0,
        "message": message,
        "finish_reason": "tool_calls" if isinstance(step, Use) else "stop",
    }
    about = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "scripted"}
    return about | {"choices": [choice], "usage": USAGE}
