"""Writes distributions.csv: what SciPy gives for the tails and quantiles of the distributions, over a grid."""
import csv
import sys

import scipy
from scipy import stats

SHARES = [1e-9, 1e-4, 0.005, 0.025, 0.05, 0.2, 0.5, 0.7, 0.9, 0.95, 0.975, 0.995, 0.9999]
DEGREES = [0.5, 1, 2, 3, 4.5, 5, 10, 11, 15, 30, 55, 120, 999, 20_000]


def rows():
    for p in SHARES:
        yield "normal", "", "", p, stats.norm.ppf(p)
        for d in DEGREES:
            yield "t", d, "", p, stats.t.ppf(p, d)
            yield "chi2", d, "", p, stats.chi2.ppf(p, d)
        for a in [0.5, 1, 3, 11, 55, 999]:
            for b in [1, 2, 4.5, 15, 120, 20_000]:
                yield "f", a, b, p, stats.f.ppf(p, a, b)


out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["distribution", "a", "b", "share", "quantile"])
for name, a, b, p, x in rows():
    # A quantile that is no number of ordinary size tells nothing of precision.
    if 1e-290 < abs(x) < 1e290 or x == 0:
        out.writerow([name, a, b, repr(p), repr(float(x))])
print("SciPy", scipy.__version__, file=sys.stderr)
