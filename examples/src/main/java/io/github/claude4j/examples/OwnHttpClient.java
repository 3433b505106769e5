package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;

/** Brings its own HTTP client: here with a proxy, if PROXY_URL names one. */
public final class OwnHttpClient {
    private OwnHttpClient() {}

    public static void main(String[] args) {
        HttpClient.Builder http = HttpClient.newBuilder();
        if (System.getenv("PROXY_URL") != null) {
            URI proxy = URI.create(System.getenv("PROXY_URL"));
            http.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
        }
        try (Claude claude = Claude.builder().httpClient(http.build()).fromEnv().build()) {
            System.out.println(claude.models().list().items().get(0).id());
        }
    }
}
