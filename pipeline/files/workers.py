"""Read files in processes of their own, which may hang, swell or die without taking the run with them."""

import logging
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.files.readers import documents_of
from pipeline.model.both import Both
from pipeline.model.errors import CorpusError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

TOGETHER = 64  # small files read by one call: a call takes as long as reading one of them
TOGETHER_BYTES = 1_000_000
AHEAD = 3  # calls waiting per process

Read = Callable[[Path, str, Ingest], list[RawDocument]]
_Call = tuple[list[str], "ProcessFuture[list[list[RawDocument]]]"]


class Readers:
    """Processes that read files; use it as a context.

    Parameters
    ----------
    limits : Ingest
        How many processes, how long a file may take, and how much memory.
    read : callable, optional
        Reads one file, given its path, its name and the limits; a function of a module, which the processes import.
    """

    def __init__(self, limits: Ingest, read: Read = documents_of) -> None:
        self._limits, self._read = limits, read
        self._pools: list[ProcessPool] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        for pool in self._pools:
            pool.join()

    def stop(self) -> None:
        """Let the processes end, whatever they do; leaving the context waits for them, which takes a tenth of a second unless they were stopped before."""
        for pool in self._pools:
            pool.stop()  # type: ignore[no-untyped-call]

    def read(self, folder: Path, names: Sequence[str]) -> Iterator[list[RawDocument]]:
        """Begin to read files at once; yields the documents of each, in the order of the names.

        Parameters
        ----------
        folder : Path
            Where they lie.
        names : sequence of str
            Paths inside the folder, with /.

        Yields
        ------
        list of RawDocument
            At least one per file; one that cannot be read gives one with its problem.
        """
        calls = list(_calls(folder, names))
        if not calls:
            return iter(())
        # spawn: a fork would copy the locks of this process's threads as they stand
        pool = ProcessPool(
            max_workers=min(self._limits.workers, len(calls)),
            initializer=_prepare,
            initargs=(self._limits.max_memory_megabytes,),
            context=get_context("spawn"),
        )
        self._pools.append(pool)
        ahead = AHEAD * self._limits.workers
        waiting = deque(self._begin(pool, folder, call) for call in calls[:ahead])
        return self._results(pool, folder, waiting, iter(calls[ahead:]))

    def _results(
        self, pool: ProcessPool, folder: Path, waiting: deque[_Call], calls: Iterator[list[str]]
    ) -> Iterator[list[RawDocument]]:
        while waiting:
            names, future = waiting.popleft()
            yield from self._result(pool, folder, names, future)
            following = next(calls, None)
            if following is not None:
                waiting.append(self._begin(pool, folder, following))

    def _begin(self, pool: ProcessPool, folder: Path, names: list[str]) -> _Call:
        return names, pool.schedule(
            _read, args=(self._read, folder, names, self._limits), timeout=float(self._limits.max_seconds)
        )

    def _result(
        self, pool: ProcessPool, folder: Path, names: list[str], future: "ProcessFuture[list[list[RawDocument]]]"
    ) -> Iterator[list[RawDocument]]:
        try:
            yield from future.result()
        except BrokenProcessPool as error:
            raise CorpusError(
                "The processes that read files end as soon as they begin; check the free memory, and that the program is whole.",
                "读取文件的进程一启动就退出，请检查可用内存，以及程序是否安装完整。",
            ) from error
        except (LateError, ProcessExpired) as error:
            if len(names) == 1:
                late = isinstance(error, LateError)
                yield [RawDocument(file=names[0], problem=_too_slow(self._limits) if late else _died(self._limits))]
                return
            for name in names:  # one of them did it: each by itself
                yield from self._result(pool, folder, *self._begin(pool, folder, [name]))


def _calls(folder: Path, names: Sequence[str]) -> Iterator[list[str]]:
    """Part names into those that are read by one call: several small files, or a large one."""
    held: list[str] = []
    size = 0
    for name in names:
        own = _size(folder / name)
        if held and (len(held) == TOGETHER or size + own > TOGETHER_BYTES):
            yield held
            held, size = [], 0
        held.append(name)
        size += own
    if held:
        yield held


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0  # reading it will say what is wrong


def _prepare(megabytes: int) -> None:
    """Limit the memory of this process, where the system can, and keep libraries' warnings to it: they may quote a document."""
    warnings.simplefilter("ignore")
    logging.disable()
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)


def _read(read: Read, folder: Path, names: list[str], limits: Ingest) -> list[list[RawDocument]]:
    return [read(folder / name, name, limits) for name in names]


def _too_slow(limits: Ingest) -> Both:
    return Both(
        f"读了 {limits.max_seconds} 秒还没有读完；可拆分文件，或调大 [ingest] max_seconds",
        f"not read within {limits.max_seconds} seconds; split it, or raise [ingest] max_seconds",
    )


def _died(limits: Ingest) -> Both:
    return Both(
        f"读取程序中途退出（文件可能已损坏，或所需内存超过 {limits.max_memory_megabytes} MB）；请打开后另存一份，或调大 [ingest] max_memory_megabytes",
        f"reading it ended the reader (it may be damaged, or need more than {limits.max_memory_megabytes} MB of memory); open it and save it again, or raise [ingest] max_memory_megabytes",
    )
