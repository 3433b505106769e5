package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class LeakGuardTest {
    @Test
    void stream_droppedUnread_givesItsConnectionBack() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.otherwise(connection -> connection
                    .events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START)
                    .awaitClientEnd(ended));

            readOneEventAndForget(claude);

            assertThat(collectedUntil(ended)).isTrue();
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void stream_droppedUnread_isSaidToBeOpenedHere_whereThatIsAskedFor() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                Throwable opened = entry.getThrown();
                if (opened != null
                        && Stream.of(opened.getStackTrace())
                                .anyMatch(frame -> frame.getMethodName().equals("readOneEventAndForget"))) {
                    told.countDown();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.github.claude4j");
        logger.addHandler(handler);
        System.setProperty("claude4j.leaks", "trace");
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.otherwise(
                    connection -> connection.events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START));

            readOneEventAndForget(claude);

            assertThat(collectedUntil(told)).isTrue();
        } finally {
            System.clearProperty("claude4j.leaks");
            logger.removeHandler(handler);
        }
    }

    private static void readOneEventAndForget(Claude claude) {
        claude.messages().stream(MessageCreateParams.of(JsonObject.of("max_tokens", 16)))
                .iterator()
                .next();
    }

    /** The garbage collector comes when it likes, so it is asked more than once. */
    private static boolean collectedUntil(CountDownLatch ended) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            System.gc();
            if (ended.await(100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }
}
