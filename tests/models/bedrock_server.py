"""Amazon Bedrock's Converse and ConverseStream as they go over the wire, the stream in AWS's event encoding.

A message of an event stream: total length, length of the headers, CRC-32 of these 8 bytes, headers (length of
the name, name, type 7 for text, length of the value, value), payload, CRC-32 of all before it (AWS SDK guide,
"Amazon event stream specification").
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from tests.models.script import Break, Plan, Say, Seen, Service, Step, Use, pieces
from tests.models.server import Reply, broken, serving

JSON, EVENTS = "application/json", "application/vnd.amazon.eventstream"
USAGE = {"inputTokens": 900, "outputTokens": 30, "totalTokens": 930}


@contextmanager
def bedrock_server(plan: Plan) -> Iterator[tuple[str, Service]]:
    """Address of the server (for `endpoint_url`) and what reaches it."""
    service = Service(plan)
    with serving(service, _reply) as address:
        yield address, service


def _reply(service: Service, path: str, body: dict[str, Any]) -> Reply:
    streaming = unquote(path).endswith("/converse-stream")
    step = service.step(_seen(body, streaming))
    if isinstance(step, Break):
        return _fault(step, service)
    if streaming:
        return 200, EVENTS, _events(step)
    return 200, JSON, [json.dumps(_whole(step)).encode()]


def _seen(body: dict[str, Any], streaming: bool) -> Seen:
    messages, results = [], []
    for message in body["messages"]:
        for block in message["content"]:
            if "text" in block:
                messages.append((message["role"], block["text"]))
            if "toolResult" in block:
                results.append("".join(part.get("text", "") for part in block["toolResult"]["content"]))
    tools = body.get("toolConfig", {}).get("tools", [])
    return Seen(
        system="\n".join(block.get("text", "") for block in body.get("system", [])),
        messages=tuple(messages),
        results=tuple(results),
        tools={t["toolSpec"]["name"]: t["toolSpec"]["inputSchema"]["json"] for t in tools if "toolSpec" in t},
        streaming=streaming,
        raw=json.dumps(body, ensure_ascii=False),
    )


def _fault(step: Break, service: Service) -> Reply:
    if step.status:
        text = step.body or "The service says no to AKIASECRETOFTHESERVICE."
        return step.status, JSON, [json.dumps({"message": text}).encode()]
    if step.how == "malformed":
        return 200, EVENTS, [step.body.encode() or b"\x00\x00\x00\x20 no frame at all, just text ..."]
    if step.how == "error_in_stream":
        return (
            200,
            EVENTS,
            [*_events(Say("{s1}"))[:2], _exception("throttlingException", "Too many requests")],
        )
    return (
        200,
        EVENTS,
        broken(_events(Say("{s1}")), step, frame("messageStart", {"role": "assistant"}), service),
    )


def frame(kind: str, payload: dict[str, Any], *, message_type: str = "event") -> bytes:
    """One message of an event stream."""
    name = ":exception-type" if message_type == "exception" else ":event-type"
    headers = b"".join(
        bytes([len(key)]) + key.encode() + b"\x07" + struct.pack(">H", len(value)) + value.encode()
        for key, value in ((name, kind), (":content-type", JSON), (":message-type", message_type))
    )
    content = json.dumps(payload).encode()
    lengths = struct.pack(">II", 16 + len(headers) + len(content), len(headers))
    start = lengths + struct.pack(">I", zlib.crc32(lengths)) + headers + content
    return start + struct.pack(">I", zlib.crc32(start))


def _exception(kind: str, text: str) -> bytes:
    return frame(kind, {"message": text}, message_type="exception")


def _events(step: Step) -> list[bytes]:
    frames = [frame("messageStart", {"role": "assistant"})]
    if isinstance(step, Use):
        for place, (name, arguments) in enumerate(step.calls):
            begun = {"toolUse": {"toolUseId": f"tool_{place}", "name": name}}
            frames.append(frame("contentBlockStart", {"contentBlockIndex": place, "start": begun}))
            text = arguments["__raw__"] if "__raw__" in arguments else json.dumps(arguments)
            frames += [_delta(place, {"toolUse": {"input": piece}}) for piece in pieces(text, 11)]
            frames.append(frame("contentBlockStop", {"contentBlockIndex": place}))
        reason = "tool_use"
    else:
        assert isinstance(step, Say)
        frames += [_delta(0, {"text": piece}) for piece in pieces(step.text)]
        frames.append(frame("contentBlockStop", {"contentBlockIndex": 0}))
        reason = {"stop": "end_turn", "length": "max_tokens"}.get(step.finish, step.finish)
    frames.append(frame("messageStop", {"stopReason": reason}))
    frames.append(frame("metadata", {"usage": USAGE, "metrics": {"latencyMs": 5}}))
    return frames


def _delta(place: int, delta: dict[str, Any]) -> bytes:
    return frame("contentBlockDelta", {"contentBlockIndex": place, "delta": delta})


def _whole(step: Step) -> dict[str, Any]:
    if isinstance(step, Use):
        content = [
            {"toolUse": {"toolUseId": f"tool_{place}", "name": name, "input": dict(arguments)}}
            for place, (name, arguments) in enumerate(step.calls)
        ]
    else:
        assert isinstance(step, Say)
        content = [{"text": step.text}]
    reason = "tool_use" if isinstance(step, Use) else "end_turn"
    message = {"message": {"role": "assistant", "content": content}}
    return {"output": message, "stopReason": reason, "usage": USAGE, "metrics": {"latencyMs": 5}}
