"""Writes reference.json: what NumPy and SciPy give for weights, rank correlation and changed weights, over random tables.

Run `python3 make_reference.py > reference.json`. Made with Python 3.11, NumPy 2 and SciPy 1.17.1.
"""
import json

import numpy
from scipy import stats

SCALE = [1, 2, 3, 4, 5, 6, 7, 8, 9]
random = numpy.random.default_rng(20260131)


def judgement(n):
    """A matrix as people fill it: the ratio of hidden weights, off by a step or two, on the scale of 1/9 to 9."""
    hidden = random.uniform(1, 9, n)
    matrix = numpy.ones((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            ratio = hidden[i] / hidden[j] * numpy.exp(random.normal(0, 0.4))
            step = SCALE[int(numpy.argmin([abs(s - max(ratio, 1 / ratio)) for s in SCALE]))]
            matrix[i, j], matrix[j, i] = (step, 1 / step) if ratio >= 1 else (1 / step, step)
    return matrix


def principal(matrix):
    values, vectors = numpy.linalg.eig(matrix)
    place = int(numpy.argmax(values.real))
    vector = numpy.abs(vectors[:, place].real)
    return float(values[place].real), (vector / vector.sum()).tolist()


def hierarchy(matrix):
    value, weights = principal(matrix)
    means = stats.gmean(matrix, axis=1)
    off = numpy.abs(numpy.log(matrix * numpy.outer(1 / numpy.array(weights), weights)))
    return {
        "matrix": matrix.tolist(),
        "lambda": value,
        "weights": weights,
        "geometric": (means / means.sum()).tolist(),
        "deviation": float(off.max()),
    }


def entropies(table):
    shares = table / table.sum(axis=0)
    return stats.entropy(shares, base=len(table), axis=0).tolist()


def table(rows, columns):
    return random.integers(1, 6, (rows, columns)).astype(float)


def stretched(t):
    return (t - t.min(axis=0)) / (t.max(axis=0) - t.min(axis=0))


def ranks(scores):
    return stats.rankdata(-numpy.round(scores, 11), method="min")


def changed_weights(rows, columns, top):
    t = table(rows, columns)
    weights = random.integers(1, 10, columns).astype(float)
    weights /= weights.sum()
    start = ranks(t @ weights)
    scenarios = []
    for k in [*range(columns), None]:
        for factor in [0.8, 1.2] if k is not None else [None]:
            w = weights.copy() if k is not None else numpy.ones(columns)
            if k is not None:
                w[k] *= factor
            now = ranks(t @ (w / w.sum()))
            before, after = set(numpy.flatnonzero(start <= top)), set(numpy.flatnonzero(now <= top))
            scenarios.append(
                {
                    "factor": factor,
                    "tau": float(stats.kendalltau(start, now).statistic),
                    "kept": len(before & after) / len(before),
                }
            )
    return {"table": t.tolist(), "weights": weights.tolist(), "top": top, "scenarios": scenarios}


def correlation(n, levels):
    first, second = random.integers(0, levels, n), random.integers(0, levels, n)
    return {
        "first": first.tolist(),
        "second": second.tolist(),
        "tau": float(stats.kendalltau(first, second).statistic),
    }


judges = [judgement(5) for _ in range(4)]
tables = [table(m, n) for m, n in [(2, 2), (5, 3), (12, 4), (40, 7)]]
print(
    json.dumps(
        {
            "hierarchies": [hierarchy(judgement(n)) for n in range(2, 16)],
            "group": {
                "judges": [j.tolist() for j in judges],
                "mean": hierarchy(stats.gmean(numpy.array(judges), axis=0)),
            },
            "entropies": [
                {
                    "table": t.tolist(),
                    "proportions": entropies(t),
                    "rescaled": entropies(stretched(t)) if len(t) > 2 else None,
                }
                for t in tables
            ],
            "correlations": [correlation(n, k) for n, k in [(2, 9), (5, 3), (12, 30), (60, 8), (200, 1000)]],
            "sensitivities": [changed_weights(m, n, k) for m, n, k in [(6, 3, 2), (20, 5, 5), (50, 8, 10)]],
        },
        separators=(",", ":"),
    )
)
