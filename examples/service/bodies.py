"""The body of a request: JSON, unpacked, no longer and no slower than the settings allow."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from policyrules.text import Text
from service.refusals import Fault, Kind, RefusalError
from service.settings import Settings

MEDIA_TYPE = "application/json"


async def body_of(request: Request, settings: Settings) -> bytes:
    """The bytes of the body. Raises RefusalError before more is kept than `body_bytes`."""
    _check_headers(request, settings)
    content = bytearray()
    try:
        async with asyncio.timeout(settings.body_seconds):
            async for chunk in request.stream():
                content += chunk
                if len(content) > settings.body_bytes:
                    raise _too_large(settings)
    except TimeoutError:
        raise _too_slow(settings) from None
    except ClientDisconnect:
        gone = Text("请求体未传完，连接已断", "the connection ended before the body did")
        raise RefusalError(Kind.BODY, [Fault("body", gone)]) from None
    return bytes(content)


def _check_headers(request: Request, settings: Settings) -> None:
    headers = request.headers
    name, *parameters = (each.strip().lower() for each in headers.get("content-type", "").split(";"))
    charsets = [each.partition("=")[2].strip('"') for each in parameters if each.startswith("charset=")]
    if name != MEDIA_TYPE or any(each not in ("utf-8", "utf8") for each in charsets):
        words = Text("Content-Type 须为 application/json（UTF-8）", "Content-Type must be application/json, in UTF-8")
        raise RefusalError(Kind.MEDIA, [Fault("content_type", words)], {"Accept": MEDIA_TYPE})
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        # What is packed small may be large once it is unpacked.
        words = Text("请求体不得压缩（Content-Encoding）", "the body must not be packed (Content-Encoding)")
        raise RefusalError(Kind.MEDIA, [Fault("content_encoding", words)], {"Accept-Encoding": "identity"})
    length = headers.get("content-length")
    if length is None and "transfer-encoding" not in headers and request.scope.get("http_version", "").startswith("1"):
        words = Text("请给出 Content-Length", "give a Content-Length")
        raise RefusalError(Kind.LENGTH, [Fault("content_length", words)])
    if length is not None and int(length) > settings.body_bytes:
        raise _too_large(settings)


def _too_large(settings: Settings) -> RefusalError:
    words = Text(f"至多 {settings.body_bytes} 字节", f"at most {settings.body_bytes} bytes are taken")
    return RefusalError(Kind.LARGE, [Fault("body", words)])


def _too_slow(settings: Settings) -> RefusalError:
    words = Text(f"须在 {settings.body_seconds} 秒内传完", f"it must arrive within {settings.body_seconds} seconds")
    # What may still come is not the next request.
    return RefusalError(Kind.SLOW, [Fault("body", words)], {"Connection": "close"})
