"""`make fuzz`, second part: mutants of zone files through every use, and the count of them.

    python tests/hostile/fuzz_mutants.py COUNT [FIRST [PROCESSES [USES]]]

What fails is kept in `regressions/mutants/`, a folder of its files for each, where
`test_mutants.py` tries it ever after with the use that its name says.
"""

import hashlib
import multiprocessing
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from mutant_uses import ALWAYS, OF_READABLE, Specimen, choose_uses, expect_sentence
from mutants import make_mutant

FOUND = Path(__file__).parent / "regressions" / "mutants"
COUNT, PROCESSES, USES, BATCH = 500, 2, 6, 20
SLOW_S = 20.0  # of CPU time
STUCK_S = 300  # of one mutant, after which its process is ended


def to_slug(name):
    return re.sub(r"\W+", "-", name).strip("-")


USES_BY_SLUG = {to_slug(name): use for name, use in (ALWAYS | OF_READABLE).items()}


@dataclass
class Trial:
    """What was tried, and what failed: the first seed and trace of each use and place in the code."""

    mutants: int = 0
    readable: int = 0
    tried: Counter = field(default_factory=Counter)
    found: dict = field(default_factory=dict)

    def run(self, seed, most):
        """Send the mutant of a number through its uses, `most` of them drawn by lot."""
        self.mutants += 1
        with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
            it = Specimen(make_mutant(seed), folder)
            self.readable += it.is_readable
            for name, use in choose_uses(it, random.Random(seed), most).items():
                self.tried[name] += 1
                self.try_use(name, use, it, seed)

    def try_use(self, name, use, it, seed):
        """Let a use take the specimen; remember how it failed."""
        began = time.process_time()
        try:
            with expect_sentence():
                use(it)
        except Exception as error:  # noqa: BLE001 (the finding itself)
            where = traceback.extract_tb(error.__traceback__)[-1]
            trace = "".join(traceback.format_exception(error)[-8:])
            self.found.setdefault((name, where.filename, where.lineno), (seed, trace))
        took = time.process_time() - began
        if took > SLOW_S:
            self.found.setdefault((name, "slow", 0), (seed, f"{took:.0f} s of CPU time"))

    def add(self, other):
        """Add another trial to this one."""
        self.mutants += other.mutants
        self.readable += other.readable
        self.tried += other.tried
        self.found = {**other.found, **self.found}


def run_batch(seeds, most):
    """Return the trial of mutants in this process, which ends if one of them takes for ever."""
    trial = Trial()
    for seed in seeds:
        signal.alarm(STUCK_S)
        trial.run(seed, most)
    signal.alarm(0)
    return trial


def run_batches(batches, most, processes):
    """Yield the trial of each batch; a mutant that ends its process is found by trying it alone."""
    context = multiprocessing.get_context("spawn")
    while batches:
        with ProcessPoolExecutor(processes, mp_context=context) as pool:
            jobs = {pool.submit(run_batch, batch, most): batch for batch in batches[:200]}
            left = []
            for job, batch in jobs.items():
                try:
                    yield job.result()
                except BrokenProcessPool:
                    left.append(batch)
        singles = [[seed] for batch in left for seed in batch]
        if len(singles) == len(left):  # nothing is left to divide
            for seed in singles:
                yield Trial(found={("read", "ended", seed[0]): (seed[0], "its process ended")})
            singles = []
        batches = [*singles, *batches[200:]]


def keep(name, seed, trace):
    """Write the files of a failure under the name of its use."""
    mutant = make_mutant(seed)
    digest = hashlib.sha256(b"".join(mutant.files.values())).hexdigest()[:12]
    folder = FOUND / f"{to_slug(name)}@{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in mutant.files.items():
        if file in {mutant.changed, "boundaries.geojson"}:
            (folder / file).write_bytes(data)
    print(f"FOUND: {folder.name} (seed {seed})\n{trace}", flush=True)


def main():
    """Print how many mutants were tried, and what failed."""
    said = [int(each) for each in sys.argv[1:]]
    defaults = (COUNT, time.time_ns() % 10**9, PROCESSES, USES)
    count, first, processes, most = (*said, *defaults[len(said) :])
    seeds = range(first, first + count)
    batches = [list(seeds[at : at + BATCH]) for at in range(0, count, BATCH)]
    total = Trial()
    for trial in run_batches(batches, most, processes):
        for key, (seed, trace) in trial.found.items():
            if key not in total.found:
                keep(key[0], seed, trace)
        total.add(trial)
        print(f"{total.mutants} mutants …", file=sys.stderr, flush=True)
    print(
        f"{total.mutants} mutants from seed {first}, {total.readable} readable, "
        f"{total.tried.total()} uses of {len(total.tried)} kinds, {len(total.found)} failures"
    )
    return 1 if total.found else 0


if __name__ == "__main__":
    sys.exit(main())
