package io.github.claude4j.socket;

import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.threads.Threads;
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
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;

/**
 * Makes one connection, in no more than its time: looks the name up, tries its addresses in turn, goes through the proxy, shakes
 * hands. Nothing of the request is sent meanwhile.
 */
final class Connector {
    private final Route route;
    private final Tls tls;
    private final Duration limit;
    private final long deadline;

    Connector(Route route, Tls tls, Duration limit) {
        this.route = route;
        this.tls = tls;
        this.limit = limit;
        this.deadline = System.nanoTime() + Threads.nanos(limit);
    }

    /** A proxy wants another user or password. */
    static final class ProxyAuthenticationException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Connects.
     *
     * @throws ConnectException for whatever may be otherwise another time
     * @throws ProxyAuthenticationException when the proxy wants another user or password
     */
    Connection connect(Exchange exchange) throws IOException {
        // Ended from outside, as by all other limits: what waits need not look at the clock.
        Future<?> tooLate = Threads.later(limit, exchange::giveUpConnecting);
        try {
            Wire wire = open(exchange);
            ChannelSocket socket = new ChannelSocket(wire);
            Connection connection = new Connection(route, wire, socket.getInputStream(), socket.getOutputStream());
            tunnel(connection, socket);
            if (route.origin().secure()) {
                connection.secure(tls.over(socket, route.origin()));
            }
            exchange.connected();
            return connection;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            tooLate.cancel(false);
        }
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    private Wire open(Exchange exchange) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(route.host());
        IOException failure = new UnknownHostException(route.host());
        for (int i = 0; i < addresses.length; i++) {
            Wire wire = exchange.newWire();
            try {
                // One that is dead leaves time for those behind it.
                wire.connect(new InetSocketAddress(addresses[i], route.port()), left() / (addresses.length - i));
                return wire;
            } catch (SocketException | SocketTimeoutException e) {
                // Refused, late, no route; or nobody wants the connection any more, which the next is told too.
                failure = e;
            }
            wire.close();
        }
        throw failure;
    }

    private void tunnel(Connection connection, ChannelSocket socket) throws IOException {
        if (route.proxy() == null) {
            return;
        }
        boolean quiet = true;
        if (route.proxy().socks()) {
            Socks.connect(socket, route.proxy(), route.origin());
            quiet = connection.wire().isQuiet();
        } else if (route.origin().secure()) {
            RequestHead head = RequestHead.connect(route.origin(), route.proxy());
            connection.out().write(head.bytes(), 0, head.length());
            Head answer = Head.read(connection);
            if (answer.status() == 407) {
                throw new ProxyAuthenticationException();
            }
            if (answer.status() > 299) {
                throw new ProtocolException("it answered " + answer.status());
            }
            quiet = connection.buffered() == 0;
        }
        if (!quiet) {
            throw new ProtocolException("it said something before the server could");
        }
    }

    private IOException failure(IOException cause) {
        if (left() <= 0) {
            String text = Timeouts.text(limit);
            SocketTimeoutException late = new SocketTimeoutException(text);
            late.initCause(cause);
            return caused("waited " + text + " for a connection to " + route, late);
        }
        if (cause instanceof UnknownHostException) {
            return caused("no address is known for " + (route.proxy() == null ? route.host() : route), cause);
        }
        boolean lasting =
                cause instanceof ProxyAuthenticationException || (cause instanceof SSLException && !isBrokenOff(cause));
        return lasting ? cause : caused("could not connect to " + route + why(cause), cause);
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
