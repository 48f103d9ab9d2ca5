"""The app: routers, middleware and problem handlers put together.

Belongs here: assembly. Does not belong here: anything a request does.
"""

import gc

gc.disable()  # a start makes no garbage to speak of; looking for it again and again would take a sixth of its time

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from api.caching import SERVER_VERSION, AnswerStore
from api.delivery import Delivery
from api.describing import complete
from api.description import DESCRIPTION, with_examples
from api.direct import DirectCalls
from api.edition_files import EditionFiles
from api.editions import EditionStore
from api.examples import with_every_example
from api.forms import DESCRIPTION_PATH
from api.limits import ClientRates
from api.metrics import Metrics
from api.pages.lookups import lookups
from api.pages.rendering import problem_page
from api.pages.routes import pages, static_files
from api.pages.status import status_page
from api.problems import install_handlers
from api.routers import (
    ask_sheets,
    assessments,
    changes,
    compare,
    criteria,
    documents,
    downloads,
    editions,
    evidence,
    evidence_views,
    flags,
    health,
    institutions,
    measures,
    national_baselines,
    outcomes,
    placements,
    replies,
    report,
    schools,
    search,
    shortlist,
    specialties,
    statements,
    status,
    visits,
)
from api.running import current_ages
from api.settings import ApiSettings

ROUTERS = (
    editions,
    schools,
    measures,
    placements,
    assessments,
    flags,
    replies,
    changes,
    ask_sheets,
    compare,
    shortlist,
    documents,
    outcomes,
    report,
    statements,
    evidence,
    evidence_views,
    visits,
    criteria,
    specialties,
    institutions,
    search,
    national_baselines,
    downloads,
    status,
    health,
)


class MatchWatchApp(FastAPI):
    """FastAPI with our delivery as its outermost layer and examples in its description."""

    delivery: Delivery

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection: stored answers pass through no other layer."""
        await self.delivery(scope, receive, send)

    async def without_delivery(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection as FastAPI does."""
        await super().__call__(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document; made once."""
        if self.openapi_schema is None:
            self.openapi_schema = with_every_example(complete(with_examples(super().openapi())))
        return self.openapi_schema


def store_of(settings: ApiSettings) -> EditionStore:
    """The editions that the settings name: files, or a PostgreSQL database where its address is set."""
    if not settings.database.get_secret_value():
        return EditionFiles(settings.editions, settings.open_editions)
    # The driver is installed only where it is used.
    from api.postgresql_editions import PostgresqlEditions  # noqa: PLC0415

    return PostgresqlEditions(settings.database.get_secret_value(), settings.editions, settings.open_editions)


def create_app(settings: ApiSettings) -> FastAPI:
    """The app over the editions that the settings name; no edition need be there yet."""
    store = store_of(settings)
    metrics = Metrics()

    @asynccontextmanager
    async def serving(_: FastAPI) -> AsyncIterator[None]:
        gc.freeze()  # what the app is made of stays; looking through it for garbage would only take time
        yield
        gc.unfreeze()
        store.close()

    app = MatchWatchApp(
        title="MatchWatch",
        version=SERVER_VERSION,
        description=DESCRIPTION,
        license_info={"name": "Data: ODC-By 1.0", "url": "https://opendatacommons.org/licenses/by/1-0/"},
        openapi_url=DESCRIPTION_PATH,
        docs_url=None,
        redoc_url=None,
        lifespan=serving,
        generate_unique_id_function=lambda route: route.name,
        redirect_slashes=False,
    )
    app.state.editions = store
    app.state.metrics = metrics
    app.state.folder = settings.editions
    metrics.editions_folder = settings.editions
    for noun in ROUTERS:
        app.include_router(noun.router)
    app.include_router(pages)
    app.include_router(lookups)
    app.include_router(status_page)
    app.mount("/static", static_files())
    install_handlers(app, problem_page, store.driver_errors)
    direct = DirectCalls((route for noun in ROUTERS for route in noun.router.routes), store)
    answers = AnswerStore(settings.stored_bytes)
    rates = ClientRates(settings.requests_a_minute, spare_own=not settings.limit_own_requests)
    app.delivery = Delivery(app.without_delivery, direct, answers, rates, metrics)
    metrics.stored_bytes = lambda: answers.byte_count
    metrics.current_editions = store.current_names
    metrics.ages = lambda: current_ages(store)
    return app


app = create_app(ApiSettings())
gc.enable()
