"""What clients of the example service get wrong, and what it must answer."""

from __future__ import annotations

import json

JSON = {"Content-Type": "application/json"}
EMPTY = "/policies/ganzhou/decide?year=2025"

#: Method, path, status, and the parameter that is told.
BAD_ADDRESSES = [
    ("POST", "/policies/ganzhu/decide?year=2025", 404, None),
    ("GET", "/policies/ganzhou/", 404, None),
    ("GET", EMPTY, 405, None),
    ("DELETE", "/policies", 405, None),
    ("GET", "/health?verbose=1", 422, "verbose"),
    ("POST", "/policies/ganzhou/decide", 422, "year"),
    ("POST", "/policies/ganzhou/decide?year=2025.0", 422, "year"),
    ("POST", "/policies/ganzhou/decide?year=%EF%BC%92025", 422, "year"),
    ("POST", "/policies/ganzhou/decide?year=1899", 422, "year"),
    ("POST", "/policies/ganzhou/decide?year=2025&year=2025", 422, "year"),
    ("POST", f"{EMPTY}&set=growth_tiers_in_one_year", 422, "set"),
    ("POST", f"{EMPTY}&set=growth_tiers_in_one_year=sum", 422, "set"),
    ("POST", f"{EMPTY}&set=growth=highest", 422, "set"),
    ("POST", f"{EMPTY}&set=agri_rate=2%25", 422, "set"),
    ("POST", f"{EMPTY}&set=agri_rate=0.1%25&set=agri_rate=0.2%25", 422, "set"),
    ("POST", f"{EMPTY}&engine=reference", 422, "engine"),
    ("POST", "/policies/ganzhou/explain?year=2025", 422, "subject"),
    ("POST", "/policies/ganzhou/explain?year=2025&subject=%20", 422, "subject"),
    ("POST", "/policies/ganzhou/explain?year=2025&subject=E9", 422, "subject"),
    ("POST", "/policies/ganzhou/explain?year=2025&subject=E1&language=fr", 422, "language"),
]

#: Body, status, and the pointers of all problems.
BAD_BODIES: list[tuple[bytes, int, list[str | None]]] = [
    (b"", 400, [None]),
    (b" \n", 400, [None]),
    (b'{"enterprises": [', 400, [None]),
    (b"{'enterprises': []}", 400, [None]),
    (b'{"enterprises": []} {}', 400, [None]),
    (b'{"enterprises": "\xff"}', 400, [None]),
    (json.dumps({}).encode("utf-16"), 400, [None]),
    (b"[" * 100_000 + b"]" * 100_000, 400, [None]),
    (b'{"enterprises":' * 5_000 + b"1" + b"}" * 5_000, 400, [None]),
    (b"[]", 422, [""]),
    (b"null", 422, [""]),
    (b'{"enterprise": []}', 422, ["/enterprise"]),
    (b'{"enterprises": {}}', 422, ["/enterprises"]),
    (b'{"enterprises": [null, 1]}', 422, ["/enterprises/0", "/enterprises/1"]),
    (b'{"enterprises": [{"county": "X", "id": 3}]}', 422, ["/enterprises/0/county", "/enterprises/0/id"]),
    (b'{"enterprises": [{"name": "A"}]}', 422, ["/enterprises/0/id"]),
    (b'{"enterprises": [{"id": "E"}, {"id": "E"}]}', 422, ["/enterprises/1/id"]),
    (b'{"enterprises": [], "enterprises": []}', 422, ["/enterprises"]),
    (b'{"enterprises": [{"id": "E", "id": "F"}]}', 422, ["/enterprises/0/id"]),
    (b'{"enterprises": [{"id": "E", "a/b~": 1}]}', 422, ["/enterprises/0/a~1b~0"]),
    (b'{"enterprises": [{"id": "E", "online_sales": {"2025": NaN}}]}', 422, ["/enterprises/0/online_sales/2025"]),
    (
        b'{"enterprises": [{"id": "E", "online_sales": {"2025": 1e999999999}}]}',
        422,
        ["/enterprises/0/online_sales/2025"],
    ),
    (b'{"enterprises": [{"id": "E", "online_sales": {"2025": 0.001}}]}', 422, ["/enterprises/0/online_sales/2025"]),
    (b'{"enterprises": [{"id": "E", "founded_year": ' + b"9" * 100_000 + b"}]}", 422, ["/enterprises/0/founded_year"]),
    (b'{"enterprises": [{"id": "E", "name": ' + b"[" * 400 + b"]" * 400 + b"}]}", 422, ["/enterprises/0/name"]),
    (b'{"\\ud800": 1, "enterprises": [{"id": "\\ud800"}]}', 422, ["/\ud800", "/enterprises/0/id"]),
    (b'{"platforms": [{"id": "P", "operator": "E"}]}', 422, ["/platforms/0/operator"]),
]

#: Headers and status.
BAD_HEADERS = [
    ({"Content-Type": "text/plain"}, 415),
    ({"Content-Type": "application/json; charset=gbk"}, 415),
    ({**JSON, "Content-Encoding": "gzip"}, 415),
    ({**JSON, "Accept": "application/xml"}, 406),
    ({**JSON, "Accept": "application/json;q=0, text/html"}, 406),
]
