"""`python -m service`: the service on uvicorn, in one process. Its settings are those of the environment."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import uvicorn

from policyrules import PolicyRulesError
from service.app import application
from service.settings import SettingsError

#: The most connections at once; what comes above them is answered 503 by the server itself.
CONNECTIONS = 256
#: The longest request line and headers together.
HEAD_BYTES = 16 * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until told to stop. 2 where the settings or the policies are wrong."""
    parser = argparse.ArgumentParser(prog="python -m service", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (this machine alone)")
    parser.add_argument("--port", type=int, default=8000, help="the port; 0 for one that is free")
    parser.add_argument("--log-level", default="info", choices=("critical", "error", "warning", "info"))
    options = parser.parse_args(arguments)
    try:
        app = application()
    except (SettingsError, PolicyRulesError) as error:
        print(error, file=sys.stderr)
        return 2
    uvicorn.run(
        app,
        host=options.host,
        port=options.port,
        log_level=options.log_level,
        http="h11",
        ws="none",
        h11_max_incomplete_event_size=HEAD_BYTES,
        limit_concurrency=CONNECTIONS,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
