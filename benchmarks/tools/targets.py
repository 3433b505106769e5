"""What claude4j aims at: each a ratio of two medians of one interleaved run."""
from collections import namedtuple

# The ratio of `metric` between `driver` and `base` shall be at most `limit`; if `least`, at least. Without a base, the value itself.
Target = namedtuple("Target", "label kind configuration metric unit driver base limit least", defaults=(False,))


TARGETS = [
    Target("jars with all dependencies", "footprint", "17", "mb", "MB", "claude4j", "official", 1 / 16),
    Target("cold start, HTTPS, JDK 17: CPU", "cold", "17-https", "proc_cpu_ms", "ms", "claude4j", "official", 0.38),
    Target("cold start, HTTPS, JDK 17: CPU", "cold", "17-https", "proc_cpu_ms", "ms", "claude4j", "raw", 1.12),
    Target("cold start, HTTP, JDK 17: CPU", "cold", "17", "proc_cpu_ms", "ms", "claude4j", "official", 0.33),
    Target("first tool of a process, JDK 17: CPU", "first", "17", "more_cpu_ms", "ms", "claude4j", "official", 0.1),
    Target("first tool of a process, JDK 25: CPU", "first", "25", "more_cpu_ms", "ms", "claude4j", "official", 0.1),
    Target("first tool of a process, JDK 17: classes", "first", "17", "more_classes", "", "claude4j", "official", 0.1),
    Target("first tool of a process, JDK 25: classes", "first", "25", "more_classes", "", "claude4j", "official", 0.1),
    Target("streamed event, text: CPU", "warm", "stream", "cpu_us", "µs", "claude4j", "official", 0.45),
    Target("streamed event, text: CPU", "warm", "stream", "cpu_us", "µs", "claude4j", "raw", 1.25),
    Target("streamed event, text: CPU", "warm", "stream", "cpu_us", "µs", "claude4j-okhttp", "raw-okhttp", 1.25),
    Target("streamed event, whole message: CPU", "warm", "message", "cpu_us", "µs", "claude4j", "official", 0.35),
    Target("streamed event, text: allocation", "warm", "stream", "alloc_b", "B", "claude4j", "official", 0.15),
    Target("small request, 1 caller: CPU", "warm", "create-1k-c1", "cpu_us", "µs", "claude4j", "official", 1.0),
    Target("small request, 32 callers: CPU", "warm", "create-1k-c32", "cpu_us", "µs", "claude4j", "official", 0.9),
    Target("small request, 1 caller: CPU", "warm", "create-1k-c1", "cpu_us", "µs", "claude4j-okhttp", "raw-okhttp", 1.15),
    Target("small request, 32 callers: CPU", "warm", "create-1k-c32", "cpu_us", "µs", "claude4j-okhttp", "raw-okhttp", 1.15),
    Target("small request: allocation", "warm", "create-1k-c1", "alloc_b", "B", "claude4j", "official", 0.55),
    Target("50 KB answer: CPU", "warm", "create-50k-c1", "cpu_us", "µs", "claude4j", "official", 1.0),
    Target("50 KB answer: CPU", "warm", "create-50k-c1", "cpu_us", "µs", "claude4j-okhttp", "official", 0.8),
    Target("5,000 slow streams, virtual threads, JDK 25: CPU an event", "slow", "5000-25-virtual", "steady_cpu_us", "µs",
           "claude4j", "official", 0.5),
    Target("5,000 slow streams, virtual threads, JDK 25: memory", "slow", "5000-25-virtual", "peak_rss_mb", "MB",
           "claude4j", "official", 0.8),
    Target("5,000 slow streams, publisher, JDK 17: threads", "slow", "5000-17-async", "peak_threads", "",
           "claude4j-publisher", None, 600),
    Target("the same, first byte after 3 s: threads", "slow", "5000-late-17-async", "peak_threads", "",
           "claude4j-publisher", None, 600),
    Target("5,000 slow streams, publisher, JDK 17: memory", "slow", "5000-17-async", "peak_rss_mb", "MB",
           "claude4j-publisher", "official-async", 0.4),
    Target("5,000 slow streams, publisher, JDK 17: until all have begun", "slow", "5000-17-async", "all_begun_ms", "ms",
           "claude4j-publisher", "official-async", 0.25),
    Target("tool loop, a turn: CPU", "loop", "loop", "cpu_us", "µs", "claude4j", "official", 0.5),
    Target("tool loop, a turn: allocation", "loop", "loop", "alloc_b", "B", "claude4j", "official", 0.3),
    Target("batch results: lines a second", "batch", "20000", "per_s", "", "claude4j", "official", 2.0, True),
    Target("batch results: smallest heap", "batch", "20000", "min_heap_mb", "MB", "claude4j", None, 16),
    Target("request with an image of 1 MB: allocation", "warm", "big", "alloc_b", "B", "claude4j", "official", 0.1),
]
