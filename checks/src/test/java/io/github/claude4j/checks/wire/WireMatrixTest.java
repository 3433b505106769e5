package io.github.claude4j.checks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.okhttp.OkHttpTransport;
import io.github.claude4j.socket.SocketTransport;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever goes wrong on the wire, each way of calling over each transport ends as it has to: with the right exception or the
 * right value, by the limits, with one request, one signal, and nothing left open. All cells run at once, since most of them
 * wait. {@code -Dclaude4j.wire.only=} with a regular expression picks some, {@code claude4j.wire.rounds} repeats all.
 */
class WireMatrixTest {
    /** Few of those that work, many of those that wait. */
    private static final int WORKING = 12;

    private static final int WAITING = 64;

    /** Far below the limits of a cell that is not to end by one, far above those of a cell that is. */
    private static final Duration IN_TIME = Duration.ofSeconds(20);

    private static final MessageCreateParams PARAMS = params("Hello");

    /** More than fits into the buffers of a connection, and not for many at once. */
    private static final MessageCreateParams LONG = params("a".repeat(10_000_000));

    private static final HttpClient JDK = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private static final OkHttpClient OKHTTP = new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .fastFallback(false)
            .build();

    private static ExecutorService working;
    private static ExecutorService waiting;
    private static ExecutorService uploading;

    /** Of all cells, so that a second end that comes late shows. */
    private final ConcurrentLinkedQueue<Signals> pushed = new ConcurrentLinkedQueue<>();

    private static MessageCreateParams params(String text) {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(64)
                .addUserMessage(text)
                .build();
    }

    @BeforeAll
    static void begin() {
        working = pool(WORKING);
        waiting = pool(WAITING);
        uploading = pool(2);
    }

    private static ExecutorService pool(int most) {
        return Executors.newFixedThreadPool(most, task -> {
            Thread thread = new Thread(task, "wire-cell");
            thread.setDaemon(true);
            return thread;
        });
    }

    @AfterAll
    static void end() {
        working.shutdownNow();
        waiting.shutdownNow();
        uploading.shutdownNow();
        OKHTTP.dispatcher().executorService().shutdown();
    }

    private static List<Fault> faults() {
        List<Fault> all = new ArrayList<>();
        all.addAll(HeadFaults.none());
        all.addAll(HeadFaults.heads());
        all.addAll(HeadFaults.statuses());
        all.addAll(HeadFaults.connections());
        all.addAll(BodyFaults.lengths());
        all.addAll(BodyFaults.chunks());
        all.addAll(BodyFaults.bodies());
        all.addAll(ContentFaults.contents());
        all.addAll(ContentFaults.errors());
        all.addAll(EncodingFaults.encodings());
        return all;
    }

    @TestFactory
    List<DynamicNode> fault_withoutRetries_endsAsItHasTo() {
        return nodes(false, fault -> true);
    }

    @TestFactory
    List<DynamicNode> fault_withRetries_isSentAgainWhereThatMayHelp() {
        return nodes(true, Fault::isDecided);
    }

    private List<DynamicNode> nodes(boolean retries, Predicate<Fault> which) {
        List<DynamicNode> nodes = new ArrayList<>();
        Pattern only = Pattern.compile(System.getProperty("claude4j.wire.only", ""));
        for (int round = 0; round < Integer.getInteger("claude4j.wire.rounds", 1); round++) {
            for (Fault fault : faults()) {
                List<DynamicTest> tests = new ArrayList<>();
                if (which.test(fault)) {
                    for (Way way : Way.values()) {
                        for (Over over : Over.values()) {
                            String name = way + " over " + over;
                            if (fault.outcome(way.shape).isPresent()
                                    && only.matcher(fault + ": " + name).find()) {
                                tests.add(test(name, new Cell(fault, way, over, retries, 1)));
                            }
                        }
                    }
                }
                if (!tests.isEmpty()) {
                    nodes.add(DynamicContainer.dynamicContainer(fault.name(), tests));
                }
            }
        }
        nodes.add(DynamicTest.dynamicTest(
                "afterwards no end was told twice",
                () -> assertThat(pushed).extracting(Signals::ends).allMatch(ends -> ends <= 1)));
        nodes.add(DynamicTest.dynamicTest("afterwards no thread is left", LeftThreads::assertNone));
        return nodes;
    }

    private DynamicTest test(String name, Cell cell) {
        Fault fault = cell.fault;
        ExecutorService threads = fault.isUpload() ? uploading : fault.endsByLimit() ? waiting : working;
        Future<String> running = threads.submit(() -> {
            String wrong = cell.play();
            // On a busy machine a limit may pass before the server has come to its fault; then it says nothing.
            return wrong.isEmpty() || !fault.endsByLimit()
                    ? wrong
                    : cell.slower().play();
        });
        return DynamicTest.dynamicTest(name, () -> assertThat(running.get()).isEmpty());
    }

