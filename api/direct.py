"""Direct calls: endpoints of the API called with checked parameters, without the framework's solving of dependencies.

Belongs here: finding the endpoint of a path, checking parameters by the endpoint's own models, calling it. Does not belong
here: refusals: whatever is not answered here is asked again of the app, which tells every fault; what endpoints do.
An endpoint that is a coroutine does bounded work and runs in the event loop, where rows are had at once; any other runs in a
thread.
"""

import inspect
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, get_args, get_origin, get_type_hints

import anyio
from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute
from starlette.types import Scope

from api.asked import REMEMBERED, pairs_of
from api.editions import EditionStore

KEY_PART = 3
"""Where paths have their key: /v1/schools/{slug}."""
WAITING = 3
"""Endpoints at once that wait for a database: one is answered while another waits; more would only get into each other's way."""


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """An endpoint: what it takes under which names, and which of its parameters may be given several times."""

    call: Any
    is_coroutine: bool
    request_name: str
    editions_name: str
    parameters_name: str
    model: type[BaseModel]
    several: frozenset[str]
    key_name: str | None
    key_check: TypeAdapter[str] | None


class DirectCalls:
    """The endpoints that take one model of parameters and at most one key."""

    def __init__(self, routes: Iterable[BaseRoute], editions: EditionStore) -> None:
        self._editions = editions
        self._endpoints: dict[str, Endpoint] = {}
        self._waiting = anyio.CapacityLimiter(WAITING)
        for route in routes:
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
                endpoint = _endpoint_of(route)
                if endpoint is not None:
                    self._endpoints[_without_key(route.path) if endpoint.key_name else route.path] = endpoint

    async def answer(self, scope: Scope) -> Response | None:
        """The endpoint's answer; None where there is no such endpoint, or where anything is wrong."""
        path: str = scope["path"]
        endpoint = self._endpoints.get(path)
        given: dict[str, Any] = {}
        try:
            if endpoint is None:
                endpoint = self._endpoints.get(_without_key(path))
                if endpoint is None or endpoint.key_check is None or endpoint.key_name is None:
                    return None
                given[endpoint.key_name] = endpoint.key_check.validate_python(path.split("/")[KEY_PART])
            parameters = _parameters(endpoint, scope["query_string"])
            if parameters is None:
                return None
            given[endpoint.request_name] = Request(scope)
            given[endpoint.editions_name] = self._editions
            given[endpoint.parameters_name] = parameters
            if endpoint.is_coroutine and self._editions.answers_at_once:
                response: Response = await endpoint.call(**given)
                return response
            if endpoint.is_coroutine:
                return await anyio.to_thread.run_sync(_completed, endpoint.call(**given), limiter=self._waiting)
            return await run_in_threadpool(partial(endpoint.call, **given))
        except Exception:  # noqa: BLE001 - the app is asked the same, answers the failure and logs it
            return None


def _completed(endpoint: Coroutine[Any, Any, Response]) -> Response:
    """The answer of an endpoint that is a coroutine and awaits nothing, in this thread."""
    try:
        endpoint.send(None)
    except StopIteration as done:
        answer: Response = done.value
        return answer
    raise RuntimeError("the endpoint waits for something; let it be a plain function")


@lru_cache(maxsize=REMEMBERED)
def _parameters(endpoint: Endpoint, query: bytes) -> BaseModel | None:
    """The checked parameters; None where one that takes one value is given twice.

    Raises:
        ValidationError: a parameter is unknown or does not hold its form.
    """
    given: dict[str, Any] = {}
    for name, value in pairs_of(query):
        if name in endpoint.several:
            given.setdefault(name, []).append(value)
        elif name in given:
            return None
        else:
            given[name] = value
    return endpoint.model.model_validate(given)


def _endpoint_of(route: APIRoute) -> Endpoint | None:
    hints = get_type_hints(route.endpoint, include_extras=True)
    hints.pop("return", None)
    plain = {name: _plain_type(hint) for name, hint in hints.items()}
    models = [name for name, kind in plain.items() if issubclass(kind, BaseModel)]
    keys = [name for name, kind in plain.items() if kind is str]
    requests = [name for name, kind in plain.items() if issubclass(kind, Request)]
    stores = [name for name, kind in plain.items() if issubclass(kind, EditionStore)]
    if len(models) != 1 or len(requests) != 1 or len(stores) != 1 or len(keys) > 1:
        return None
    model = plain[models[0]]
    return Endpoint(
        call=route.endpoint,
        is_coroutine=inspect.iscoroutinefunction(route.endpoint),
        request_name=requests[0],
        editions_name=stores[0],
        parameters_name=models[0],
        model=model,
        several=several_of(model),
        key_name=keys[0] if keys else None,
        key_check=TypeAdapter(hints[keys[0]]) if keys else None,
    )


@lru_cache
def several_of(model: type[BaseModel]) -> frozenset[str]:
    """Names of the parameters that may be given several times."""
    fields: Mapping[str, Any] = model.model_fields
    return frozenset(name for name, field in fields.items() if get_origin(field.annotation) is list)


def _without_key(path: str) -> str:
    parts = path.split("/")
    if len(parts) > KEY_PART:
        parts[KEY_PART] = "{}"
    return "/".join(parts)


def _plain_type(hint: Any) -> Any:
    return get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
