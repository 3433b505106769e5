package io.github.claude4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Streams need no threads: not while they are open, and not afterwards. */
@Isolated("it counts the threads of the whole process")
class ThreadsTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
    private static final int STREAMS = 20;

    /** But for those of the servers, and of the pool that the JDK shares among all. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().equals("scripted"))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .collect(Collectors.toSet());
    }

    /** The JDK may still be at work for a moment. */
    private static void assertNoMoreThan(Set<Thread> before) throws InterruptedException {
        for (int i = 0; i < 500 && !before.containsAll(threads()); i++) {
            Thread.sleep(10);
        }
        assertThat(before).containsAll(threads());
    }

    @Test
    void streams_openOrEnded_haveNoThreads() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(STREAMS);
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenEvents(ScriptedServer.STREAM);
            claude.messages().stream(PARAMS).message();
            Set<Thread> before = threads();

            server.otherwise(connection -> connection
                    .events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START)
                    .awaitClientEnd(ended));
            List<MessageStream> open = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                MessageStream stream = claude.messages().stream(PARAMS);
                stream.iterator().next();
                open.add(stream);
            }
            assertNoMoreThan(before);

            open.forEach(MessageStream::close);
            ScriptedServer.await(ended);
            assertNoMoreThan(before);
        }
    }
}
