"""Runs JVMs against the fake server and says what they printed and what the kernel says they used."""
import glob
import os
import re
import selectors
import shutil
import subprocess
import sys
import time

import plan

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.path.join(HERE, "target")
STORE = ["-storepass", "changeit"]


def jdk(version):
    """The home of that JDK."""
    named = os.environ.get("JDK" + version)
    found = [named] if named else sorted(glob.glob(f"/usr/lib/jvm/*-{version}[.-]*") + glob.glob(f"/usr/lib/jvm/*-{version}"))
    if not found:
        sys.exit(f"no JDK {version} in /usr/lib/jvm; set JDK{version} to its home")
    return found[0]


def jars(module):
    target = os.path.join(TARGET, "bench-" + module)
    return sorted(glob.glob(target + "/*.jar")) + sorted(glob.glob(target + "/lib/*.jar"))


class Bench:
    """A server, and a file that takes what is measured: kind, driver, configuration, name, value."""

    def __init__(self, out):
        self.out = os.path.abspath(out)
        self.folder = os.path.dirname(self.out)
        os.makedirs(self.folder, exist_ok=True)
        self.log = open(self.out + ".log", "a")
        self.tls_url = None
        self.servers = []

    def __enter__(self):
        self.url = "http://127.0.0.1:" + self.serve("FakeServer", "-Xmx2g", "-XX:MaxDirectMemorySize=1g", "-XX:+UseSerialGC")
        return self

    def __exit__(self, *failure):
        for server in self.servers:
            server.terminate()
            server.wait()

    def serve(self, name, *flags, args=()):
        server = subprocess.Popen(
            [jdk("17") + "/bin/java", *flags, "-cp", ":".join(jars("server")), plan.PACKAGE + "server." + name, *args],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.servers.append(server)
        return server.stdout.readline().split()[1]

    def start_tls(self):
        """A server over TLS, and a copy of a JDK's trusted certificates that has the server's too."""
        if self.tls_url:
            return
        key, trust, certificate = (os.path.join(self.folder, name) for name in ("tls.p12", "trust.p12", "tls.crt"))
        if not os.path.exists(trust):
            tool = [jdk("17") + "/bin/keytool", "-alias", "bench", *STORE]
            subprocess.check_call(tool + ["-genkeypair", "-keyalg", "EC", "-validity", "3650", "-dname", "CN=localhost",
                                          "-ext", "SAN=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", key])
            subprocess.check_call(tool + ["-exportcert", "-keystore", key, "-file", certificate])
            shutil.copyfile(os.path.realpath(jdk("25") + "/lib/security/cacerts"), trust)
            os.chmod(trust, 0o600)
            subprocess.check_call(tool + ["-importcert", "-noprompt", "-file", certificate, "-keystore", trust])
        self.tls_url = "https://127.0.0.1:" + self.serve("TlsServer", args=(key, "changeit"))
        self.tls_flags = ["-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=changeit"]

    def record(self, kind, driver, configuration, values):
        with open(self.out, "a") as out:
            for name, value in values.items():
                out.write("\t".join([kind, driver, configuration, name, str(value)]) + "\n")

    def measure(self, kind, driver, configuration, version, flags, args, check=None, **how):
        """Runs a scenario and records it; what a driver saw must be what was sent, or it is not recorded."""
        values = self.java(driver, version, flags, args, **how)
        seen = values.get("check")
        if check and "unsupported" not in values and (seen is None or int(float(seen)) not in check):
            print(f"   {driver} {configuration}: saw {seen}, expected one of {sorted(check)}; see {self.out}.log")
            values = {"exit": "wrong answer" if "exit" not in values else values["exit"]}
        self.record(kind, driver, configuration, values)
        shown = {name: values[name] for name in
                 ("proc_cpu_ms", "proc_rss_mb", "cpu_us", "alloc_b", "per_s", "jit_cores", "ok", "failed", "unfinished",
                  "all_begun_ms", "steady_cpu_us", "peak_threads", "threads", "peak_rss_mb", "unsupported", "exit")
                 if name in values}
        print(time.strftime("%H:%M:%S"), kind, configuration, driver, " ".join(f"{k}={v}" for k, v in shown.items()), flush=True)
        return values

    def java(self, driver, version, flags, args, limit=180, url=None):
        """Runs one JVM to its end."""
        module, driver_class = plan.DRIVERS[driver]
        command = [jdk(version) + "/bin/java", *flags, "-cp", ":".join(jars(module)), plan.PACKAGE + "Main",
                   driver_class, url or self.url, *args]
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log)
        try:
            lines, timed_out = read_all(process, limit)
        except BaseException:
            process.kill()
            raise
        finally:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            process.stdout.close()
        values = dict(line.split("\t")[1:3] for line in lines if line.startswith("RESULT\t"))
        values["proc_wall_ms"] = round((time.perf_counter() - begin) * 1000, 1)
        values["proc_cpu_ms"] = round((usage.ru_utime + usage.ru_stime) * 1000, 1)
        values["proc_rss_mb"] = round(usage.ru_maxrss / 1024, 1)
        if timed_out or process.returncode != 0:
            values["exit"] = "timeout" if timed_out else process.returncode
        return values


def read_all(process, limit):
    """What a process prints until it ends, or until the limit in seconds, at which it is killed."""
    deadline = time.monotonic() + limit
    selector = selectors.DefaultSelector()
    selector.register(process.stdout, selectors.EVENT_READ)
    output = b""
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            process.kill()
            return output.decode().splitlines(), True
        if selector.select(left):
            data = os.read(process.stdout.fileno(), 65536)
            if not data:
                return output.decode().splitlines(), False
            output += data


def loaded_classes(path):
    """How many classes a JVM's class+load log has, and how many of them came from no archive."""
    loaded = [line for line in open(path) if re.search(r" source: ", line)]
    return len(loaded), sum("shared objects file" not in line for line in loaded)
