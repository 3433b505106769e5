"""The parts of a run; each takes the bench and the arguments of the command."""
import os
import random
import subprocess
import zipfile

import plan
from jvm import TARGET, jars, jdk, loaded_classes


def rounds(a, full):
    return a.rounds or (1 if a.quick else full)


def chosen(a, drivers):
    """The drivers to measure, in another order each time."""
    drivers = [d for d in drivers if not a.drivers or d in a.drivers]
    random.shuffle(drivers)
    return drivers


def footprint(bench, a):
    """Jars, class files, and classes loaded until the first answer was read."""
    for driver in chosen(a, plan.FOOTPRINT):
        files = [jar for jar in jars(plan.DRIVERS[driver][0]) if not os.path.basename(jar).startswith("bench-")]
        classes = 0
        for jar in files:
            with zipfile.ZipFile(jar) as content:
                classes += sum(name.endswith(".class") for name in content.namelist())
        log = os.path.join(bench.folder, "classes.log")
        bench.java(driver, "17", ["-Xlog:class+load:file=" + log], ["cold"])
        loaded, not_shared = loaded_classes(log)
        os.remove(log)
        values = {"jars": len(files), "mb": round(sum(map(os.path.getsize, files)) / 1e6, 2), "classes": classes,
                  "loaded": loaded, "loaded_not_shared": not_shared}
        bench.record("footprint", driver, "17", values)
        print("footprint", driver, values, flush=True)


def train(bench, driver, archive, tls):
    """Makes an archive of the classes that a cold start takes."""
    path = os.path.join(bench.folder, f"{driver}{'-tls' if tls else ''}.{archive}")
    if os.path.exists(path):
        os.remove(path)
    flag = "-XX:ArchiveClassesAtExit=" if archive == "cds" else "-XX:AOTCacheOutput="
    bench.java(driver, "17" if archive == "cds" else "25", (bench.tls_flags if tls else []) + [flag + path], ["train"],
               url=bench.tls_url if tls else None)
    size = os.path.getsize(path) if os.path.exists(path) else 0
    bench.record("archive", driver, archive + ("-https" if tls else ""), {"mb": round(size / 1e6, 1)})
    return path


def cold(bench, a):
    """A fresh JVM to the first answer read: wall time, CPU, memory."""
    names = a.scenarios or (plan.QUICK_COLD if a.quick else list(plan.COLD))
    names = [name for name in names if name in plan.COLD]
    drivers = {name: plan.BEDROCK if "@bedrock" in plan.COLD[name][1] else plan.COLD_DRIVERS for name in names}
    bench.start_tls()
    for driver in chosen(a, sorted(set(sum(drivers.values(), [])))) * 2:
        # The server's own warm-up.
        if driver != "none":
            bench.java(driver, "17", bench.tls_flags, ["cold"], url=bench.tls_url)
    trained = {}
    for r in range(a.rounds or (3 if a.quick else 9)):
        for name in names:
            version, marks = plan.COLD[name]
            tls = "@tls" in marks
            for driver in chosen(a, drivers[name]):
                if tls and driver == "none":
                    continue
                flags = list(bench.tls_flags) if tls else []
                for mark in marks:
                    if mark in ("@cds", "@aot"):
                        key = (driver, mark[1:], tls)
                        trained[key] = trained.get(key) or train(bench, *key)
                        option = "-XX:SharedArchiveFile=" if mark == "@cds" else "-XX:AOTCache="
                        flags.append(option + trained[key])
                    elif not mark.startswith("@"):
                        flags.append(mark)
                bench.measure("cold", driver, name, version, flags, ["coldstream" if name.endswith("stream") else "cold"],
                              url=bench.tls_url if tls else None)


def first(bench, a):
    """The first tool of a process made of a class, and its input read: CPU and classes beyond those of a JVM that does nothing."""
    for r in range(a.rounds or (3 if a.quick else 9)):
        for version in ("17", "25"):
            found = {}
            for driver in chosen(a, plan.FIRST):
                found[driver] = bench.java(driver, version, [], ["first"])
            for driver, values in found.items():
                if driver == "none":
                    continue
                if values.get("check") != "3":
                    print(f"   {driver} first {version}: saw {values.get('check')}, expected 3; see {bench.out}.log")
                    bench.record("first", driver, version, {"exit": "wrong answer"})
                    continue
                cpu = round(values["proc_cpu_ms"] - found["none"]["proc_cpu_ms"], 1)
                bench.record("first", driver, version, {"more_cpu_ms": cpu})
                print("first", version, driver, cpu, flush=True)
    for version in ("17", "25"):
        loaded = {}
        for driver in plan.FIRST:
            log = os.path.join(bench.folder, "classes.log")
            bench.java(driver, version, ["-Xlog:class+load:file=" + log], ["first"])
            loaded[driver] = loaded_classes(log)[0]
            os.remove(log)
        for driver in plan.FIRST[1:]:
            bench.record("first", driver, version, {"more_classes": loaded[driver] - loaded["none"]})
            print("first", version, driver, loaded[driver] - loaded["none"], "classes", flush=True)


