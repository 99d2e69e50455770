"""Waiting for an answer of the engine in the thread that asked."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import TypeVar

from indexer.engine.asynchronous import AsyncClient, CallFuture
from indexer.engine.request import Request

ResultT = TypeVar("ResultT")
ProgressT = TypeVar("ProgressT")

_ASK_STOP_SECONDS = 0.1


def answered(
    connection: AsyncClient,
    request: Request[ResultT, ProgressT],
    on_progress: Callable[[ProgressT], None],
    stop: Callable[[], bool] | None,
) -> ResultT:
    """Wait for the answer, calling back in this thread."""
    news: queue.SimpleQueue[ProgressT | CallFuture[ResultT]] = queue.SimpleQueue()
    future = connection.call(request, news.put)
    future.add_done_callback(lambda _: news.put(future))
    try:
        while (news_item := _next(news, future, stop)) is not future:
            on_progress(news_item)  # type: ignore[arg-type]
        return future.result()
    finally:
        future.cancel()  # when this thread leaves without the answer


def _next(
    news: queue.SimpleQueue[ProgressT | CallFuture[ResultT]],
    future: CallFuture[ResultT],
    stop: Callable[[], bool] | None,
) -> ProgressT | CallFuture[ResultT]:
    if stop is None:
        return news.get()
    while True:
        if stop():
            future.stop()
            return news.get()
        try:
            return news.get(timeout=_ASK_STOP_SECONDS)
        except queue.Empty:
            continue
