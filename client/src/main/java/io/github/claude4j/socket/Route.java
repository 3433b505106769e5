package io.github.claude4j.socket;

import io.github.claude4j.internal.proxy.Proxies;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which proxy leads where: as options say, else as the JDK's {@link ProxySelector} does. */
final class Route {
    private final @Nullable Proxies proxies;

    Route(@Nullable Proxies proxies) {
        this.proxies = proxies;
    }

    /** The proxy for a URL; null where it is reached directly. */
    @Nullable
    ProxyServer find(URI url) {
        if (proxies != null) {
            return proxies.find(url);
        }
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> found = selector == null ? List.of() : selector.select(url);
        if (found.isEmpty() || !(found.get(0).address() instanceof InetSocketAddress address)) {
            return null;
        }
        boolean socks = found.get(0).type() == Proxy.Type.SOCKS;
        return new ProxyServer(socks, address, null, "");
    }
}
