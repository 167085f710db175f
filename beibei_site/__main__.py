"""Where the program starts; `python -m beibei_site` is `beibei-site`."""

from __future__ import annotations

import gc
import sys

from beibei_site import unchanged

_BROKEN = 2  # as in `cli`
_AT_ONCE = 100_000  # new values between two searches for cycles: a build makes millions, and hardly a cycle


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status, as `cli.main` does.

    A build or publish of what has not changed ends here: the program is imported only if there is something
    to do.
    """
    argv = sys.argv[1:] if argv is None else argv
    proof = unchanged.Proof(argv) if argv[:1] in (["build"], ["publish"]) else None
    if proof and (report := proof.report()):
        return unchanged.say(report)
    gc.disable()  # what is imported stays
    try:
        from beibei_site import cli
    except (ImportError, MemoryError, OSError) as error:
        why = str(error).strip().rpartition("\n")[2] or "there is not enough memory"
        sys.stderr.write(
            f"error: the program cannot be loaded: {why}. Free some memory, or install it anew.\n"
        )
        return _BROKEN
    gc.freeze()
    gc.set_threshold(_AT_ONCE, *gc.get_threshold()[1:])
    gc.enable()
    return cli.main(argv, proof)


if __name__ == "__main__":
    sys.exit(main())
