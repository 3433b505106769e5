package io.github.claude4j.http;

import io.github.claude4j.InvalidRequestException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Options of a client as a whole, beside those of its calls.
 *
 * @param <B> the options themselves
 */
public abstract class ClientOptions<B extends ClientOptions<B>> extends CallOptions<B> {
    protected ClientOptions() {
        super(new Settings());
    }

    /** The API key. With it no credentials are looked for in the environment. */
    public B apiKey(String key) {
        String given = notBlank("apiKey", key);
        return apiKey(() -> given);
    }

    /** Gives the API key for each attempt, so that it can be changed while the client runs. */
    public B apiKey(Supplier<String> key) {
        if (settings.authToken != null) {
            throw new InvalidRequestException("apiKey: there is an authToken already; only one of them can be used");
        }
        settings.apiKey = key;
        return self();
    }

    /** A token that is sent as {@code Authorization: Bearer}. With it no credentials are looked for elsewhere. */
    public B authToken(String token) {
        String given = notBlank("authToken", token);
        return authToken(() -> given);
    }

    /** Gives the token for each attempt, so that it can be changed while the client runs. */
    public B authToken(Supplier<String> token) {
        if (settings.apiKey != null) {
            throw new InvalidRequestException("authToken: there is an apiKey already; only one of them can be used");
        }
        settings.authToken = token;
        return self();
    }

    /** Where the API is. A path is kept in front of every route. Default: {@code https://api.anthropic.com}. */
    public B baseUrl(String url) {
        return givenBaseUrl(baseUrl("baseUrl", url));
    }

    /** Where the API is. A path is kept in front of every route. Default: {@code https://api.anthropic.com}. */
    public B baseUrl(URI url) {
        return givenBaseUrl(baseUrl("baseUrl", url.toString()));
    }

    private B givenBaseUrl(String url) {
        settings.baseUrl = url;
        settings.baseUrlGiven = true;
        return self();
    }

    /** A base URL as it is put in front of routes; {@code where} it comes from is for the message when it is none. */
    static String baseUrl(String where, String url) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(where + ": expected a URL, found " + url);
        }
        boolean known = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !known || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidRequestException(where + ": expected http://… or https://…, found " + url);
        }
        return uri.toString().replaceAll("/+$", "");
    }

    /** The transport to use, which the client closes. Default: {@link JdkTransport}. */
    public B transport(Transport transport) {
        settings.transport = transport;
        return self();
    }

    /** A client of the JDK to send with, made by the caller: with its own proxy, TLS, HTTP version, time to connect. */
    public B httpClient(HttpClient client) {
        return transport(JdkTransport.of(client));
    }

    /**
     * Takes what was not set from the environment.
     *
     * <p>System properties {@code anthropic.apiKey}, {@code anthropic.authToken} and {@code anthropic.baseUrl} come first,
     * then {@code ANTHROPIC_API_KEY}, {@code ANTHROPIC_AUTH_TOKEN}, {@code ANTHROPIC_BASE_URL} and
     * {@code ANTHROPIC_CUSTOM_HEADERS} (one {@code Name: value} a line). Credentials that are set in code win.
     */
    public B fromEnv() {
        return fromEnv(System::getenv, System::getProperty);
    }

    B fromEnv(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        new Environment(environment, properties).applyTo(settings);
        return self();
    }
}
