package io.github.claude4j.okhttp;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Connection;
import okhttp3.EventListener;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/** One request from its connection to the head of its answer: its time to connect, and what a failure means. */
final class Attempt extends EventListener {
    private final Request request;
    private final Call call;

    /** Runs from the first attempt to connect; null where a connection was there. */
    private @Nullable Alarm connecting;

    private volatile boolean connected;
    private volatile boolean connectionMade;
    private volatile String looked = "";
    private boolean connectedTooLate;

    Attempt(Request request, Call call) {
        this.request = request;
        this.call = call;
    }

    /** Cancels the exchange when its time is over. */
    private static final class Alarm extends AsyncTimeout {
        private final okhttp3.Call exchange;

        Alarm(okhttp3.Call exchange, long nanos) {
            this.exchange = exchange;
            // Far enough from the end of the clock that sums do not run over.
            timeout(Math.min(nanos, Long.MAX_VALUE / 4), TimeUnit.NANOSECONDS);
        }

        @Override
        protected void timedOut() {
            exchange.cancel();
        }
    }

    /** Whether it goes over a connection that was there before. */
    boolean isReusing() {
        return !connectionMade;
    }

    Response send(okhttp3.Call toSend) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        toSend.addEventListener(this);
        call.abortWith(toSend::cancel);
        okhttp3.Response answer = null;
        Exception failure = null;
        try {
            answer = toSend.execute();
        } catch (Exception e) {
            failure = e;
        }
        endOfConnecting();
        if (answer != null && !connectedTooLate) {
            return new Response(answer.code(), headers(answer.headers()), new OkHttpBody(toSend, answer));
        }
        if (answer != null) {
            answer.close();
        }
        if (failure instanceof LiveConnections.ClosedMeanwhileException) {
            throw (LiveConnections.ClosedMeanwhileException) failure;
        }
        throw failure(failure, toSend);
    }

    static Headers headers(okhttp3.Headers given) {
        String[] pairs = new String[given.size() * 2];
        for (int i = 0; i < given.size(); i++) {
            pairs[i * 2] = given.name(i);
            pairs[i * 2 + 1] = given.value(i);
        }
        return Headers.ofAnswer(pairs);
    }

    /** What to throw: what ended the attempt, and where. */
    private IOException failure(@Nullable Exception cause, okhttp3.Call sent) throws InterruptedException {
        if (cause instanceof InterruptedException || Thread.interrupted()) {
            sent.cancel();
            throw new InterruptedException();
        }
        if (cause instanceof UncheckedIOException unread) {
            // The body of the request could not be read; with the connection all was well.
            sent.cancel();
            throw unread;
        }
        if (cause instanceof RuntimeException unexpected) {
            sent.cancel();
            return new IOException("the answer could not be read: " + unexpected, unexpected);
        }
        String place = request.url().getRawAuthority();
        if (connectedTooLate) {
            String limit = Timeouts.text(call.timeouts().connect());
            SocketTimeoutException late = new SocketTimeoutException(limit);
            late.initCause(cause);
            return caused(new ConnectException("waited " + limit + " for a connection to " + place), late);
        }
        if (connected || cause instanceof SSLException) {
            return cause instanceof IOException io ? io : new IOException(cause);
        }
        if (cause instanceof UnknownHostException) {
            return caused(
                    new ConnectException("no address is known for " + (looked.isEmpty() ? place : looked)), cause);
        }
        return caused(new ConnectException("could not connect to " + place + why(cause)), cause);
    }

    /** Refusals all say the same; what else there is, such as that of a proxy, is the news. */
    private static String why(@Nullable Exception cause) {
        String text = cause == null || cause instanceof ConnectException ? null : cause.getMessage();
        return text == null ? "" : ": " + text;
    }

    private static ConnectException caused(ConnectException failure, @Nullable Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void dnsStart(okhttp3.Call ofThis, String domainName) {
        looked = domainName;
    }

    @Override
    public synchronized void connectStart(okhttp3.Call ofThis, InetSocketAddress address, Proxy proxy) {
        connectionMade = true;
        if (connecting == null) {
            connecting = new Alarm(ofThis, call.timeouts().connect().toNanos());
            connecting.enter();
        }
    }

    @Override
    public void connectionAcquired(okhttp3.Call ofThis, Connection connection) {
        connected = true;
        endOfConnecting();
    }

    private synchronized void endOfConnecting() {
        if (connecting != null && connecting.exit()) {
            connectedTooLate = true;
        }
    }
}
