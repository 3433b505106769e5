package io.github.claude4j.jdk;

import io.github.claude4j.internal.proxy.Proxies;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads the JDK's client through proxies. For https to a proxy with a password that is by way of a relay, see
 * {@link ProxyRelay}.
 */
final class ProxyRoutes extends ProxySelector implements AutoCloseable {
    private final Proxies proxies;
    private final Map<ProxyServer, ProxyRelay> relays = new HashMap<>(1);
    private boolean closed;

    ProxyRoutes(Proxies proxies) {
        this.proxies = proxies;
    }

    /** The proxy for a URL; null where it is reached directly. */
    @Nullable
    ProxyServer find(URI url) {
        return proxies.find(url);
    }

    @Override
    public List<Proxy> select(URI url) {
        ProxyServer proxy = proxies.find(url);
        if (proxy == null) {
            return List.of(Proxy.NO_PROXY);
        }
        InetSocketAddress next = isRelayed(proxy, url) ? relay(proxy).address() : proxy.address();
        return List.of(new Proxy(Proxy.Type.HTTP, next));
    }

    /** Adds what the next hop asks for; the JDK sends it to a proxy only, never on to the API. */
    void authorize(HttpRequest.Builder request, URI url, Duration connectTimeout) {
        ProxyServer proxy = proxies.find(url);
        if (proxy != null && proxy.authorization() != null) {
            request.setHeader(
                    "proxy-authorization",
                    isRelayed(proxy, url) ? relay(proxy).ticket(connectTimeout) : proxy.authorization());
        }
    }

    private static boolean isRelayed(ProxyServer proxy, URI url) {
        return proxy.authorization() != null && "https".equalsIgnoreCase(url.getScheme());
    }

    private synchronized ProxyRelay relay(ProxyServer proxy) {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        return relays.computeIfAbsent(proxy, to -> {
            try {
                return new ProxyRelay(to);
            } catch (IOException e) {
                throw new UncheckedIOException("could not open a port on loopback for the way to proxy " + to, e);
            }
        });
    }

    @Override
    public void connectFailed(URI url, SocketAddress address, IOException failure) {
        // There is no other to try.
    }

    @Override
    public synchronized void close() {
        closed = true;
        relays.values().forEach(ProxyRelay::close);
        relays.clear();
    }
}
