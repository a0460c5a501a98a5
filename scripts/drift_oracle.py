#!/usr/bin/env python3
"""How soon can anything tell of the demo's two drifts of gpt-4.1, and how well can their first day be told at all?

usage: drift_oracle.py LOG.jsonl [--series 250]      LOG: llmobs demo --rows 200000 --seed 1 --log-only LOG.jsonl

An oracle is asked that knows slice, first day, course and size, and tests nothing else: the most powerful test there is
(Neyman and Pearson 1933), on exact binomials (log-likelihood ratios rounded to 1/50), at the end of every day. What one of
its looks may cost in false alarms is given; it pays for no other. Counts and base rates are those of the 28 days before, scaled
to other sizes of the log. For the first day, an oracle that knows the base rate, course and size has the whole log, and names
the day whose neighbourhood of 2 days has most likelihood, the best one can do; 1,000 logs are drawn. Python 3 only.
"""
import argparse, collections, datetime, json, math, random

p = argparse.ArgumentParser()
p.add_argument("log")
p.add_argument("--series", type=int, default=250, help="series that share one false alarm")
a = p.parse_args()

MODEL, DAYS, BEFORE_END, LONG, TIMES = "gpt-4.1", 90, 26, 21, 3.4  # src/demo/incidents.rs
WRONG_URGE, WRONG_BAD = 2.2, 0.84  # src/demo/log.rs: who was told something wrong
ROWS = [20_000, 200_000, 1_000_000]
LEVELS = [("1 in 20", 1 / 20), ("1 in 1,800", 1 / 1800), (f"1 in 1,800 × {a.series}", 1 / 1800 / a.series)]
UNIT = 1 / 50

rows, labelled, rated, last = 0, [], [], ""
for line in open(a.log, encoding="utf-8"):
    row = json.loads(line)
    rows, last = rows + 1, max(last, row["timestamp"])
    if row["model"] == MODEL:
        day = datetime.date.fromisoformat(row["timestamp"][:10])
        if row.get("hallucination") is not None:
            labelled.append((day, row["hallucination"]))
        if row.get("feedback"):
            rated.append((day, row["feedback"] < 0))
start = datetime.date.fromisoformat(last[:10]) + datetime.timedelta(days=1 - BEFORE_END)


def usual(found):
    """Share of hits, and things a day by weekday, in the four weeks before."""
    found = [(day, hit) for day, hit in found if start - datetime.timedelta(days=28) <= day < start]
    week = collections.Counter(day.weekday() for day, _ in found)
    return sum(hit for _, hit in found) / len(found), [week[weekday] / 4 for weekday in range(7)]


wrong, label_week = usual(labelled)
negative, rate_week = usual(rated)
# Of those who were told nothing wrong, the share that is negative all the same.
bad = (negative * (WRONG_URGE * wrong + 1 - wrong) - WRONG_URGE * WRONG_BAD * wrong) / (1 - wrong)


def size(day):
    """Of the drift, at noon of its n-th day."""
    return min(max(day + 0.5, 0) / LONG, 1)


def hallucinates(share):
    return wrong * (1 + (TIMES - 1) * share)


def unhappy(share):
    h = hallucinates(share)
    return (WRONG_URGE * WRONG_BAD * h + bad * (1 - h)) / (WRONG_URGE * h + 1 - h)


def binomial(n, share):
    logs = lambda k: math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share)
    return {k: mass for k in range(n + 1) if (mass := math.exp(logs(k))) > 1e-15}


def added(dist, counts, weight):
    out = collections.defaultdict(float)
    for k, mass in counts.items():
        for at, before in dist.items():
            out[at + k * weight] += mass * before
    return {at: mass for at, mass in out.items() if mass > 1e-15}


def delays(week, scale, share, level, most=40):
    """Days after the first at whose end half of all logs, and nine of ten, have been told of; and of those after 2 days."""
    base, null, other, told = share(0), {0: 1.0}, {0: 1.0}, 0.0
    out = [None, None, None]
    for day in range(most):
        n, now = round(week[(start.weekday() + day) % 7] * scale), share(size(day))
        weight = round(math.log(now * (1 - base) / (base * (1 - now))) / UNIT)
        null, other = added(null, binomial(n, base), weight), added(other, binomial(n, now), weight)
        least, above = max(null) + 1, 0.0
        for at in sorted(null, reverse=True):
            above += null[at]
            if above > level:
                break
            least = at
        told += sum(mass for at, mass in other.items() if at >= least)
        other = {at: mass for at, mass in other.items() if at < least}
        if day == 2:
            out[2] = told
        for place, part in enumerate([0.5, 0.9]):
            if told >= part and out[place] is None:
                out[place] = day
        if out[1] is not None and day >= 2:
            break
    return out


def dated(week, scale, share, repeats=1000, near=2):
    """Share of logs in which the first day is told to within 2 days."""
    draws, first = random.Random(1), DAYS - BEFORE_END
    count = [round(week[(start.weekday() + day - first) % 7] * scale) for day in range(DAYS)]
    starts = range(first - 25, first + 20)
    logs = {s: [(math.log(q), math.log1p(-q)) for q in (share(size(day - s)) for day in range(DAYS))] for s in starts}
    right = 0
    for _ in range(repeats):
        hits = []
        for day in range(DAYS):
            q, n = share(size(day - first)), count[day]
            # Enough for large counts, exact for small ones.
            normal = n * q > 40
            hits.append(min(n, max(0, round(draws.gauss(n * q, math.sqrt(n * q * (1 - q)))))) if normal else sum(draws.random() < q for _ in range(n)))
        fit = {s: sum(x * up + (n - x) * down for x, n, (up, down) in zip(hits, count, logs[s])) for s in starts}
        top = max(fit.values())
        around = lambda s: sum(math.exp(fit[t] - top) for t in range(s - near, s + near + 1) if t in fit)
        right += abs(max(starts, key=around) - first) <= near
    return right / repeats


print(f"| rows | what | things a working day | usual share | share on days 1, 2, 3 | level of a look | told within 2 days | half told after | 9 of 10 after | first day within 2 days |")
print("|---|---|---|---|---|---|---|---|---|---|")
for size_of_log in ROWS:
    scale = size_of_log / rows
    for what, week, share in [("hallucination", label_week, hallucinates), ("negative feedback", rate_week, unhappy)]:
        best = f"{dated(week, scale, share):.0%}"
        days = ", ".join(f"{share(size(day)):.2%}" for day in range(3))
        for name, level in LEVELS:
            half, most, early = delays(week, scale, share, level)
            told = lambda day: "–" if day is None else f"{day} days"
            print(f"| {size_of_log:,} | {what} | {sum(week[:5]) / 5 * scale:.0f} | {share(0):.2%} | {days} | {name} | {early:.1%} | {told(half)} | {told(most)} | {best} |")
