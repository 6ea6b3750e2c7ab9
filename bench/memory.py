"""`python -m bench.memory NAME`: the peak size of a worker that reads the documents given on stdin.

A process of its own, with little in it: the peak of a child begins with the size of its parent.
"""

from __future__ import annotations

import json
import pickle
import resource
import sys

from pipeline.workers import extract_all


def main() -> None:
    """Extract the pickled documents one by one in a worker, and print its peak."""
    documents: list[bytes] = pickle.load(sys.stdin.buffer)  # noqa: S301 - the bench's own
    by_key = {str(number): data for number, data in enumerate(documents)}
    for _ in extract_all(list(by_key), by_key.__getitem__, workers=1):
        pass
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"name": sys.argv[1], "value": round(peak), "unit": "MB"}), flush=True)


if __name__ == "__main__":
    main()
