package io.github.claude4j.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.json.JsonObject;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Receives what the API reports to a webhook endpoint: checks that a delivery is signed by it and from now, drops what was
 * delivered before, and reads the event. Immutable; one serves all threads.
 *
 * <pre>{@code
 * Webhooks webhooks = Webhooks.fromEnv();
 * …
 * webhooks.receive(body, request::getHeader, event -> {
 *     if (event.data() instanceof SessionIdledWebhook idled) …
 * });
 * }</pre>
 *
 * <p>The body must be the bytes as they came: text that was read as JSON and written again has another signature. The scheme is
 * that of <a href="https://www.standardwebhooks.com">Standard Webhooks</a> with symmetric keys.
 */
public final class Webhooks {
    private static final String VARIABLE = "ANTHROPIC_WEBHOOK_SIGNING_KEY";
    private static final String PROPERTY = "anthropic.webhookSigningKey";
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private final List<SigningKey> keys;
    private final Duration tolerance;
    private final Clock clock;
    private final WebhookGuard guard;

    private Webhooks(List<SigningKey> keys, Duration tolerance, Clock clock, WebhookGuard guard) {
        this.keys = keys;
        this.tolerance = tolerance;
        this.clock = clock;
        this.guard = guard;
    }

    /**
     * With the signing key of an endpoint, {@code whsec_…}; several while they are being exchanged, or for several endpoints.
     *
     * @throws InvalidParamsException when one is no such key
     */
    public static Webhooks of(String signingKey, String... others) {
        Objects.requireNonNull(signingKey, "signingKey");
        Objects.requireNonNull(others, "others");
        return of(Stream.concat(Stream.of(signingKey), Arrays.stream(others))
                .map(key -> Objects.requireNonNull(key, "others"))
                .toList());
    }

    /**
     * With the signing key in the system property {@code anthropic.webhookSigningKey}, else in the variable
     * {@code ANTHROPIC_WEBHOOK_SIGNING_KEY}; several have spaces between them.
     *
     * @throws MissingCredentialsException when it is not set
     * @throws InvalidParamsException when it is no such key
     */
    public static Webhooks fromEnv() {
        return fromEnv(System::getProperty, System::getenv);
    }

    static Webhooks fromEnv(
            Function<String, @Nullable String> properties, Function<String, @Nullable String> environment) {
        String property = properties.apply(PROPERTY);
        String set = property != null ? property : environment.apply(VARIABLE);
        if (set == null || set.isBlank()) {
            throw new MissingCredentialsException(
                    "no signing key for webhooks: looked at " + PROPERTY + " and " + VARIABLE);
        }
        return of(List.of(set.strip().split("\\s+")));
    }

    private static Webhooks of(List<String> keys) {
        return new Webhooks(
                keys.stream().map(SigningKey::of).toList(),
                Duration.ofMinutes(5),
                Clock.systemUTC(),
                WebhookGuard.inMemory());
    }

    /** The same with another limit to how far a delivery's time may lie from now, before or after. Default: 5 minutes. */
    public Webhooks tolerance(Duration tolerance) {
        if (tolerance.isNegative()) {
            throw new InvalidParamsException("tolerance: expected zero or more, found " + tolerance);
        }
        return new Webhooks(keys, tolerance, clock, guard);
    }

    /** The same with another clock, such as a fixed one in tests. */
    public Webhooks clock(Clock clock) {
        return new Webhooks(keys, tolerance, Objects.requireNonNull(clock, "clock"), guard);
    }

    /** The same with another memory of what was handled, such as one that several processes share. */
    public Webhooks guard(WebhookGuard guard) {
        return new Webhooks(keys, tolerance, clock, Objects.requireNonNull(guard, "guard"));
    }

    /**
     * Verifies a delivery and has it handled unless it was before. When the handler throws, the delivery is forgotten, so
     * that it is handled when the API delivers it again.
     *
     * @param body the request's body as it came
     * @param header gives a header of the request by its name, null where there is none: {@code request::getHeader}
     * @return whether the handler ran; false for a delivery that was handled before, or is being handled now
     * @throws WebhookVerificationException when the delivery is not to be believed
     * @throws InvalidDataException when it is no JSON object although it is signed
     */
    public boolean receive(
            byte[] body, Function<String, @Nullable String> header, Consumer<? super WebhookEvent> handler) {
        Objects.requireNonNull(handler, "handler");
        WebhookEvent event = verify(body, header);
        String id = required(header, ID);
        if (!guard.begin(id)) {
            return false;
        }
        try {
            handler.accept(event);
        } catch (Throwable e) {
            guard.forget(id);
            throw e;
        }
        return true;
    }

