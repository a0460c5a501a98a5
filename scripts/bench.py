#!/usr/bin/env python3
"""Times an ingest and a site against whatever else reads the same log; prints medians and ratios.

usage: bench.py target/release/llmobs LOG.jsonl [--runs 5] [--against 'python baseline.py duckdb LOG.jsonl']

Runs alternate, so that a slow minute of the machine slows both. Peak memory is that of the largest run. Python 3 only.
"""
import argparse, os, resource, shlex, statistics, subprocess, tempfile, time

p = argparse.ArgumentParser()
p.add_argument("llmobs")
p.add_argument("log")
p.add_argument("--runs", type=int, default=5)
p.add_argument("--against")
a = p.parse_args()
llmobs, log = os.path.abspath(a.llmobs), os.path.abspath(a.log)


def timed(command, folder):
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {command}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


ingest, peak, other, again, site = [], [], [], [], []
for _ in range(a.runs):
    with tempfile.TemporaryDirectory() as folder:
        seconds, megabytes = timed([llmobs, "--quiet", "ingest", log], folder)
        ingest.append(seconds)
        peak.append(megabytes)
        again.append(timed([llmobs, "--quiet", "ingest", log], folder)[0])
        site.append(timed([llmobs, "--quiet", "build-site"], folder)[0])
        store = os.path.getsize(f"{folder}/data/llmobs.duckdb")
    if a.against:
        other.append(timed(shlex.split(a.against), os.getcwd())[0])

size, median = os.path.getsize(log), statistics.median
print(f"input              {size / 1e6:9.1f} MB")
print(f"ingest             {median(ingest):9.2f} s   {size / 1e6 / median(ingest):.0f} MB/s  ({min(ingest):.2f}–{max(ingest):.2f})")
print(f"peak memory        {max(peak):9.0f} MB")
print(f"store              {store / 1e6:9.1f} MB  {store / size:.3f} of the input")
print(f"unchanged again    {median(again):9.3f} s")
print(f"build-site         {median(site):9.2f} s")
if other:
    pairs = [mine / theirs for mine, theirs in zip(ingest, other)]
    print(f"against            {median(other):9.2f} s   ingest is {median(pairs):.2f} of it (median of pairs)")
