"""The application: which path is answered by what."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from service import answers
from service.catalogue import Catalogue
from service.desk import Desk
from service.endpoints import Asking, Documents
from service.headers import Guarded
from service.openapi import document
from service.refusals import RefusalError
from service.refusing import Refusing
from service.settings import Settings, from_environment


def application(settings: Settings | None = None) -> ASGIApp:
    """The service. Without `settings` they are those of the environment.

    Raises SettingsError, UsageError, PolicyError where it cannot serve what it is to serve.
    """
    settings = from_environment(os.environ) if settings is None else settings
    catalogue, desk = Catalogue(settings.policies), Desk(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    refused = Refusing(settings)
    app = Starlette(
        routes=[*_documents(catalogue, desk, settings), *_asking(catalogue, desk, settings)],
        exception_handlers={RefusalError: refused.refusal, HTTPException: refused.routing, Exception: refused.failure},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return Guarded(app)


def _documents(catalogue: Catalogue, desk: Desk, settings: Settings) -> list[Route]:
    """What is read: it changes with the policies alone."""
    documents = Documents(catalogue, desk, document(catalogue, settings))
    return [
        Route("/health", documents.health, methods=["GET"]),
        Route("/openapi.json", documents.openapi, methods=["GET"]),
        Route("/policies", documents.policies, methods=["GET"]),
        Route("/policies/{policy}", documents.policy, methods=["GET"]),
        Route("/policies/{policy}/schema", documents.schema, methods=["GET"]),
    ]


def _asking(catalogue: Catalogue, desk: Desk, settings: Settings) -> list[Route]:
    """What is asked about facts."""
    asking = {
        "decide": Asking(answers.decide, (answers.JSON,), ("year", "set"), ("year",)),
        "explain": Asking(
            answers.explain,
            (answers.TEXT, answers.HTML),
            ("year", "subject", "set", "language"),
            ("year", "subject"),
        ),
        "validate": Asking(answers.validate, (answers.JSON,)),
    }
    return [
        Route(f"/policies/{{policy}}/{verb}", each.endpoint(catalogue, desk, settings), methods=["POST"])
        for verb, each in asking.items()
    ]
