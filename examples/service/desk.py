"""Where the work is done: a bounded pool of threads, so that nobody waits without end and the loop stays free."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from policyrules.text import Text
from service.refusals import Fault, Kind, RefusalError
from service.settings import Settings

T = TypeVar("T")
RETRY_AFTER = "1"


class Deadline:
    """When a request must be answered. Whatever takes longer looks at it from time to time."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    def check(self, done: int = 0, of: int = 0) -> None:
        """Raises RefusalError when it has passed. To be handed to `Policy.decide` as its `progress`."""
        if time.monotonic() > self._at:
            words = Text(f"{self.seconds} 秒内未能完成", f"it was not done within {self.seconds} seconds")
            raise busy(Fault("deadline", words))


class Desk:
    """Takes work up to a bound, and refuses what is above it: of `room` requests `taken` are there."""

    def __init__(self, settings: Settings) -> None:
        self._pool = ThreadPoolExecutor(settings.workers, thread_name_prefix="policyrules")
        self.room = settings.workers + settings.waiting
        self._seconds = settings.decision_seconds
        self.taken = 0

    async def do(self, work: Callable[[Deadline], T]) -> T:
        """What `work` returns, in a thread of the pool. Raises RefusalError where there is no room, or no time left."""
        if self.taken >= self.room:
            words = Text(f"已有 {self.taken} 件在办", f"{self.taken} requests are being worked on")
            raise busy(Fault("full", words))
        deadline = Deadline(self._seconds)
        self.taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._timely, work, deadline)
        finally:
            self.taken -= 1

    def close(self) -> None:
        """End the threads once they have done what they do."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _timely(work: Callable[[Deadline], T], deadline: Deadline) -> T:
        """Work that waited too long is not begun: nobody may be there any more to read its answer."""
        deadline.check()
        return work(deadline)


def busy(fault: Fault) -> RefusalError:
    """The refusal of one who may come again."""
    return RefusalError(Kind.BUSY, [fault], {"Retry-After": RETRY_AFTER})
