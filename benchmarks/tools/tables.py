"""Markdown of what was measured: targets, and a table for each configuration with medians, spread and ratios."""
import collections
import statistics

import plan
from targets import TARGETS

WARM = [("cpu_us", "CPU µs"), ("alloc_b", "bytes"), ("per_s", "a second")]
SECTIONS = [
    ("footprint", "Footprint", "Jars of the client and all it needs; classes loaded until the first answer was read.",
     [("jars", "jars"), ("mb", "MB"), ("classes", "class files"), ("loaded", "loaded"),
      ("loaded_not_shared", "of them from no archive of the JDK")]),
    ("cold", "Cold start", "A fresh JVM until the text of the first answer was read.",
     [("proc_cpu_ms", "CPU ms"), ("proc_wall_ms", "wall ms"), ("proc_rss_mb", "MB")]),
    ("first", "First tool of a process",
     "Made of a class of three parts, its definition written, an input read; what a JVM takes that does nothing is taken off.",
     [("more_cpu_ms", "CPU ms"), ("more_classes", "classes")]),
    ("archive", "Archives", "Size of an AppCDS archive (17) and of an AOT cache (25) of that start.", [("mb", "MB")]),
    ("warm", "Warm", "A unit is an event (stream, message, tool) or a request (create, big).", WARM),
    ("loop", "Tool loop", "A unit is a turn: one of the 20 answers that call the tool, or the last.", WARM),
    ("batch", "Results of a batch", "A unit is a line of about 2 KB.",
     WARM + [("min_heap_mb", "smallest heap, MB"), ("peak_rss_mb", "peak MB with a heap of 1 GB")]),
    ("slow", "Open slow streams", "One event every 500 ms in each stream; 'late' ones send their first byte after 3 s.",
     [("ok", "done"), ("failed", "failed"), ("unfinished", "unfinished"), ("peak_open", "open at once"),
      ("all_begun_ms", "ms until all had begun"), ("steady_cpu_us", "CPU µs an event"), ("peak_threads", "threads"),
      ("heap_kb_per_stream", "heap KB a stream"), ("peak_rss_mb", "peak MB")]),
    ("late", "500 whole answers at once, each after 2 s", "Without a hidden limit all take little more than 2 s.",
     [("ok", "done"), ("failed", "failed"), ("wall_s", "wall s"), ("cpu_s", "CPU s"), ("threads", "threads")]),
]
BASES = ["raw", "raw-okhttp", "official"]


class Results:
    def __init__(self, paths):
        self.values = collections.defaultdict(list)
        for path in paths:
            with open(path) as lines:
                for line in lines:
                    kind, driver, configuration, metric, value = line.rstrip("\n").split("\t")
                    try:
                        value = float(value)
                    except ValueError:
                        pass
                    self.values[kind, configuration, driver, metric].append(value)

    def all(self, *key):
        return [v for v in self.values.get(key, []) if isinstance(v, float)]

    def median(self, *key):
        values = self.all(*key)
        return statistics.median(values) if values else None

    def said(self, *key):
        """What is not a number, such as how a run failed."""
        return self.values.get(key)

    def configurations(self, kind):
        return list(dict.fromkeys(c for k, c, _, _ in self.values if k == kind))

    def drivers(self, kind, configuration):
        found = {d for k, c, d, _ in self.values if (k, c) == (kind, configuration)}
        return [d for d in plan.DRIVERS if d in found]


def number(x):
    if x >= 100 or x == int(x):
        return f"{x:,.0f}"
    return f"{x:.1f}" if x >= 10 else f"{x:.2f}"


def cell(values):
    if not values:
        return "–"
    middle = number(statistics.median(values))
    return middle if len(values) == 1 else f"{middle} ({number(min(values))}–{number(max(values))})"


def ratio(results, kind, configuration, metric, driver, base):
    mine, theirs = (results.median(kind, configuration, d, metric) for d in (driver, base))
    return mine / theirs if mine is not None and theirs else None


def table(results, kind, configuration, metrics):
    drivers = results.drivers(kind, configuration)
    bases = [b for b in BASES if b in drivers] if kind in ("cold", "first", "warm", "loop", "batch") else []
    lines = ["| client | runs | " + " | ".join(title for _, title in metrics)
             + "".join(f" | ×{b}" for b in bases) + " |",
             "|---" * (2 + len(metrics) + len(bases)) + "|"]
    for d in drivers:
        cells = [cell(results.all(kind, configuration, d, metric)) for metric, _ in metrics]
        runs = max(len(results.all(kind, configuration, d, metric)) for metric, _ in metrics)
        for b in bases:
            r = ratio(results, kind, configuration, metrics[0][0], d, b)
            cells.append("–" if r is None else f"{r:.2f}")
        if results.said(kind, configuration, d, "unsupported"):
            cells[0] = "not offered"
        failed = results.said(kind, configuration, d, "exit")
        if failed:
            cells[-1] += f" ({len(failed)} failed: {failed[0]})"
        lines.append(f"| {d} | {runs} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def targets(results):
    lines = ["| measure | client | it | compared with | that | ratio | target | |", "|---" * 8 + "|"]
    for t in TARGETS:
        mine = results.median(t.kind, t.configuration, t.driver, t.metric)
        theirs = results.median(t.kind, t.configuration, t.base, t.metric) if t.base else None
        value = mine if t.base is None else mine / theirs if mine is not None and theirs else None
        if value is None:
            verdict = "not measured"
        else:
            verdict = "met" if (value >= t.limit if t.least else value <= t.limit) else "**missed**"
        sign = "≥" if t.least else "≤"
        limit = f"{t.limit:.3g}" if t.base else f"{number(t.limit)} {t.unit}".strip()
        lines.append("| " + " | ".join([
            t.label, t.driver, "–" if mine is None else f"{number(mine)} {t.unit}".strip(), t.base or "",
            "" if theirs is None else f"{number(theirs)} {t.unit}".strip(),
            f"{value:.3g}" if t.base and value is not None else "", f"{sign} {limit}", verdict]) + " |")
    return "\n".join(lines)


def page(results, pictures=""):
    parts = ["## Targets", targets(results)]
    if pictures:
        parts.append(pictures.rstrip())
    for kind, title, text, metrics in SECTIONS:
        configurations = results.configurations(kind)
        if configurations:
            parts += [f"## {title}", text]
        for c in configurations:
            if len(configurations) > 1:
                parts.append(f"### {c}")
            parts.append(table(results, kind, c, metrics))
    return "\n\n".join(parts)
