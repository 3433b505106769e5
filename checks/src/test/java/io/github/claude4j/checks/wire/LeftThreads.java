package io.github.claude4j.checks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Threads that still are in the code of the library when all calls have ended, virtual ones too. */
final class LeftThreads {
    /** One a process, which ends some time after the last call. */
    private static final List<String> KEEPERS = List.of("claude4j-limits", "claude4j-timer");

    private static final Pattern OURS = Pattern.compile("io\\.github\\.claude4j\\.(?!checks\\.)\\w+");

    private LeftThreads() {}

    static void assertNone() throws Exception {
        List<String> left = find();
        for (int i = 0; i < 100 && !left.isEmpty(); i++) {
            Thread.sleep(100);
            left = find();
        }
        assertThat(left).isEmpty();
    }

    private static List<String> find() throws Exception {
        List<String> left = new ArrayList<>(virtual());
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (!KEEPERS.contains(thread.getName())
                    && Arrays.stream(stack)
                            .anyMatch(
                                    frame -> OURS.matcher(frame.getClassName()).find())) {
                left.add(thread.getName() + " " + Arrays.toString(stack));
            }
        });
        return left;
    }

    /** Only a dump to a file knows them; before JDK 21 there are none. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<String> virtual() throws Exception {
        Class<?> bean = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Method dump = Arrays.stream(bean.getMethods())
                .filter(method -> method.getName().equals("dumpThreads"))
                .findFirst()
                .orElse(null);
        if (dump == null) {
            return List.of();
        }
        Object diagnostics = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getPlatformMXBean", Class.class)
                .invoke(null, bean);
        Path folder = Files.createTempDirectory("threads");
        Path file = folder.resolve("dump.txt");
        try {
            dump.invoke(
                    diagnostics,
                    file.toString(),
                    Enum.valueOf((Class<Enum>) dump.getParameterTypes()[1], "TEXT_PLAIN"));
            List<String> left = new ArrayList<>();
            for (String thread : Files.readString(file).split("\n\n")) {
                Matcher ours = OURS.matcher(thread);
                if (thread.contains(" virtual") && ours.find()) {
                    left.add(thread);
                }
            }
            return left;
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
