package io.github.claude4j.okhttp;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Connection;
import okhttp3.EventListener;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/** One request from its connection to the head of its answer: its limits, and what a failure means. */
final class Attempt extends EventListener {
    private final okhttp3.Call exchange;
    private final Request request;
    private final Call call;

    /** Runs from the first attempt to connect; null where a connection was there. */
    private @Nullable Alarm connecting;

    private volatile boolean connected;
    private boolean connectedTooLate;

    Attempt(okhttp3.Call exchange, Request request, Call call) {
        this.exchange = exchange;
        this.request = request;
        this.call = call;
    }

    /** Cancels the exchange when its time is over. */
    private final class Alarm extends AsyncTimeout {
        Alarm(long nanos) {
            // Far enough from the end of the clock that sums do not run over.
            timeout(Math.min(nanos, Long.MAX_VALUE / 4), TimeUnit.NANOSECONDS);
        }

        @Override
        protected void timedOut() {
            exchange.cancel();
        }
    }

    Response send() throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Alarm head = new Alarm(call.headWait().toNanos());
        exchange.addEventListener(this);
        call.onCancel(exchange::cancel);
        head.enter();
        okhttp3.Response answer = null;
        Exception failure = null;
        try {
            answer = exchange.execute();
        } catch (Exception e) {
            failure = e;
        }
        boolean late = head.exit();
        endOfConnecting();
        if (answer != null && !late) {
            return new Response(answer.code(), headers(answer.headers()), new OkHttpBody(exchange, answer, call));
        }
        if (answer != null) {
            answer.close();
        }
        throw failure(failure, late);
    }

    /** What to throw: the limit that has passed, or what else ended the attempt. */
    private IOException failure(@Nullable Exception cause, boolean late) throws IOException, InterruptedException {
        if (cause instanceof InterruptedException || Thread.interrupted()) {
            exchange.cancel();
            throw new InterruptedException();
        }
        if (cause instanceof RuntimeException unexpected) {
            exchange.cancel();
            throw unexpected;
        }
        String place = request.url().getHost()
                + (request.url().getPort() < 0 ? "" : ":" + request.url().getPort());
        if (connectedTooLate) {
            return new HttpConnectTimeoutException(
                    "waited " + OkHttpBody.seconds(call.timeouts().connect()) + " for a connection to " + place);
        }
        if (late) {
            call.headWait();
            return new SocketTimeoutException(
                    "waited " + OkHttpBody.seconds(call.timeouts().attempt()) + " for an answer");
        }
        if (call.isCancelled()) {
            return new IOException("the call was cancelled", cause);
        }
        if (connected || cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
            return cause instanceof IOException io ? io : new IOException(cause);
        }
        String what = cause instanceof UnknownHostException ? "no address is known for " : "could not connect to ";
        ConnectException named = new ConnectException(what + place);
        named.initCause(cause);
        return named;
    }

    @Override
    public synchronized void connectStart(okhttp3.Call ofThis, InetSocketAddress address, Proxy proxy) {
        if (connecting == null) {
            connecting = new Alarm(call.timeouts().connect().toNanos());
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

    private static Headers headers(okhttp3.Headers given) {
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i < given.size(); i++) {
            headers.add(given.name(i), given.value(i));
        }
        return headers.build();
    }
}
