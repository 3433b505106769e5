package io.github.claude4j.jdk;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One blocking exchange of the JDK's client, on the thread of the call: until there is a head, or, where all of the body is
 * wanted, until that is there too, so that the thread is woken once. The JDK hands what it sends asynchronously over to
 * its default pool at the end, which costs a new thread each time where there are no more than two processors; blocking it
 * does not. It is given up by an interrupt, which is kept apart from those of others.
 */
final class BlockingSend implements HttpResponse.BodyHandler<JdkSource> {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Call call;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Response head;

    private volatile boolean odd;
    private boolean done;
    private boolean givenUp;

    BlockingSend(Call call) {
        this.call = call;
    }

    Response send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        call.abortWith(this::giveUp);
        Response answer = null;
        Exception failure = null;
        try {
            HttpResponse<JdkSource> response = client.send(request, this);
            // Nobody is asked what to do with a body where a proxy would not open a tunnel.
            answer = head != null
                    ? head
                    : new Response(
                            response.statusCode(), Headers.of(response.headers()), InputStream.nullInputStream());
        } catch (IOException | InterruptedException | RuntimeException e) {
            // The body may be cut already; what has arrived before that counts.
            answer = head;
            failure = e;
        } finally {
            finish();
        }
        if (isGivenUp()) {
            // The interrupt was ours, and may have come after all was over.
            boolean unused = Thread.interrupted();
            close(answer);
            throw odd
                    ? new IOException("the answer could not be read: its content-length is none", failure)
                    : new IOException("the exchange was given up", failure);
        }
        if (failure instanceof InterruptedException interrupted) {
            close(answer);
            throw interrupted;
        }
        if (failure instanceof RuntimeException && !(failure instanceof UncheckedIOException)) {
            close(answer);
            throw JdkTransport.odd(failure);
        }
        if (answer != null) {
            return answer;
        }
        if (failure instanceof UncheckedIOException unread) {
            throw unread;
        }
        throw failure instanceof IOException io ? io : new IOException("no answer");
    }

    private static void close(@Nullable Response answer) {
        if (answer != null) {
            answer.close();
        }
    }

    @Override
    public JdkSource apply(HttpResponse.ResponseInfo info) {
        JdkSource coming = new JdkSource(call, !call.streaming());
        Headers headers = Headers.of(info.headers());
        head = new Response(info.statusCode(), headers, coming);
        if (!headers.haveSoundLength()) {
            refuse();
        }
        return coming;
    }

    /**
     * Of a length that is none the JDK makes an error for which it does not close the connection, or an answer without end. It has
     * to be given up before that; for the moment that takes, its thread waits.
     */
    private void refuse() {
        odd = true;
        giveUp();
        synchronized (this) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            try {
                for (long left = PATIENCE.toNanos(); !done && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the waiting, from any thread; afterwards, the reading. */
    private void giveUp() {
        synchronized (this) {
            if (!done) {
                givenUp = true;
                thread.interrupt();
                return;
            }
        }
        close(head);
    }

    private synchronized void finish() {
        done = true;
        notifyAll();
    }

    private synchronized boolean isGivenUp() {
        return givenUp;
    }
}
