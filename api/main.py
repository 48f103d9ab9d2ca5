"""The app: routers, middleware and problem handlers put together.

Belongs here: assembly. Does not belong here: anything a request does.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from api.caching import SERVER_VERSION
from api.delivery import Delivery
from api.description import DESCRIPTION, with_examples
from api.editions import EditionStore
from api.forms import DESCRIPTION_PATH
from api.pages.lookups import lookups
from api.pages.rendering import problem_page
from api.pages.routes import pages, static_files
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
    schools,
    search,
    specialties,
    statements,
    visits,
)
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
    documents,
    outcomes,
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
    health,
)


class MatchWatchApp(FastAPI):
    """FastAPI with our delivery as its outermost layer and examples in its description."""

    def __init__(self, *, stored_bytes: int, **options: Any) -> None:
        super().__init__(**options)
        self._delivery = Delivery(super().__call__, stored_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection: stored answers pass through no other layer."""
        await self._delivery(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document; made once."""
        if self.openapi_schema is None:
            self.openapi_schema = with_examples(super().openapi())
        return self.openapi_schema


def create_app(settings: ApiSettings) -> FastAPI:
    """The app over the editions that the settings name; no edition need be there yet."""
    store = EditionStore(settings.editions, settings.open_editions)

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = MatchWatchApp(
        stored_bytes=settings.stored_bytes,
        title="MatchWatch",
        version=SERVER_VERSION,
        description=DESCRIPTION,
        license_info={"name": "Data: ODC-By 1.0", "url": "https://opendatacommons.org/licenses/by/1-0/"},
        openapi_url=DESCRIPTION_PATH,
        docs_url=None,
        redoc_url=None,
        lifespan=closing,
        generate_unique_id_function=lambda route: route.name,
        redirect_slashes=False,
    )
    app.state.editions = store
    for noun in ROUTERS:
        app.include_router(noun.router)
    app.include_router(pages)
    app.include_router(lookups)
    app.mount("/static", static_files())
    install_handlers(app, problem_page)
    return app


app = create_app(ApiSettings())
