"""Exceptions → problem documents. What nobody foresaw is logged by the server and told without its traceback."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from policyrules.text import Text
from service import negotiation
from service.refusals import MEDIA_TYPE, Fault, Kind, RefusalError
from service.settings import Settings


class Refusing:
    """What answers requests that failed, in the language that the client likes."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.problems

    def refusal(self, request: Request, error: Exception) -> Response:
        """What the service refused itself."""
        assert isinstance(error, RefusalError)
        language = negotiation.language(request.headers.get("accept-language", ""))
        headers = {**error.headers, "Content-Language": language, "Vary": "Accept-Language"}
        content = error.content(language, self._most)
        return Response(content, error.kind.status, headers, MEDIA_TYPE)

    def routing(self, request: Request, error: Exception) -> Response:
        """A path that is none, or a method that a path does not have."""
        assert isinstance(error, HTTPException)
        if error.status_code == Kind.METHOD.status:
            allowed = (error.headers or {}).get("Allow", "")
            words = Text(f"可用：{allowed}", f"there are: {allowed}")
            return self.refusal(request, RefusalError(Kind.METHOD, [Fault("method", words)], error.headers))
        return self.refusal(request, RefusalError(Kind.NOT_FOUND))

    def failure(self, request: Request, _: Exception) -> Response:
        """A mistake of the service or of the library."""
        return self.refusal(request, RefusalError(Kind.INTERNAL))
