package io.github.claude4j.http;

import io.github.claude4j.jdk.Proxies;
import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** How the default transport reaches the API where that is not left to the JDK. */
final class Network {
    /** Null: as the system properties of the JDK say. */
    @Nullable
    Proxies proxies;

    /** Whether the proxy was set in code, and the environment has no say. */
    boolean proxyGiven;

    @Nullable
    SSLContext sslContext;

    @Nullable
    SSLParameters sslParameters;

    /** Whether anything was set in code. */
    boolean isGiven() {
        return proxyGiven || sslContext != null || sslParameters != null;
    }

    void applyTlsTo(HttpClient.Builder client) {
        if (sslContext != null) {
            client.sslContext(sslContext);
        }
        if (sslParameters != null) {
            client.sslParameters(sslParameters);
        }
    }
}