    /** Verifies a delivery, whose headers come as a map, and has it handled unless it was before. */
    public boolean receive(byte[] body, Map<String, List<String>> headers, Consumer<? super WebhookEvent> handler) {
        return receive(body, lookup(headers), handler);
    }

    /**
     * The event of a delivery, once it is verified. Repeats are not dropped: {@link #receive} does that.
     *
     * @param body the request's body as it came
     * @param header gives a header of the request by its name, null where there is none: {@code request::getHeader}
     * @throws WebhookVerificationException when a header is missing, the time is too far from now, or no signature is that of
     *     one of the keys
     * @throws InvalidDataException when it is no JSON object although it is signed
     */
    public WebhookEvent verify(byte[] body, Function<String, @Nullable String> header) {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(header, "header");
        String id = required(header, ID);
        String timestamp = required(header, TIMESTAMP);
        String signatures = required(header, SIGNATURE);
        checkTime(timestamp);
        if (!isSigned(id, timestamp, body, signatures)) {
            throw new WebhookVerificationException(
                    SIGNATURE + ": expected the signature of one of the keys over this body, found another");
        }
        return parseUnverified(body);
    }

    /** The event of a delivery, whose headers come as a map, once it is verified. */
    public WebhookEvent verify(byte[] body, Map<String, List<String>> headers) {
        return verify(body, lookup(headers));
    }

    /**
     * The event in a body of which you know from elsewhere that it is genuine, such as one that you kept. Anybody can send
     * one.
     *
     * @throws InvalidDataException when it is no JSON object
     */
    public static WebhookEvent parseUnverified(byte[] body) {
        return WebhookEvent.of(JsonObject.parse(Objects.requireNonNull(body, "body")));
    }

    /** The signature header of a delivery, by the first of the keys: for tests of what receives it. */
    public String sign(String webhookId, Instant time, byte[] body) {
        Objects.requireNonNull(webhookId, "webhookId");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(body, "body");
        return new String(keys.get(0).sign(webhookId, String.valueOf(time.getEpochSecond()), body), UTF_8);
    }

    private void checkTime(String timestamp) {
        Instant time;
        try {
            time = Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException | DateTimeException e) {
            throw new WebhookVerificationException(TIMESTAMP + ": expected seconds since 1970, found other text");
        }
        Duration age = Duration.between(time, clock.instant());
        if (age.abs().compareTo(tolerance) > 0) {
            throw new WebhookVerificationException(TIMESTAMP + ": expected a time within " + tolerance.toSeconds()
                    + " s of now, found one " + age.abs().toSeconds() + " s " + (age.isNegative() ? "ahead" : "ago"));
        }
    }

    private boolean isSigned(String id, String timestamp, byte[] body, String signatures) {
        List<byte[]> expected = new ArrayList<>();
        for (SigningKey key : keys) {
            expected.add(key.sign(id, timestamp, body));
        }
        boolean signed = false;
        for (String given : signatures.split(" ", -1)) {
            byte[] bytes = given.getBytes(UTF_8);
            for (byte[] one : expected) {
                // In constant time: how far it is right must not be told by how long this takes.
                signed |= MessageDigest.isEqual(one, bytes);
            }
        }
        return signed;
    }

    private static String required(Function<String, @Nullable String> header, String name) {
        String value = header.apply(name);
        if (value == null || value.isBlank()) {
            throw new WebhookVerificationException(name + ": expected this header, found none");
        }
        return value.strip();
    }

    private static Function<String, @Nullable String> lookup(Map<String, List<String>> headers) {
        Objects.requireNonNull(headers, "headers");
        return name -> headers.entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .map(header -> String.join(" ", header.getValue()))
                .findFirst()
                .orElse(null);
    }
}
