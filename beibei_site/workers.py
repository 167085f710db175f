"""Who reads the pages: the processors of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from beibei_site.content.cache import program_digest
from beibei_site.domain.problems import SetupError

_WAIT = 20  # seconds for the scheduler to answer


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the Dask scheduler at `address` (`tcp://host:8786`), as an executor.

    They are sent the bytes of the pages and need no folder of the archive, but this very program: what they
    read is then the same as what this machine would read. The pages of a worker that dies are read by
    another. Raises SetupError if there is no scheduler, no worker, or another version of the program on one.
    """
    try:
        from distributed import Client  # not everybody has it
    except ImportError:
        raise SetupError(
            "a cluster needs Dask", remedy="Install it: pip install 'beibei-site[cluster]'."
        ) from None
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SetupError(
            f"no Dask scheduler answers at {address}: {error}",
            remedy="Start one with 'dask scheduler', and workers with 'dask worker ADDRESS'.",
        ) from error
    with client:
        versions = client.run(program_digest)
        if not versions:
            raise SetupError(f"the scheduler at {address} has no workers", remedy=f"dask worker {address}")
        others = sorted(worker for worker, version in versions.items() if version != program_digest())
        if others:
            raise SetupError(
                f"another version of this program is installed on {', '.join(others)}",
                remedy="Install the same version on every worker and start it again.",
            )
        with client.get_executor() as executor:  # type: ignore[no-untyped-call]
            yield executor
