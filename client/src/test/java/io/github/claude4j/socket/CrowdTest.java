package io.github.claude4j.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.internal.threads.Threads;
import io.github.claude4j.messages.MessageStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many at once, on virtual threads where there are any: none has to wait for what another waits for, however they end they all end,
 * and nothing of them stays open. {@code -Dclaude4j.crowd} says how many.
 */
@Isolated("it counts what the whole process has open")
class CrowdTest {
    private static final int CROWD =
            Integer.getInteger("claude4j.crowd", Runtime.version().feature() < 21 ? 400 : 2_000);

    /** More than there are threads to carry virtual ones, however many of these are held. */
    private static final int STALLED = 300;

    private static final int KINDS = 5;

    private final Executor threads = Threads.calls(Math.max(CROWD, STALLED) + 1);
    private final SocketTransport transport =
            SocketTransport.builder().withoutProxy().build();
    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.options().transport(transport).build();
    private final Queue<Object> failures = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        claude.close();
        transport.close();
        server.close();
    }

    /** What Linux says; 0 where nothing does. */
    private static int open() {
        String[] descriptors = new File("/proc/self/fd").list();
        return descriptors == null ? 0 : descriptors.length;
    }

    /** A few are the JDK's own, which it opens once. */
    private static void assertNoMoreThan(int before) throws InterruptedException {
        for (int i = 0; i < 1000 && open() > before + 20; i++) {
            Thread.sleep(10);
        }
        assertThat(open()).isLessThanOrEqualTo(before + 20);
    }

    /** A server that takes connections and never reads. */
    private static ServerSocket stalling(Queue<Socket> held, CountDownLatch all) throws Exception {
        ServerSocket listener = new ServerSocket();
        listener.setReceiveBufferSize(16 * 1024);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), STALLED);
        ScriptedServer.daemon(() -> {
            while (!listener.isClosed()) {
                try {
                    held.add(listener.accept());
                    all.countDown();
                } catch (IOException e) {
                    return;
                }
            }
        });
        return listener;
    }

    private static void awaitBytes(Socket socket) throws Exception {
        for (int i = 0; i < 2000 && socket.getInputStream().available() == 0; i++) {
            Thread.sleep(10);
        }
        assertThat(socket.getInputStream().available())
                .as("what has come of an upload")
                .isPositive();
    }

    @Test
    void uploadsThatStall_holdNobodyUp_andLeaveNothingOpen() throws Exception {
        server.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        claude.messages().create(m -> m.model("m").maxTokens(1).addUserMessage("Hi"));
        int before = open();
        RequestBody body = RequestBody.of(new byte[4_000_000], "text/plain");
        Queue<Socket> held = new ConcurrentLinkedQueue<>();
        CountDownLatch all = new CountDownLatch(STALLED);
        CountDownLatch ended = new CountDownLatch(STALLED);
        try (ServerSocket stalling = stalling(held, all)) {
            String url = "http://127.0.0.1:" + stalling.getLocalPort();
            List<CompletableFuture<?>> uploads = new ArrayList<>();
            for (int i = 0; i < STALLED; i++) {
                uploads.add(Threads.run(threads, () -> {
                    try {
                        return Exchanges.post(transport, url, body);
                    } catch (Exception e) {
                        return e;
                    } finally {
                        ended.countDown();
                    }
                }));
            }
            ScriptedServer.await(all);
            for (Socket socket : held) {
                awaitBytes(socket);
            }

            CompletableFuture<String> other = Threads.run(
                    threads,
                    () -> claude.messages()
                            .create(m -> m.model("m").maxTokens(1).addUserMessage("Hi"))
                            .text());
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("Hello");

            uploads.subList(0, STALLED / 2).forEach(upload -> upload.cancel(true));
            for (int i = 0; i < 3000 && ended.getCount() > STALLED - STALLED / 2; i++) {
                Thread.sleep(10);
            }
            assertThat(ended.getCount()).isEqualTo(STALLED - STALLED / 2);
            transport.close();
            ScriptedServer.await(ended);
            for (Socket socket : held) {
                socket.close();
            }
        }
        assertNoMoreThan(before);
    }

    @Test
    void callsAndStreams_thatEndInAllWays_endAll_andLeaveNothingOpen() throws Exception {
        int before = open();
        CountDownLatch silent = new CountDownLatch(CROWD / KINDS * 3);
        CountDownLatch closed = new CountDownLatch(CROWD / KINDS * 3);
        server.otherwise(connection -> {
            String text = connection.request().text();
            if (text.contains("whole")) {
                connection.json(200, ScriptedServer.MESSAGE.replace("Hello", number(text)));
            } else if (text.contains("events")) {
                connection
                        .events(ScriptedServer.STREAM.replace("Hel", number(text)))
                        .endOfChunks();
            } else {
                if (text.contains("begun")) {
                    connection.events(ScriptedServer.MESSAGE_START);
                }
                silent.countDown();
                connection.awaitClientEnd(closed);
            }
        });
        List<CompletableFuture<?>> toInterrupt = new ArrayList<>();
        Queue<MessageStream> toClose = new ConcurrentLinkedQueue<>();
        CountDownLatch ended = new CountDownLatch(CROWD / KINDS * KINDS);
        for (int i = 0; i < CROWD / KINDS * KINDS; i++) {
            String number = "number" + i + ".";
            CompletableFuture<?> caller = switch (i % KINDS) {
                case 0 -> start(ended, () -> expect(number, whole("whole " + number)));
                case 1 -> start(ended, () -> expect(number + "lo", stream("events " + number, null)));
                case 2 -> start(ended, () -> whole("mute"));
                default -> {
                    Queue<MessageStream> streams = i % KINDS == 3 ? null : toClose;
                    yield start(ended, () -> stream("begun", streams));
                }
            };
            if (i % KINDS == 2 || i % KINDS == 3) {
                toInterrupt.add(caller);
            }
        }
        ScriptedServer.await(silent);
        toInterrupt.forEach(caller -> caller.cancel(true));
        for (int i = 0; i < 3000 && toClose.size() < CROWD / KINDS; i++) {
            Thread.sleep(10);
        }
        toClose.forEach(MessageStream::close);

        ScriptedServer.await(ended);
        ScriptedServer.await(closed);
        assertThat(failures).isEmpty();
        transport.close();
        assertNoMoreThan(before);
    }

    private static String number(String text) {
        int from = text.indexOf("number");
        return text.substring(from, text.indexOf('.', from) + 1);
    }

    private static void expect(String expected, String found) {
        assertThat(found).isEqualTo(expected);
    }

    private String whole(String text) {
        return claude.messages()
                .create(m -> m.model("m").maxTokens(1).addUserMessage(text))
                .text();
    }

    private String stream(String text, Queue<MessageStream> open) {
        try (MessageStream stream =
                claude.messages().stream(m -> m.model("m").maxTokens(1).addUserMessage(text))) {
            if (open != null) {
                open.add(stream);
            }
            return stream.message().text();
        }
    }

    private CompletableFuture<?> start(CountDownLatch ended, Runnable work) {
        return Threads.run(threads, () -> {
            try {
                work.run();
            } catch (CancelledException e) {
                // As it should be where it waited in vain.
            } catch (Throwable e) {
                failures.add(e);
            } finally {
                ended.countDown();
            }
            return null;
        });
    }
}
