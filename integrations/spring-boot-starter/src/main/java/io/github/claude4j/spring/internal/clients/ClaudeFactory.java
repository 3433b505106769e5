package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.Claude;
import io.github.claude4j.limits.RateLimiter;
import io.github.claude4j.spring.ClaudeBuilderCustomizer;
import io.github.claude4j.spring.ClaudeConnectionDetails;
import io.github.claude4j.spring.ClaudeSetupException;
import io.github.claude4j.spring.internal.clients.ClientProperties.Limiter;
import io.github.claude4j.spring.internal.clients.ClientProperties.Proxy;
import io.github.claude4j.spring.internal.clients.ClientProperties.Retry;
import io.github.claude4j.spring.internal.clients.ClientProperties.Ssl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.unit.DataSize;

/** Makes clients of properties, connection details and customizers. */
public final class ClaudeFactory {
    private final ObjectProvider<ClaudeConnectionDetails> details;
    private final ObjectProvider<SslBundles> bundles;
    private final ObjectProvider<ClaudeBuilderCustomizer> customizers;

    /** With what the application has of these. */
    public ClaudeFactory(
            ObjectProvider<ClaudeConnectionDetails> details,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<ClaudeBuilderCustomizer> customizers) {
        this.details = details;
        this.bundles = bundles;
        this.customizers = customizers;
    }

    /**
     * The client of this name.
     *
     * @throws ClaudeSetupException for a property that is wrong
     */
    public Claude create(String name, ClientProperties client) {
        PropertySetter setter = new PropertySetter(NamedClients.prefix(name));
        Claude.Builder builder = Claude.builder().fromEnv();
        place(builder, name, client, setter);
        limits(builder, client, setter);
        requests(builder, client, setter);
        network(builder, client, setter);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder, name));
        return setter.built(builder::build, Map.of("baseUrl", "base-url"));
    }

    private void place(Claude.Builder builder, String name, ClientProperties client, PropertySetter setter) {
        ClaudeConnectionDetails known = details.getIfAvailable();
        Place place = new Place(client, setter);
        if (known == null || !known.appliesTo(name)) {
            place.applyTo(builder);
            return;
        }
        builder.baseUrl(known.baseUrl());
        place.workspace(builder);
        Optional<String> key = known.apiKey();
        if (key.isPresent()) {
            builder.apiKey(key.get());
        } else {
            place.credentials(builder);
        }
    }

    private static void limits(Claude.Builder builder, ClientProperties client, PropertySetter setter) {
        setter.set("connect-timeout", client.connectTimeout(), builder::connectTimeout);
        setter.set("timeout", client.timeout(), builder::timeout);
        setter.set("idle-timeout", client.idleTimeout(), builder::idleTimeout);
        setter.set("total-timeout", client.totalTimeout(), builder::totalTimeout);
        setter.set("max-answer-size", client.maxAnswerSize(), (DataSize size) -> builder.maxAnswerSize(size.toBytes()));
        setter.set("max-retries", client.maxRetries(), builder::maxRetries);
        setter.set("async-calls", client.asyncCalls(), builder::asyncCalls);
        Retry retry = client.retry();
        if (retry != null) {
            retry(builder, retry, setter);
        }
        Limiter limiter = client.limiter();
        if (limiter != null && limiter.enabled()) {
            builder.limiter(RateLimiter.of(
                    options -> setter.set("limiter.max-concurrent", limiter.maxConcurrent(), options::maxConcurrent)));
        }
    }

    private static void retry(Claude.Builder builder, Retry retry, PropertySetter setter) {
        Duration first = retry.firstWait() == null ? Duration.ofMillis(500) : retry.firstWait();
        Duration longest = retry.longestWait() == null ? larger(first, Duration.ofSeconds(8)) : retry.longestWait();
        if (retry.firstWait() != null || retry.longestWait() != null) {
            setter.set("retry.first-wait", first, wait -> builder.retry(r -> r.backoff(wait, larger(wait, longest))));
            setter.set("retry.longest-wait", longest, wait -> builder.retry(r -> r.backoff(first, wait)));
        }
        if (!retry.statuses().isEmpty()) {
            int[] statuses =
                    retry.statuses().stream().mapToInt(Integer::intValue).toArray();
            setter.set("retry.statuses", statuses, given -> builder.retry(r -> r.statuses(given)));
        }
    }

    private static Duration larger(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static void requests(Claude.Builder builder, ClientProperties client, PropertySetter setter) {
        setter.set("api-version", client.apiVersion(), builder::apiVersion);
        setter.set("betas", client.betas().toArray(String[]::new), builder::beta);
        client.headers()
                .forEach((name, value) ->
                        setter.set("headers." + name, value, (String text) -> builder.header(name, text)));
    }

    private void network(Claude.Builder builder, ClientProperties client, PropertySetter setter) {
        if (client.allowInsecureHttp()) {
            builder.allowInsecureHttp();
        }
        Proxy proxy = client.proxy();
        if (proxy != null) {
            proxy(builder, proxy, setter);
        }
        Ssl ssl = client.ssl();
        if (ssl != null && ssl.bundle() != null) {
            ssl(builder, ssl.bundle(), setter);
        }
    }

    private static void proxy(Claude.Builder builder, Proxy proxy, PropertySetter setter) {
        String url = proxy.url();
        if (url == null) {
            throw setter.wrong("proxy.url", "expected a value beside the proxy's user and password, found none", null);
        }
        String user = proxy.user();
        String password = proxy.password();
        if ((user == null) != (password == null)) {
            throw setter.wrong(
                    user == null ? "proxy.user" : "proxy.password", "expected both user and password, found one", null);
        }
        setter.set("proxy.url", url, given -> proxy(builder, given, user, password));
    }

    private static void proxy(Claude.Builder builder, String url, @Nullable String user, @Nullable String password) {
        if (user == null || password == null) {
            builder.proxy(url);
        } else {
            builder.proxy(url, user, password);
        }
    }

    private void ssl(Claude.Builder builder, String name, PropertySetter setter) {
        SslBundle bundle;
        try {
            bundle = bundles.getObject().getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw setter.wrong("ssl.bundle", "expected a bundle of spring.ssl.bundle, found no " + name, e);
        }
        builder.sslContext(bundle.createSslContext());
        SslOptions options = bundle.getOptions();
        if (options.isSpecified()) {
            SSLParameters parameters = new SSLParameters();
            parameters.setCipherSuites(options.getCiphers());
            parameters.setProtocols(options.getEnabledProtocols());
            builder.sslParameters(parameters);
        }
    }
}
