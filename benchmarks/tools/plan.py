"""What is measured with which client. A new driver gets a line in DRIVERS and its name wherever it is measured."""

PACKAGE = "io.github.claude4j.benchmarks."

# name: (module, class)
DRIVERS = {
    "none": ("driver-raw", "none"),
    "raw": ("driver-raw", PACKAGE + "raw.RawDriver"),
    "raw-async": ("driver-raw", PACKAGE + "raw.RawAsyncDriver"),
    "raw-okhttp": ("driver-raw-okhttp", PACKAGE + "rawokhttp.RawOkHttpDriver"),
    "claude4j": ("driver-claude4j", PACKAGE + "claude4j.Claude4jDriver"),
    "claude4j-async": ("driver-claude4j", PACKAGE + "claude4j.Claude4jAsyncDriver"),
    "claude4j-publisher": ("driver-claude4j", PACKAGE + "claude4j.Claude4jPublisherDriver"),
    "claude4j-socket": ("driver-claude4j", PACKAGE + "claude4j.Claude4jSocketDriver"),
    "claude4j-okhttp": ("driver-claude4j-okhttp", PACKAGE + "claude4j.okhttp.Claude4jOkHttpDriver"),
    "claude4j-bedrock": ("driver-claude4j-bedrock", PACKAGE + "claude4j.bedrock.Claude4jBedrockDriver"),
    "official": ("driver-official", PACKAGE + "official.OfficialDriver"),
    "official-async": ("driver-official", PACKAGE + "official.OfficialAsyncDriver"),
    "official-bedrock": ("driver-official-bedrock", PACKAGE + "official.bedrock.OfficialBedrockDriver"),
    "langchain4j": ("driver-langchain4j", PACKAGE + "langchain4j.LangChain4jDriver"),
    "langchain4j-async": ("driver-langchain4j", PACKAGE + "langchain4j.LangChain4jAsyncDriver"),
}

MAIN = ["raw", "raw-okhttp", "claude4j", "claude4j-socket", "claude4j-okhttp", "official"]
ALL = MAIN + ["langchain4j"]
BEDROCK = ["claude4j-bedrock", "official-bedrock"]

# scenario: (arguments, drivers)
WARM = {
    "stream": (["stream", "model=bench-sse-1000"], ALL + ["raw-async", "official-async"]),
    "message": (["message", "model=bench-sse-1000"], ALL),
    "tool": (["message", "model=bench-tool-1000"], ["raw", "claude4j", "official", "langchain4j"]),
    "create-1k-c1": (["create", "model=bench-json-1000"], ALL + ["claude4j-async", "official-async"]),
    "create-1k-c32": (["create", "model=bench-json-1000", "threads=32", "warmmax=40000"],
                      ALL + ["claude4j-async", "official-async"]),
    "create-50k-c1": (["create", "model=bench-json-50000"], ALL),
    "create-50k-c32": (["create", "model=bench-json-50000", "threads=32", "warmmax=40000"], ALL),
}
QUICK_WARM = ["stream", "message", "create-1k-c1", "create-1k-c32", "create-50k-c1"]

BIG = (["big"], ALL)

# Eight loops at once, each of 20 calls of a tool. By default claude4j sends the whole conversation each time; the official runner
# has the API keep it.
LOOP = {
    "loop": ["loop", "threads=8", "model=bench-loop-20"],
    "loop-whole": ["loop", "threads=8", "model=bench-loop-20", "how=WHOLE"],
    "loop-kept": ["loop", "threads=8", "model=bench-loop-20", "how=KEPT"],
    "loop-stream": ["loop", "threads=8", "model=bench-loopsse-20", "how=STREAMED"],
}
LOOP_DRIVERS = ["claude4j", "claude4j-socket", "official"]

# name: (JDK, flags); @cds and @aot are archives that are trained first, @tls is the server over TLS,
# @bedrock takes the drivers of that
COLD = {
    "17": ("17", []),
    "17-stream": ("17", []),
    "17-https": ("17", ["@tls"]),
    "17-https-cds": ("17", ["@tls", "@cds"]),
    "17-cds": ("17", ["@cds"]),
    "17-cds-c1": ("17", ["@cds", "-XX:TieredStopAtLevel=1"]),
    "25": ("25", []),
    "25-https": ("25", ["@tls"]),
    "25-https-aot": ("25", ["@tls", "@aot"]),
    "25-aot": ("25", ["@aot"]),
    "17-https-bedrock": ("17", ["@tls", "@bedrock"]),
    "25-https-bedrock": ("25", ["@tls", "@bedrock"]),
}
QUICK_COLD = ["17", "17-https"]
COLD_DRIVERS = ["none"] + ALL

# (driver, JDK, on what: a thread each, virtual threads, or none of the harness's)
SLOW = [
    ("raw", "17", "platform"), ("claude4j", "17", "platform"), ("claude4j-socket", "17", "platform"),
    ("official", "17", "platform"),
    ("raw-async", "17", "async"), ("claude4j-publisher", "17", "async"), ("official-async", "17", "async"),
    ("langchain4j-async", "17", "async"),
    ("raw", "25", "virtual"), ("claude4j", "25", "virtual"), ("claude4j-socket", "25", "virtual"),
    ("official", "25", "virtual"),
]
# name: (how many, model); those with 3000 at the end send their first byte after 3 s
SLOW_SIZES = {
    "1000": (1000, "bench-slow-20-500"),
    "5000": (5000, "bench-slow-80-500"),
    "5000-late": (5000, "bench-slow-80-500-3000"),
}
# Only those that hold no thread while they wait for the first byte are asked for this.
SLOW_LATE = ["raw-async", "claude4j-publisher", "official-async"]

LATE = [
    ("raw", "17", "platform"), ("claude4j", "17", "platform"), ("official", "17", "platform"),
    ("langchain4j", "17", "platform"), ("raw-async", "17", "async"), ("claude4j-async", "17", "async"),
    ("official-async", "17", "async"), ("raw", "25", "virtual"), ("claude4j", "25", "virtual"),
    ("official", "25", "virtual"),
]

# The first tool of a process, on both JDKs; what a JVM costs that does nothing is taken off.
FIRST = ["none", "claude4j", "official"]

BATCH = ALL
HEAPS_MB = [8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024]

FOOTPRINT = ALL + BEDROCK

# scenario: how many characters (or fields, or lines' characters) a driver has to have seen in one piece of work
CHECKS = {
    "stream": {16068}, "message": {16068}, "tool": {12023, 1}, "create-1k-c1": {607}, "create-1k-c32": {607},
    "create-50k-c1": {49607}, "create-50k-c32": {49607}, "big": {607}, "loop": {815}, "batch": {32140000},
}
