package io.github.claude4j.credentials;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token that is sent as {@code Authorization: Bearer}, and how long it may be. {@code toString()} hides it. */
public final class AccessToken {
    private final String value;
    private final @Nullable Duration expiresIn;
    private final @Nullable Instant expiresAt;
    private final Headers headers;

    private AccessToken(String value, @Nullable Duration expiresIn, @Nullable Instant expiresAt, Headers headers) {
        this.value = value;
        this.expiresIn = expiresIn;
        this.expiresAt = expiresAt;
        this.headers = headers;
    }

    /** A token that is good until the API refuses it. */
    public static AccessToken of(String value) {
        return new AccessToken(checked(value), null, null, Headers.of());
    }

    /**
     * A token that was made just now and is good for that long. To be preferred where a server says it so: no two clocks
     * have to agree.
     */
    public static AccessToken of(String value, Duration expiresIn) {
        return new AccessToken(checked(value), Objects.requireNonNull(expiresIn, "expiresIn"), null, Headers.of());
    }

    /** A token that is good until then, by this machine's clock. */
    public static AccessToken of(String value, Instant expiresAt) {
        return new AccessToken(checked(value), null, Objects.requireNonNull(expiresAt, "expiresAt"), Headers.of());
    }

    private static String checked(String value) {
        if (value.isEmpty()) {
            throw new InvalidParamsException("access token: expected some text, found none");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidParamsException("access token: expected visible ASCII characters, found others");
        }
        return value;
    }

    /**
     * The same token with a header that goes with it. A header that the request has already stays as it is, except
     * {@code anthropic-beta}, whose values are joined.
     */
    public AccessToken withHeader(String name, String text) {
        return new AccessToken(
                value, expiresIn, expiresAt, headers.toBuilder().set(name, text).build());
    }

    /** The token itself. A secret. */
    public String value() {
        return value;
    }

    /** How long it was good for when it was made; empty where that is not known. */
    public Optional<Duration> expiresIn() {
        return Optional.ofNullable(expiresIn);
    }

    /** When it ends; empty where that is not known. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** Headers that go with it. */
    public Headers headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "access token ***";
    }
}