    private enum Over {
        JDK,
        OKHTTP,
        SOCKET
    }

    /** One fault over one way and one transport. */
    private final class Cell {
        private final Fault fault;
        private final Way way;
        private final Over over;
        private final boolean retries;
        private final int slowness;
        private final ConnectionPool pool = new ConnectionPool();
        private final List<String> complaints = new ArrayList<>();

        Cell(Fault fault, Way way, Over over, boolean retries, int slowness) {
            this.fault = fault;
            this.way = way;
            this.over = over;
            this.retries = retries;
            this.slowness = slowness;
        }

        /** The same with limits that are longer. */
        Cell slower() {
            return new Cell(fault, way, over, retries, slowness * 4);
        }

        /** What is wrong; empty when all is well. */
        String play() throws Exception {
            MessageCreateParams params = fault.isUpload() ? LONG : PARAMS;
            try (FaultServer server = new FaultServer(way.shape, fault, retries ? 1 : Integer.MAX_VALUE);
                    Claude claude = client(server.url())) {
                if (fault.isTwice()) {
                    expect(Outcome.good(), call(claude, params));
                    complain(server.awaitAllClosed(10_000), "the server could not close");
                    // The client may learn of it by then.
                    Thread.sleep(500);
                }
                boolean again = retries && fault.isRepeated(way.shape);
                expect(again ? Outcome.good() : fault.outcome(way.shape).orElseThrow(), call(claude, params));
                int expected = again || fault.isTwice() ? 2 : 1;
                int most = fault.isWithoutAByte() && over == Over.JDK ? 2 : expected;
                int asked = server.asked();
                complain(asked >= expected && asked <= most, "expected requests: " + expected + ", found " + asked);
                complain(
                        (fault.isLeftByJdk() && over == Over.JDK) || server.awaitNoneBusy(10_000),
                        "the connection stays open in the middle of an answer");
                complain(poolIsIdle(), "a connection was not given back to the pool");
            } finally {
                pool.evictAll();
            }
            return String.join("; ", complaints);
        }

        private void expect(Outcome outcome, Result result) {
            outcome.complaint(way, result).ifPresent(problem -> complaints.add(problem + ", found " + result));
            String text = result.failure() == null
                    ? ""
                    : String.valueOf(result.failure().getMessage());
            complain(!text.contains("java.util.concurrent."), "the message shows machinery: " + text);
        }

        private void complain(boolean right, String problem) {
            if (!right) {
                complaints.add(problem);
            }
        }

        /** Makes the call, and breaks it off when it does not end by itself. */
        private Result call(Claude claude, MessageCreateParams params) throws Exception {
            Signals signals = new Signals();
            pushed.add(signals);
            Future<Result> call = Calls.THREADS.submit(() -> way.result(claude, params, signals));
            try {
                Result result = call.get(IN_TIME.toMillis(), TimeUnit.MILLISECONDS);
                complain(signals.ends() <= 1, "ends told: " + signals.ends());
                complain(result.signals() == 1, "signals: " + result.signals());
                return result;
            } catch (TimeoutException e) {
                call.cancel(true);
                return Result.failure(new TimeoutException("no end within " + IN_TIME.toSeconds() + " s"), null);
            }
        }

        private boolean poolIsIdle() throws InterruptedException {
            for (int i = 0; i < 500 && pool.connectionCount() > pool.idleConnectionCount(); i++) {
                Thread.sleep(20);
            }
            return pool.connectionCount() == pool.idleConnectionCount();
        }

        private Claude client(String url) {
            Claude.Builder options = Claude.builder()
                    .apiKey("sk-test")
                    .baseUrl(url)
                    .transport(transport())
                    .maxRetries(retries ? 1 : 0);
            if (!fault.endsByLimit()) {
                return options.timeout(Duration.ofMinutes(2))
                        .idleTimeout(Duration.ofMinutes(1))
                        .build();
            }
            // What is sent again has to be answered within the same limits.
            int times = slowness * (retries ? 2 : 1);
            options.idleTimeout(Duration.ofSeconds(times)).timeout(Duration.ofMillis(1500L * times));
            return retries
                    ? options.build()
                    : options.totalTimeout(Duration.ofSeconds(3L * times)).build();
        }

        private Transport transport() {
            return switch (over) {
                case JDK -> JdkTransport.of(JDK);
                case OKHTTP ->
                    OkHttpTransport.of(OKHTTP.newBuilder().connectionPool(pool).build());
                case SOCKET -> SocketTransport.create();
            };
        }
    }

    /** Each call has a thread of its own, which is lost if it does not end. */
    private static final class Calls {
        static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "wire-call");
            thread.setDaemon(true);
            return thread;
        });
    }
}
