"""The numbers of Ganzhou's awards, for the programs written by hand over a whole population.

Sales are whole yuan, payments fen: 1% of whole yuan, in fen, is the same number.
"""

YUAN_WAN = 10_000
"""10,000 yuan, in yuan."""
YUAN_YI = 10_000 * YUAN_WAN
WAN = 1_000_000
"""10,000 yuan, in fen."""

PLATFORM_THRESHOLD, PLATFORM_CAP = 500 * YUAN_WAN, 30 * WAN
AGRI_THRESHOLD, AGRI_CAP = 1_000 * YUAN_WAN, 20 * WAN
ENTERPRISE_CAP, BUDGET = 100 * WAN, 1_000 * WAN
#: Sales (above), tier, reward; the highest tier first.
GROWTH_TIERS = (
    (4 * YUAN_YI, 4, 50 * WAN),
    (3 * YUAN_YI, 3, 40 * WAN),
    (2 * YUAN_YI, 2, 30 * WAN),
    (YUAN_YI, 1, 20 * WAN),
)
GROWTH_CAP = 50 * WAN
#: Area (m²), rooms, residents, hosts (at least), sales (above), tier, reward; the higher tier first.
BASE_TIERS = ((1_000, 20, 30, 30, 5_000 * YUAN_WAN, 2, 20 * WAN), (500, 10, 20, 20, 2_000 * YUAN_WAN, 1, 10 * WAN))

AWARDS = {"enterprises": ("growth", "agricultural"), "platforms": ("platform",), "live_bases": ("live_base",)}
"""The awards of each list."""
STATUS = ("not_eligible", "unknown", "excluded", "paid", "reduced")
"""The words of the status codes 0 to 4. Code 3 is live: paid unless a limit cuts it."""
NOT_ELIGIBLE, UNKNOWN, EXCLUDED, LIVE, REDUCED = range(5)

Totals = tuple[int, int, int, int, int, int]
"""Entitled, claimed, paid, budget, overrun (all fen), number of unknown lines."""
