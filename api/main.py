"""The app: routers, middleware and problem handlers put together.

Belongs here: assembly. Does not belong here: anything a request does.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api.caching import SERVER_VERSION
from api.delivery import Delivery
from api.description import DESCRIPTION, DescribedApp
from api.editions import EditionStore
from api.pages.rendering import problem_page
from api.pages.routes import pages, static_files
from api.problems import install_handlers
from api.routers import (
    assessments,
    criteria,
    documents,
    downloads,
    editions,
    evidence,
    flags,
    health,
    measures,
    national_baselines,
    outcomes,
    placements,
    schools,
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
    documents,
    outcomes,
    statements,
    evidence,
    visits,
    criteria,
    national_baselines,
    downloads,
    health,
)


def create_app(settings: ApiSettings) -> FastAPI:
    """The app over the editions that the settings name; no edition need be there yet."""
    store = EditionStore(settings.editions, settings.open_editions)

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = DescribedApp(
        title="MatchWatch",
        version=SERVER_VERSION,
        description=DESCRIPTION,
        license_info={"name": "Data: ODC-By 1.0", "url": "https://opendatacommons.org/licenses/by/1-0/"},
        openapi_url="/v1/openapi.json",
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
    app.mount("/static", static_files())
    install_handlers(app, problem_page)
    app.add_middleware(Delivery, capacity=settings.stored_bytes)
    return app


app = create_app(ApiSettings())
