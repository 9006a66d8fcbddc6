"""The work of panel_test.go in plain Python: the standard library alone, lists and floats.

panel.py IDATA OUTDIR. Prints the seconds from reading the CSV to the ranks, and writes OUTDIR/ranks.csv.
"""
import csv, json, math, os, sys, time


def median(xs):
    xs = sorted(xs)
    n = len(xs)
    return xs[n // 2] if n % 2 else (xs[n // 2 - 1] + xs[n // 2]) / 2


def passes(xs):
    n = len(xs)
    mean = sum(xs) / n
    s2 = s3 = s4 = 0.0
    for x in xs:
        d = x - mean
        q = d * d
        s2 += q
        s3 += q * d
        s4 += q * q
    if s2 == 0:
        return True, 0.0
    skew = math.sqrt(n) * s3 / s2 ** 1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    if abs(skew) < 2:
        return True, skew
    kurt = ((n + 1) * (n * s4 / (s2 * s2) - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return kurt < 3.5, skew


def treat(xs):
    ok, skew = passes(xs)
    values, changed = xs, 0
    while not ok and changed < 5:
        end = max(values) if skew >= 0 else min(values)
        inner = [x for x in values if x != end]
        if not inner:
            break
        to = max(inner) if skew >= 0 else min(inner)
        values = [to if x == end else x for x in values]
        changed = sum(a != b for a, b in zip(values, xs))
        ok, skew = passes(values)
    if ok:
        return values
    lo, hi = min(xs), max(xs)
    shift = 0.01 * (hi - lo) - lo
    return [math.log(x + shift) for x in xs]


def main(path, out):
    meta = list(csv.DictReader(open(os.path.join(os.path.dirname(path), "iMeta_100.csv"))))
    codes = [m["iCode"] for m in meta if m["Level"] == "1"]
    sign = {m["iCode"]: float(m["Direction"]) for m in meta if m["Level"] == "1"}
    nodes = [m["iCode"] for level in "234" for m in meta if m["Level"] == level]
    children = {n: [(m["iCode"], float(m["Weight"])) for m in meta if m["Parent"] == n] for n in nodes}
    start, cpu = time.perf_counter(), time.process_time()
    years = {}
    with open(path, newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        at = [header.index(c) for c in codes]
        for row in rows:
            units, groups, table = years.setdefault(row[1], ([], [], []))
            units.append(row[0])
            groups.append(row[2])
            table.append([float(row[k]) if row[k] not in ("", "NA") else None for k in at])
    columns, ends = {}, {}
    for year, (units, groups, table) in years.items():
        for code, xs in zip(codes, zip(*table)):
            members = {}
            for x, g in zip(xs, groups):
                if x is not None:
                    members.setdefault(g, []).append(x)
            fill = {g: median(v) for g, v in members.items()}
            xs = treat([fill[g] if x is None else x for x, g in zip(xs, groups)])
            if sign[code] < 0:
                xs = [-x for x in xs]
            columns[year, code] = xs
            lo, hi = ends.get(code, (math.inf, -math.inf))
            ends[code] = min(lo, min(xs)), max(hi, max(xs))
    ranks = {}
    for year in years:
        for code in codes:
            lo, hi = ends[code]
            columns[year, code] = [(x - lo) / (hi - lo) * 99 + 1 for x in columns[year, code]]
        for node in nodes:
            weights = [w for _, w in children[node]]
            total = sum(weights)
            parts = zip(*(columns[year, c] for c, _ in children[node]))
            columns[year, node] = [sum(w * x for w, x in zip(weights, xs)) / total for xs in parts]
        scores = [round(x, 10) for x in columns[year, nodes[-1]]]
        first = {}
        for place, x in enumerate(sorted(scores, reverse=True), 1):
            first.setdefault(x, place)
        ranks[year] = [first[x] for x in scores]
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    count = 0
    with open(os.path.join(out, "ranks.csv"), "w") as file:
        print("Time", "uCode", *nodes, "Rank", sep=",", file=file)
        for year, (units, _, _) in years.items():
            for u, unit in enumerate(units):
                print(year, unit, *(repr(columns[year, n][u]) for n in nodes), ranks[year][u], sep=",", file=file)
                count += 1
    peak = 0
    try:
        for line in open("/proc/self/status"):
            if line.startswith("VmHWM:"):
                peak = int(line.split()[1])
    except OSError:
        pass
    print(json.dumps({"seconds": seconds, "cpu": cpu, "rows": count, "peak_kib": peak}))


main(*sys.argv[1:3])
