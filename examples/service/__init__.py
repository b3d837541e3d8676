"""The library behind HTTP: decide, explain, validate, schema. A small ASGI service without state, to start from.

    cd examples
    python -m service --port 8000

`app` puts it together. A request goes through `negotiation` (Accept), `queries` (what the address asks), `bodies`
(bytes, within bounds), `desk` (a bounded pool of threads), `facts` (bytes → checked facts) and `answers` (what the
library says). Whatever is refused is a `refusals.RefusalError`. `openapi` describes it all from the JSON Schemas of the
library. `settings` are read from the environment. docs/how-to/run-the-service.md says how to run it.
"""
