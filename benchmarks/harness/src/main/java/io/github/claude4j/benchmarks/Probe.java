package io.github.claude4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used so far; the difference of two is what was used between them. Needs Linux. */
final class Probe {
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Method TOTAL_ALLOCATED = totalAllocated();

    final long wall = System.nanoTime();
    final long cpu = OS.getProcessCpuTime();
    final long allocated = allocated();
    /** CPU of the JIT's own threads, so that it can be told from the client's work. */
    final long jit = threadsCpu("C1 CompilerThre", "C2 CompilerThre");

    private static Method totalAllocated() {
        try {
            return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
        } catch (NoSuchMethodException before21) {
            return null;
        }
    }

    /** Before JDK 21 the sum over the threads alive now: right where none ends in between. */
    private static long allocated() {
        if (TOTAL_ALLOCATED != null) {
            try {
                return (Long) TOTAL_ALLOCATED.invoke(THREADS);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static long threadsCpu(String... prefixes) {
        File[] tasks = new File("/proc/self/task").listFiles();
        long sum = 0;
        for (File task : tasks == null ? new File[0] : tasks) {
            try {
                String name = Files.readString(task.toPath().resolve("comm"));
                for (String prefix : prefixes) {
                    if (name.startsWith(prefix)) {
                        String used = Files.readString(task.toPath().resolve("schedstat"));
                        sum += Long.parseLong(used.substring(0, used.indexOf(' ')));
                    }
                }
            } catch (IOException e) {
                // That thread has ended.
            }
        }
        return sum;
    }

    /** CPU in microseconds from here to there without that of the JIT. */
    double microsUntil(Probe later) {
        return (later.cpu - cpu - (later.jit - jit)) / 1e3;
    }

    /** A line of {@code /proc/self/status}, such as VmHWM in KiB or Threads. */
    static long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D+", ""));
            }
        }
        throw new IOException("/proc/self/status has no " + name);
    }

    static int nativeThreads() throws IOException {
        return (int) status("Threads");
    }

    static void report(String name, long value) {
        System.out.println("RESULT\t" + name + "\t" + value);
    }

    static void report(String name, double value) {
        System.out.printf(java.util.Locale.ROOT, "RESULT\t%s\t%.4f%n", name, value);
    }
}
