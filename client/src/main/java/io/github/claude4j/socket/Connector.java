package io.github.claude4j.socket;

import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection, in no more than its time: looks the name up, tries its addresses in turn, goes through the proxy, shakes
 * hands. Nothing of the request is sent meanwhile.
 */
final class Connector {
    private final Origin origin;
    private final @Nullable ProxyServer proxy;
    private final Tls tls;
    private final Duration limit;
    private final long deadline;

    Connector(Origin origin, @Nullable ProxyServer proxy, Tls tls, Duration limit) {
        this.origin = origin;
        this.proxy = proxy;
        this.tls = tls;
        this.limit = limit;
        this.deadline = System.nanoTime() + nanos(limit);
    }

    private static long nanos(Duration limit) {
        long most = Long.MAX_VALUE / 4;
        return limit.compareTo(Duration.ofNanos(most)) > 0 ? most : limit.toNanos();
    }

    /** A proxy wants another user or password. */
    static final class ProxyAuthenticationException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Told of each socket before anything waits on it. */
    interface Attaching {
        void attach(ChannelSocket socket) throws IOException;
    }

    /**
     * Connects.
     *
     * @throws ConnectException for whatever may be otherwise another time
     * @throws ProxyAuthenticationException when the proxy wants another user or password
     */
    Connection connect(Attaching attaching) throws IOException {
        ChannelSocket[] used = new ChannelSocket[1];
        try {
            Connection connection = new Connection(origin, proxy, open(socket -> {
                used[0] = socket;
                attaching.attach(socket);
            }));
            tunnel(connection);
            if (origin.secure()) {
                connection.secure(tls.over(connection.socket(), origin));
            }
            connection.socket().connected();
            return connection;
        } catch (IOException e) {
            throw failure(e, used[0]);
        }
    }

    private ChannelSocket open(Attaching attaching) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(
                proxy == null ? origin.bareHost() : proxy.address().getHostString());
        int port = proxy == null ? origin.port() : proxy.address().getPort();
        IOException failure = null;
        for (int i = 0; i < addresses.length; i++) {
            ChannelSocket socket = new ChannelSocket(deadline);
            attaching.attach(socket);
            try {
                // One that is dead leaves time for those behind it.
                long share = (deadline - System.nanoTime()) / (addresses.length - i);
                socket.open(new InetSocketAddress(addresses[i], port), share);
                return socket;
            } catch (ConnectException | SocketTimeoutException e) {
                failure = e;
            } catch (SocketException e) {
                // No route, mostly; or nobody wants the connection any more.
                if (socket.isClosed() && Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failure = e;
            }
            socket.close();
        }
        throw failure == null ? new UnknownHostException(origin.bareHost()) : failure;
    }

    private void tunnel(Connection connection) throws IOException {
        if (proxy == null) {
            return;
        }
        if (proxy.socks()) {
            Socks.connect(connection.socket(), proxy, origin);
        } else if (origin.secure()) {
            RequestHead question = RequestHead.connect(origin, proxy);
            connection.out().write(question.bytes(), 0, question.length());
            Head answer = Head.read(connection);
            if (answer.status() == 407) {
                throw new ProxyAuthenticationException();
            }
            if (answer.status() > 299) {
                throw new ProtocolException("it answered " + answer.status());
            }
            if (connection.buffered() > 0) {
                throw new ProtocolException("it said something before the server could");
            }
        }
    }

    private IOException failure(IOException cause, @Nullable ChannelSocket socket) {
        String place = proxy == null ? origin.toString() : "proxy " + proxy;
        if (socket != null && socket.isLate()) {
            String text = Timeouts.text(limit);
            SocketTimeoutException late = new SocketTimeoutException(text);
            late.initCause(cause);
            return caused("waited " + text + " for a connection to " + place, late);
        }
        if (cause instanceof UnknownHostException) {
            return caused("no address is known for " + (proxy == null ? origin.bareHost() : place), cause);
        }
        boolean lasting =
                cause instanceof ProxyAuthenticationException || (cause instanceof SSLException && !isBrokenOff(cause));
        return lasting ? cause : caused("could not connect to " + place + why(cause), cause);
    }

    /** Whether the server went away in the middle of shaking hands, which TLS names like what is wrong for good. */
    private static boolean isBrokenOff(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException || cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    /** Refusals all say the same; what else there is, such as that of a proxy, is the news. */
    private static String why(IOException cause) {
        return cause instanceof ConnectException || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }

    private static ConnectException caused(String text, Throwable cause) {
        ConnectException failure = new ConnectException(text);
        failure.initCause(cause);
        return failure;
    }
}
