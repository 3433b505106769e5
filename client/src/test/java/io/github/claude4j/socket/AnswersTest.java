package io.github.claude4j.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.fixtures.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers as hostile and sloppy servers give them: what is not as it has to be is refused, and none is ever another call's. */
class AnswersTest {
    private static final int CALLERS = 8;

    private final SocketTransport transport =
            SocketTransport.builder().withoutProxy().build();

    @AfterEach
    void close() {
        transport.close();
    }

    static List<RawAnswer> answers() {
        return RawAnswer.all();
    }

    private static String own(String target) {
        String body = "for " + target;
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_isUnderstoodOrRefused_andTheNextCallGetsItsOwn(RawAnswer raw) throws Exception {
        try (RawServer server = new RawServer((target, client) -> {
            client.getOutputStream()
                    .write(target.equals("/raw") ? raw.bytes() : own(target).getBytes());
            return true;
        })) {
            if (raw.body() == null) {
                assertThatThrownBy(() -> Exchanges.get(transport, server.url(), "/raw"))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("the answer could not be read: ");
            } else {
                assertThat(Exchanges.get(transport, server.url(), "/raw")).isEqualTo(raw.body());
            }
            assertThat(Exchanges.get(transport, server.url(), "/next")).isEqualTo("for /next");
            assertThat(server.accepted()).isEqualTo(raw.keeps() ? 1 : 2);

            transport.close();
            assertThat(server.awaitNone()).as("every connection is closed").isTrue();
        }
    }

    @Test
    void bytes_thatComeAfterAnAnswer_endItsConnection() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        try (RawServer server = new RawServer((target, client) -> {
            RawServer.write(client, own(target));
            if (target.equals("/first")) {
                Thread.sleep(50);
                RawServer.write(client, own("/somebody-else"));
                said.countDown();
            }
            return true;
        })) {
            assertThat(Exchanges.get(transport, server.url(), "/first")).isEqualTo("for /first");
            ScriptedServer.await(said);

            assertThat(Exchanges.get(transport, server.url(), "/second")).isEqualTo("for /second");
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void body_thatEndsWithItsConnection_isWhole_andOneThatIsCutIsNot() throws Exception {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (RawServer server = new RawServer((target, client) -> {
            RawServer.write(
                    client,
                    switch (target) {
                        case "/end" -> "HTTP/1.1 200 OK\r\n\r\nuntil the end";
                        case "/length" -> "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
                        case "/size" -> chunked + "9\r\nhalf";
                        case "/chunks" -> chunked + "4\r\nhalf\r\n";
                        case "/last" -> chunked + "4\r\nhalf\r\n0\r\n";
                        case "/head" -> "HTTP/1.1 200 OK\r\nContent-Le";
                        default -> "";
                    });
            return false;
        })) {
            assertThat(Exchanges.get(transport, server.url(), "/end")).isEqualTo("until the end");
            for (String cut : List.of("/length", "/size", "/chunks", "/last", "/head", "/nothing")) {
                assertThatThrownBy(() -> Exchanges.get(transport, server.url(), cut))
                        .as(cut)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /** Each answer names its request; whatever a server does, nobody is given another's. */
    @Test
    void answers_neverChangeOwners() throws Exception {
        long calls = Long.getLong("claude4j.owners.calls", 4_000);
        AtomicInteger seeds = new AtomicInteger();
        AtomicLong next = new AtomicLong();
        AtomicLong right = new AtomicLong();
        ThreadLocal<Random> randoms = ThreadLocal.withInitial(() -> new Random(seeds.incrementAndGet()));
        try (RawServer server = new RawServer((target, client) -> misbehave(randoms.get(), target, client))) {
            List<FutureTask<String>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                FutureTask<String> caller = new FutureTask<>(() -> {
                    for (long n = next.incrementAndGet(); n <= calls; n = next.incrementAndGet()) {
                        try {
                            String body = Exchanges.get(transport, server.url(), "/" + n + "_");
                            String own = "for /" + n + "_";
                            // A length that is too short cuts it.
                            if (!body.equals(own) && (body.endsWith("_") || !own.startsWith(body))) {
                                return "call " + n + " got " + body;
                            }
                            right.incrementAndGet();
                        } catch (IOException e) {
                            // It is told that there is no answer.
                        }
                    }
                    return "";
                });
                callers.add(caller);
                ScriptedServer.daemon(caller);
            }
            for (FutureTask<String> caller : callers) {
                assertThat(caller.get(2, TimeUnit.HOURS)).isEmpty();
            }
            assertThat(right.get()).isBetween(calls / 3, calls - 1);
            assertThat(server.accepted()).isLessThan((int) calls);
        }
    }

    private static boolean misbehave(Random random, String target, Socket client)
            throws IOException, InterruptedException {
        String body = "for " + target;
        String other = own("/somebody-else");
        String ok = "HTTP/1.1 200 OK\r\n";
        String chunked = ok + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body;
        boolean goes = true;
        String answer = own(target);
        switch (random.nextInt(16)) {
            case 0 -> answer = own(target) + other;
            case 1 -> answer = own(target) + "\r\n";
            case 2 -> answer = ok + "Content-Length: " + (body.length() - 2) + "\r\n\r\n" + body;
            case 3 -> {
                answer = ok + "Content-Length: " + (body.length() + 2) + "\r\n\r\n" + body;
                goes = false;
            }
            case 4 -> answer = chunked + "\r\n0\r\n\r\n" + other;
            case 5 -> answer = chunked + "\r\n0\r\nContent-Length: 0\r\n\r\n";
            case 6 -> answer = "HTTP/1.1 103 \r\n\r\n" + own(target);
            case 7 -> answer = ok + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + other;
            case 8 -> {
                answer = chunked.substring(0, chunked.length() - 1);
                goes = false;
            }
            case 9 -> goes = false;
            case 10 -> answer = chunked + "\r\n0\r\n\r\n";
            default -> {
                // A good one.
            }
        }
        if (random.nextInt(4) == 0) {
            int cut = random.nextInt(answer.length());
            // An answer too many that comes once the next request was sent is that one's, for all that anyone can tell.
            cut += answer.startsWith("HTTP/", cut) ? 1 : 0;
            RawServer.write(client, answer.substring(0, cut));
            answer = answer.substring(cut);
        }
        RawServer.write(client, answer);
        if (!goes && random.nextBoolean()) {
            client.setSoLinger(true, 0);
        }
        return goes;
    }
}
