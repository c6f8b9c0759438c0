"""One question to a language model: LangChain's agent over the toolbox, inside its limits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, Queue
from time import monotonic
from typing import Any, Final

from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    AgentState,
    ModelCallLimitMiddleware,
    ToolCallLimitMiddleware,
    hook_config,
)
from langchain.tools import ToolRuntime
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.tools import BaseTool, StructuredTool
from langgraph.runtime import Runtime
from langsmith import tracing_context

from energy_core.assistant.chat_models import Client, client
from energy_core.assistant.failures import CUT_OFF, TOO_LATE, ModelFailedError
from energy_core.assistant.model_settings import ModelSettings

BEAT: Final = 0.5
"""How often the caller is told that a model is still at work, so that a stop is noticed. [seconds]"""

THINKING: Final = "Waiting for the language model …"

_FINISHED: Final = frozenset({"stop", "tool_calls", "end_turn", "tool_use", "stop_sequence", "function_call"})
_CHARACTERS_OF_A_TOKEN: Final = 4


@dataclass(frozen=True)
class Tool:
    """arguments : their JSON schema; `call` itself checks them.
    call : arguments, and where to tell what is being done -> what the model sees of the result."""

    name: str
    description: str
    arguments: Mapping[str, Any]
    call: Callable[[dict[str, Any], Callable[[str], None]], str]


@dataclass(frozen=True)
class Task:
    """review : a finished draft -> what to tell the model to mend, or None if nothing.

    unknown_tool : told of a tool that does not exist.
    """

    instructions: str
    question: str
    tools: Sequence[Tool]
    review: Callable[[str], str | None]
    unknown_tool: Callable[[str], None]


@dataclass
class Run:
    """What tools and middleware share; travels as the agent's context, never in what the model sees."""

    task: Task
    models: ModelSettings
    deadline: float
    stopped: threading.Event = field(default_factory=threading.Event)
    events: Queue[str | BaseException | None] = field(default_factory=Queue)
    tokens: int = 0

    def check(self) -> None:
        """Raises ModelFailedError once a limit is reached."""
        if self.stopped.is_set() or monotonic() > self.deadline:
            raise ModelFailedError(TOO_LATE)
        if self.tokens > self.models.max_tokens:
            raise ModelFailedError("needed more words than one question may take")


class Limits(AgentMiddleware[AgentState[Any], Run, Any]):
    """Tokens and time of the whole question, replies that were cut off, and one review of the draft."""

    def before_model(self, state: AgentState[Any], runtime: Runtime[Run]) -> dict[str, Any] | None:
        runtime.context.check()
        return None

    @hook_config(can_jump_to=["model"])
    def after_model(self, state: AgentState[Any], runtime: Runtime[Run]) -> dict[str, Any] | None:
        run, reply = runtime.context, state["messages"][-1]
        assert isinstance(reply, AIMessage)
        run.tokens += _tokens(reply, state["messages"], run.task)
        run.check()
        _refuse_cut_off(reply)
        known = {tool.name for tool in run.task.tools}
        for call in reply.tool_calls:
            if call["name"] not in known:
                run.task.unknown_tool(call["name"])
        if reply.tool_calls:
            return None
        mend = run.task.review(reply.text)
        return None if mend is None else {"messages": [HumanMessage(mend)], "jump_to": "model"}


def _refuse_cut_off(reply: AIMessage) -> None:
    about = reply.response_metadata
    ended = about.get("finish_reason") or about.get("stopReason") or about.get("stop_reason")
    if ended is None or reply.invalid_tool_calls or str(ended) not in _FINISHED:
        raise ModelFailedError(CUT_OFF)


def _tokens(reply: AIMessage, messages: Sequence[AnyMessage], task: Task) -> int:
    """Of one call, as the service counts them, else estimated from the letters."""
    if reply.usage_metadata is not None and reply.usage_metadata["total_tokens"]:
        return reply.usage_metadata["total_tokens"]
    tools = sum(len(tool.description) + len(str(tool.arguments)) for tool in task.tools)
    said = len(task.instructions) + sum(len(message.text) for message in messages)
    return (said + tools) // _CHARACTERS_OF_A_TOKEN


def run_agent(name: str, models: ModelSettings, task: Task, *, say: Callable[[str], None]) -> None:
    """Runs the agent to its end; its drafts go to `task.review`.

    `say` is called in the caller's thread, twice a second at least, and may raise: the model is then let go.
    Raises ModelFailedError or an error of the client libraries.
    """
    run = Run(task, models, deadline=monotonic() + models.seconds)
    asked = client(name, models)
    threading.Thread(target=_work, args=(asked, run), daemon=True, name=f"ask-{name}").start()
    try:
        _follow(run, say)
    finally:
        run.stopped.set()
        asked.close()


def _follow(run: Run, say: Callable[[str], None]) -> None:
    """Passes on what is being done until the agent has ended."""
    doing = THINKING
    while (left := run.deadline - monotonic()) > 0:
        try:
            event = run.events.get(timeout=min(BEAT, left))
        except Empty:
            say(doing)
            continue
        if event is None:
            return
        if isinstance(event, BaseException):
            raise event
        doing = event
        say(doing)
    raise ModelFailedError(TOO_LATE)


def _work(asked: Client, run: Run) -> None:
    try:
        with tracing_context(enabled=False):
            _invoke(asked, run)
        run.events.put(None)
    except BaseException as error:  # noqa: BLE001 - it is raised again in the caller's thread
        run.events.put(error)


def _invoke(asked: Client, run: Run) -> None:
    models = run.models
    limits: list[Any] = [
        ModelCallLimitMiddleware(run_limit=models.max_model_calls, exit_behavior="error"),
        ToolCallLimitMiddleware(run_limit=models.max_tool_calls, exit_behavior="error"),
        Limits(),
    ]
    agent: Any = create_agent(
        asked.model,
        [_structured(tool) for tool in run.task.tools],
        system_prompt=run.task.instructions,
        middleware=limits,
        context_schema=Run,
    )
    messages: list[AnyMessage] = [HumanMessage(run.task.question)]
    steps = 6 * (models.max_model_calls + 1)
    agent.invoke({"messages": messages}, {"recursion_limit": steps, "max_concurrency": 1}, context=run)


def _structured(tool: Tool) -> BaseTool:
    def call(runtime: ToolRuntime[Run, Any], **arguments: Any) -> str:
        runtime.context.check()
        return tool.call(arguments, runtime.context.events.put)

    return StructuredTool.from_function(
        call,
        name=tool.name,
        description=tool.description,
        args_schema=dict(tool.arguments),
        infer_schema=False,
    )


def ping(name: str, models: ModelSettings) -> str:
    """One tiny real call; the model's reply. Raises what the client raises."""
    asked = client(name, models, tokens=64)
    try:
        with tracing_context(enabled=False):
            return asked.model.invoke([HumanMessage("Reply with the word ready.")]).text
    finally:
        asked.close()
