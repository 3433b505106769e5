package io.github.claude4j.jdk;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.Waits;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One blocking exchange of the JDK's client, on the thread of the call: until there is a head, or, where all of the body is
 * wanted, until that is there too, so that the thread is woken once. The JDK hands what it sends asynchronously over to
 * its default pool at the end, which costs a new thread each time where there are no more than two processors; blocking it
 * does not. It knows no limit that fits, so it is ended by an interrupt, which is kept apart from those of others.
 */
final class BlockingSend implements HttpResponse.BodyHandler<JdkSource> {
    private final Call call;
    private final long deadline;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Response head;
    private volatile @Nullable JdkSource body;

    private boolean done;
    private boolean givenUp;
    private boolean late;

    /**
     * @param deadline in nanoseconds, as {@link System#nanoTime} counts
     */
    BlockingSend(Call call, long deadline) {
        this.call = call;
        this.deadline = deadline;
    }

    /** When to give up, which comes later with each byte once there is a head. */
    long deadline() {
        JdkSource coming = body;
        if (coming == null) {
            return deadline;
        }
        long silent = coming.silentUntil();
        return deadline - silent < 0 ? deadline : silent;
    }

    Response send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        Watch.add(this);
        call.onCancel(() -> giveUp(false));
        Response answer = null;
        InterruptedException interrupted = null;
        IOException failure = null;
        try {
            HttpResponse<JdkSource> response = client.send(request, this);
            // Nobody is asked what to do with a body where a proxy would not open a tunnel.
            answer = head != null
                    ? head
                    : new Response(
                            response.statusCode(), Headers.of(response.headers()), InputStream.nullInputStream());
        } catch (InterruptedException e) {
            answer = head;
            interrupted = e;
        } catch (IOException e) {
            // The body may be cut already; what has arrived before that counts.
            answer = head;
            failure = e;
        } finally {
            Watch.remove(this);
        }
        if (finish()) {
            // The interrupt was ours, and may have come after all was over.
            boolean unused = Thread.interrupted();
            close(answer);
            if (late) {
                throw body == null ? Waits.noAnswer(call) : Waits.noByte(call);
            }
            throw new IOException("the call was cancelled", failure);
        }
        if (interrupted != null) {
            close(answer);
            throw interrupted;
        }
        if (answer != null) {
            return answer;
        }
        throw failure != null ? failure : new IOException("no answer");
    }

    private static void close(@Nullable Response answer) {
        if (answer != null) {
            answer.close();
        }
    }

    @Override
    public JdkSource apply(HttpResponse.ResponseInfo info) {
        JdkSource coming = new JdkSource(call, !call.streaming());
        head = new Response(info.statusCode(), Headers.of(info.headers()), coming);
        body = coming;
        Watch.moved(this);
        return coming;
    }

    /** Ends the waiting, from any thread; afterwards, the reading. */
    void giveUp(boolean tooLate) {
        synchronized (this) {
            if (!done) {
                givenUp = true;
                late = tooLate;
                thread.interrupt();
                return;
            }
        }
        if (!tooLate) {
            close(head);
        }
    }

    private synchronized boolean finish() {
        done = true;
        return givenUp;
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }
}