def warm(bench, a):
    """Repeated work in a warm JVM: CPU and bytes a unit."""
    names = a.scenarios or (plan.QUICK_WARM if a.quick else list(plan.WARM))
    short = ["warmmin=6000", "warmmax=14000", "measure=3000"] if a.quick else []
    for r in range(rounds(a, 3)):
        for name in names:
            if name not in plan.WARM:
                continue
            args, drivers = plan.WARM[name]
            # The langchain4j rows are for context; a quick run does without.
            drivers = [d for d in drivers if not a.quick or a.drivers or d in plan.MAIN]
            for driver in chosen(a, drivers):
                bench.measure("warm", driver, at(name, a), a.jdk, ["-Xmx1g"], args + short, plan.CHECKS[name])


def at(name, a):
    return name if a.jdk == "17" else name + "@" + a.jdk


def big(bench, a):
    """Building and sending a request of 50 messages and an image of 1 MB in a file."""
    args, drivers = plan.BIG
    for r in range(rounds(a, 3)):
        for driver in chosen(a, drivers):
            bench.measure("warm", driver, at("big", a), a.jdk, ["-Xmx1g"], args, plan.CHECKS["big"])


def loop(bench, a):
    """A runner, a tool made of a class, and the model that calls it 20 times before it answers."""
    short = ["warmmin=6000", "warmmax=14000", "measure=3000"] if a.quick else []
    for r in range(rounds(a, 3)):
        for name, args in plan.LOOP.items():
            for driver in chosen(a, plan.LOOP_DRIVERS):
                bench.measure("loop", driver, at(name, a), a.jdk, ["-Xmx1g"], args + short, plan.CHECKS["loop"])


def batch(bench, a):
    """Results of a batch as JSON lines, and the smallest heap in which that works."""
    for r in range(rounds(a, 3)):
        for driver in chosen(a, plan.BATCH if not a.quick or a.drivers else plan.MAIN):
            bench.measure("batch", driver, "20000", "17", ["-Xmx1g"], ["batch"], plan.CHECKS["batch"])
    for driver in [] if a.quick else chosen(a, plan.BATCH):
        for mb in plan.HEAPS_MB:
            values = bench.java(driver, "17", [f"-Xmx{mb}m", "-XX:+ExitOnOutOfMemoryError"],
                                ["batch", "warmruns=0", "runs=1"], limit=30)
            if "exit" not in values and float(values.get("units", 0)) == 20000:
                bench.record("batch", driver, "20000", {"min_heap_mb": mb})
                print("batch", driver, "works in a heap of", mb, "MB", flush=True)
                break


def slow(bench, a):
    """Many slow streams open at once."""
    for size, (n, model) in plan.SLOW_SIZES.items():
        for driver, version, mode in plan.SLOW:
            if a.drivers and driver not in a.drivers or size.endswith("late") and driver not in plan.SLOW_LATE:
                continue
            for r in range(rounds(a, 1)):
                bench.measure("slow", driver, f"{size}-{version}-{mode}", version, ["-Xmx3g"],
                              ["slow", f"n={n}", "mode=" + mode, "model=" + model, "limit=120"], limit=180)


def late(bench, a):
    """500 whole answers at once, each of which takes 2 s."""
    for r in range(rounds(a, 1)):
        for driver, version, mode in plan.LATE:
            if not a.drivers or driver in a.drivers:
                bench.measure("late", driver, f"500x2s-{version}-{mode}", version, ["-Xmx2g"],
                              ["late", "n=500", "ms=2000", "mode=" + mode], {607})


def jmh(bench, a):
    """The JMH benchmarks of parsing, printing and the like; they print their own table."""
    short = ["-f", "1", "-wi", "3", "-i", "3", "-w", "1", "-r", "1"] if a.quick else []
    result = os.path.join(bench.folder, "jmh.csv")
    subprocess.check_call([jdk(a.jdk) + "/bin/java", "-cp", ":".join(jars("jmh")), "org.openjdk.jmh.Main",
                           "-prof", "gc", "-rf", "csv", "-rff", result, *short], cwd=TARGET)
