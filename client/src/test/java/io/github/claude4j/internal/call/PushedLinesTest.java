package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.fixtures.ScriptedServer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines of an answer, such as results of a batch, that are pushed to a subscriber. */
class PushedLinesTest {
    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append("{\"custom_id\":\"").append(i).append("\"}\n");
        }
        return lines.toString();
    }

    private Flow.Publisher<MessageBatchIndividualResponse> results() {
        return claude.publisher(c -> c.messages().batches().results("b"));
    }

    /** Asks for as many lines as it is told to, and notes what it is told: ids, and "end" or a failure. */
    private static final class Taker implements Flow.Subscriber<MessageBatchIndividualResponse> {
        private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        private final long first;
        private volatile Flow.Subscription subscription;

        Taker(Flow.Publisher<MessageBatchIndividualResponse> publisher, long first) {
            this.first = first;
            publisher.subscribe(this);
        }

        Object next() throws InterruptedException {
            Object next = told.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (first > 0) {
                given.request(first);
            }
        }

        @Override
        public void onNext(MessageBatchIndividualResponse line) {
            told.add(line.customId());
        }

        @Override
        public void onError(Throwable failure) {
            told.add(failure);
        }

        @Override
        public void onComplete() {
            told.add("end");
        }
    }

    @Test
    void lines_comeAsTheyAreAskedFor() throws InterruptedException {
        server.thenJson(200, lines(3) + "\n{\"custom_id\":\"no line feed\"}");
        Flow.Publisher<MessageBatchIndividualResponse> results = results();
        assertThat(server.requests()).isEmpty();

        Taker taker = new Taker(results, 1);
        assertThat(taker.next()).isEqualTo("1");
        taker.subscription.request(2);
        assertThat(List.of(taker.next(), taker.next())).containsExactly("2", "3");
        assertThat(taker.told).isEmpty();
        taker.subscription.request(Long.MAX_VALUE);
        assertThat(List.of(taker.next(), taker.next())).containsExactly("no line feed", "end");
        assertThat(server.request().header("accept")).isEqualTo("application/x-jsonl, application/json");
    }

    @Test
    void manyLines_comeInOrder() throws InterruptedException {
        server.thenJson(200, lines(5_000));
        Taker taker = new Taker(results(), Long.MAX_VALUE);

        for (int i = 1; i <= 5_000; i++) {
            assertThat(taker.next()).isEqualTo(String.valueOf(i));
        }
        assertThat(taker.next()).isEqualTo("end");
    }

    @Test
    void failures_areTheSameAsThoseOfLinesThatAreRead() throws InterruptedException {
        server.thenJson(404, ScriptedServer.error("not_found_error"))
                .thenJson(200, lines(1) + "oops\n" + lines(1))
                .then(connection -> connection
                        .head(200, "content-length: 1000")
                        .write(lines(2))
                        .close());

        assertThat(new Taker(results(), 1).next()).isInstanceOf(NotFoundException.class);
        Taker odd = new Taker(results(), Long.MAX_VALUE);
        assertThat(odd.next()).isEqualTo("1");
        assertThat(odd.next())
                .isInstanceOfSatisfying(
                        InvalidDataException.class, e -> assertThat(e).hasMessageStartingWith("line 2: "));
        Taker cut = new Taker(results(), Long.MAX_VALUE);
        assertThat(List.of(cut.next(), cut.next())).containsExactly("1", "2");
        assertThat(cut.next()).isInstanceOf(ConnectionException.class);
    }

    @Test
    void cancelling_endsTheConnection() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection ->
                connection.head(200, "content-length: 1000").write(lines(2)).awaitClientEnd(ended));
        Taker taker = new Taker(results(), 1);
        assertThat(taker.next()).isEqualTo("1");

        taker.subscription.cancel();

        ScriptedServer.await(ended);
        assertThat(taker.told).isEmpty();
    }

    @Test
    void lines_areReadOrPushed_once() throws InterruptedException {
        server.thenJson(200, lines(1)).thenJson(200, lines(1)).thenJson(200, lines(1));
        JsonLines<MessageBatchIndividualResponse> pushed =
                claude.messages().batches().results("b");
        Taker first = new Taker(pushed, Long.MAX_VALUE);
        assertThat(List.of(first.next(), first.next())).containsExactly("1", "end");
        assertThat(new Taker(pushed, 1).next()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(pushed::iterator).isInstanceOf(IllegalStateException.class);

        JsonLines<MessageBatchIndividualResponse> read =
                claude.messages().batches().results("b");
        Iterator<MessageBatchIndividualResponse> each = read.iterator();
        assertThat(new Taker(read, 1).next()).isInstanceOf(IllegalStateException.class);
        assertThat(each.next().customId()).isEqualTo("1");

        JsonLines<MessageBatchIndividualResponse> closed =
                claude.messages().batches().results("b");
        closed.close();
        assertThat(new Taker(closed, 1).next()).isInstanceOf(Exception.class);
    }
}
