"""Requests → responses: documents that are read, and questions that are asked about facts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from policyrules.policy import library_version
from service import negotiation
from service.answers import JSON, Answer, Answerer, Question
from service.bodies import body_of
from service.catalogue import Catalogue, description, identity
from service.desk import Deadline, Desk
from service.queries import query_of
from service.refusals import as_json
from service.settings import Settings

Endpoint = Callable[[Request], Awaitable[Response]]


class Documents:
    """What is read."""

    def __init__(self, catalogue: Catalogue, desk: Desk, openapi: dict[str, Any]) -> None:
        self._catalogue = catalogue
        self._desk = desk
        self._openapi = as_json(openapi)
        self._schemas = {name: as_json(each.facts_schema()) for name, each in catalogue.policies.items()}

    async def health(self, request: Request) -> Response:
        """That the service is there, and how much it has to do."""
        told = {"status": "ok", "library": library_version(), "taken": self._desk.taken, "room": self._desk.room}
        return _read(request, as_json(told))

    async def openapi(self, request: Request) -> Response:
        """What the service can be asked."""
        return _read(request, self._openapi)

    async def policies(self, request: Request) -> Response:
        """Which policies are served."""
        found = [identity(each) for each in self._catalogue.policies.values()]
        return _read(request, as_json({"policies": found}))

    async def policy(self, request: Request) -> Response:
        """One policy, and the questions that it leaves open."""
        policy = self._catalogue.policy(request.path_params["policy"])
        return _read(request, as_json(description(policy)))

    async def schema(self, request: Request) -> Response:
        """The JSON Schema of a policy's facts."""
        policy = self._catalogue.policy(request.path_params["policy"])
        return _read(request, self._schemas[policy.id])


def _read(request: Request, content: bytes) -> Response:
    negotiation.media_type(request.headers.get("accept", ""), (JSON,))
    query_of(request.query_params, ())
    return Response(content, media_type=JSON)


@dataclass(frozen=True)
class Asking:
    """A question about facts: what answers it, in which formats, and the parameters that it has and needs."""

    answerer: Answerer
    media_types: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    def endpoint(self, catalogue: Catalogue, desk: Desk, settings: Settings) -> Endpoint:
        """What answers requests: cheap checks come before the body is read, the rest is done at the desk."""

        async def answered(request: Request) -> Response:
            policy = catalogue.policy(request.path_params["policy"])
            media_type = negotiation.media_type(request.headers.get("accept", ""), self.media_types)
            query = query_of(request.query_params, self.parameters, self.needed)
            language = query.language or negotiation.language(request.headers.get("accept-language", ""))
            body = await body_of(request, settings)
            question = Question(policy, body, query, media_type, language)

            def work(deadline: Deadline) -> Answer:
                return self.answerer(catalogue, question, deadline)

            answer = await desk.do(work)
            return Response(answer.content, media_type=answer.media_type, headers=answer.headers)

        return answered
