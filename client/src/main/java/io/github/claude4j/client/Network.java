package io.github.claude4j.client;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.socket.SocketTransport;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The transport of a client that was given none: which one it is, and what options say of its proxy and TLS. */
final class Network {
    /** The system property that says which transport is the default. */
    static final String PROPERTY = "claude4j.transport";

    /** One of the two, so that the classes of the other are not loaded. */
    private final JdkTransport.@Nullable Builder jdk;

    private final SocketTransport.@Nullable Builder socket;

    /**
     * What the property chooses.
     *
     * @param wanted its value, null where it is not set
     */
    Network(@Nullable String wanted) {
        boolean sockets = "socket".equals(wanted);
        if (!sockets && wanted != null && !wanted.equals("jdk")) {
            throw new InvalidParamsException(PROPERTY + ": expected jdk or socket, found " + wanted);
        }
        socket = sockets ? SocketTransport.builder() : null;
        jdk = sockets ? null : JdkTransport.builder();
    }

    void proxy(String url) {
        if (socket != null) {
            socket.proxy(url);
        } else if (jdk != null) {
            jdk.proxy(url);
        }
    }

    void proxy(String url, String user, String password) {
        if (socket != null) {
            socket.proxy(url, user, password);
        } else if (jdk != null) {
            jdk.proxy(url, user, password);
        }
    }

    void withoutProxy() {
        if (socket != null) {
            socket.withoutProxy();
        } else if (jdk != null) {
            jdk.withoutProxy();
        }
    }

    void proxyFromEnv(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        if (socket != null) {
            socket.proxyFromEnv(environment, properties);
        } else if (jdk != null) {
            jdk.proxyFromEnv(environment, properties);
        }
    }

    void sslContext(SSLContext context) {
        if (socket != null) {
            socket.sslContext(context);
        } else if (jdk != null) {
            jdk.sslContext(context);
        }
    }

    void sslParameters(SSLParameters parameters) {
        if (socket != null) {
            socket.sslParameters(parameters);
        } else if (jdk != null) {
            jdk.sslParameters(parameters);
        }
    }

    Transport build() {
        return socket != null ? socket.build() : Objects.requireNonNull(jdk).build();
    }
}
