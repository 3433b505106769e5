package io.github.claude4j.socket;

import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.net.URI;

/**
 * Where connections lead: one is used again for its own origin alone.
 *
 * @param host in lower case, an address of IPv6 in brackets
 */
record Origin(boolean secure, String host, int port) {
    static Origin of(URI url) {
        return new Origin("https".equalsIgnoreCase(url.getScheme()), BaseUrl.host(url), BaseUrl.port(url));
    }

    /** The host as names are looked up and certificates show it. */
    String bareHost() {
        return ProxyServer.bare(host);
    }

    /** Host and port, as a tunnel is asked for. */
    String authority() {
        return host + ":" + port;
    }

    /** The same without a port that goes without saying: the value of the host header, and what people are told. */
    @Override
    public String toString() {
        return port == (secure ? 443 : 80) ? host : authority();
    }
}
