package io.github.claude4j.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
    // The example with which implementations of Standard Webhooks are checked.
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant TIME = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String OTHER = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    private static final String OTHER_KEY = "whsec_C2FVsBQIhrscChlQIBoZ";

    private final Map<String, String> headers = new HashMap<>(Map.of(
            "webhook-id", ID,
            "webhook-timestamp", String.valueOf(TIME.getEpochSecond()),
            "webhook-signature", SIGNATURE));

    private static Webhooks at(Instant now, String... keys) {
        List<String> all = new ArrayList<>(List.of(keys));
        return Webhooks.of(all.remove(0), all.toArray(String[]::new)).clock(Clock.fixed(now, ZoneOffset.UTC));
    }

    private final Webhooks webhooks = at(TIME, KEY);

    private void assertRefused(Webhooks receiver, byte[] body, String message) {
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> receiver.verify(body, headers::get))
                .withMessageContaining(message);
    }

    @Test
    void sign_knownDelivery_isItsSignature() {
        assertThat(webhooks.sign(ID, TIME, BODY)).isEqualTo(SIGNATURE);
        assertThat(Webhooks.of(KEY.substring("whsec_".length())).sign(ID, TIME, BODY))
                .isEqualTo(SIGNATURE);
    }

    @Test
    void verify_signedByTheKey_givesTheEvent() {
        assertThat(webhooks.verify(BODY, headers::get).json()).isEqualTo(JsonObject.of("test", 2432232314L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER + " " + SIGNATURE,
                "v2,x " + SIGNATURE + " v1a,abc",
                SIGNATURE + "  " + OTHER,
                " " + SIGNATURE + " "
            })
    void verify_oneOfSeveralSignatures_isEnough(String signatures) {
        headers.put("webhook-signature", signatures);
        assertThat(webhooks.verify(BODY, headers::get)).isNotNull();
    }

    @Test
    void verify_severalKeys_anyOfThemIsEnough() {
        assertThat(at(TIME, OTHER_KEY, KEY).verify(BODY, headers::get)).isNotNull();
        assertThat(at(TIME, KEY, OTHER_KEY).verify(BODY, headers::get)).isNotNull();
        assertRefused(at(TIME, OTHER_KEY), BODY, "webhook-signature: expected the signature of one of the keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER,
                "v1,",
                "v1",
                "v1,dawfeoifkpqwoekfpqoekf",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=",
                SIGNATURE + "," + SIGNATURE
            })
    void verify_otherSignature_isRefused(String signature) {
        headers.put("webhook-signature", signature);
        assertRefused(webhooks, BODY, "webhook-signature: expected the signature");
    }

    @Test
    void verify_anythingChanged_isRefused() {
        assertRefused(webhooks, "{\"test\":2432232314}".getBytes(UTF_8), "webhook-signature");
        headers.put("webhook-id", ID + "x");
        assertRefused(webhooks, BODY, "webhook-signature");
        headers.put("webhook-id", ID);
        headers.put("webhook-timestamp", String.valueOf(TIME.getEpochSecond() + 1));
        assertRefused(webhooks, BODY, "webhook-signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void verify_headerMissing_isNamed(String name) {
        headers.put(name, " ");
        assertRefused(webhooks, BODY, name + ": expected this header, found none");
        headers.remove(name);
        assertRefused(webhooks, BODY, name + ": expected this header, found none");
    }

    @ParameterizedTest
    @CsvSource({"300, true", "-300, true", "301, false", "-301, false"})
    void verify_timeAwayFromNow_isRefusedBeyondFiveMinutes(long seconds, boolean accepted) {
        Webhooks later = at(TIME.plusSeconds(seconds), KEY);
        if (accepted) {
            assertThat(later.verify(BODY, headers::get)).isNotNull();
        } else {
            assertRefused(
                    later,
                    BODY,
                    "webhook-timestamp: expected a time within 300 s of now, found one 301 s "
                            + (seconds > 0 ? "ago" : "ahead"));
            assertThat(later.tolerance(Duration.ofHours(1)).verify(BODY, headers::get))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"now", "1614265330.5", "99999999999999999999", "9223372036854775807", "-9223372036854775808"})
    void verify_noTime_isRefused(String timestamp) {
        headers.put("webhook-timestamp", timestamp);
        assertRefused(webhooks, BODY, "webhook-timestamp: expected seconds since 1970, found other text");
    }

    @Test
    void verify_headersAsAMap_areFoundWhateverTheirCase() {
        Map<String, List<String>> map = Map.of(
                "Webhook-Id", List.of(ID),
                "WEBHOOK-TIMESTAMP", List.of(headers.get("webhook-timestamp")),
                "webhook-signature", List.of(OTHER, SIGNATURE));
        assertThat(webhooks.verify(BODY, map)).isNotNull();
        assertThat(webhooks.receive(BODY, map, event -> {})).isTrue();
    }

    @Test
    void verify_signedButNoJson_saysSo() {
        byte[] body = "hello".getBytes(UTF_8);
        headers.put("webhook-signature", webhooks.sign(ID, TIME, body));
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> webhooks.verify(body, headers::get));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "whsec_", "whsec_ümlaut", "whsec_hush hush"})
    void of_noKey_isRefusedWithoutBeingQuoted(String key) {
        assertThatThrownBy(() -> Webhooks.of(key))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("signingKey: expected base64 behind \"whsec_\", found ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void fromEnv_keysWithSpacesBetween_areAllTaken() {
        Webhooks both = Webhooks.fromEnv(
                        name -> null, Map.of("ANTHROPIC_WEBHOOK_SIGNING_KEY", OTHER_KEY + "  " + KEY)::get)
                .clock(Clock.fixed(TIME, ZoneOffset.UTC));
        assertThat(both.verify(BODY, headers::get)).isNotNull();
        Webhooks property = Webhooks.fromEnv(Map.of("anthropic.webhookSigningKey", KEY)::get, name -> OTHER_KEY);
        assertThat(property.sign(ID, TIME, BODY)).isEqualTo(SIGNATURE);
        assertThatExceptionOfType(MissingCredentialsException.class)
                .isThrownBy(() -> Webhooks.fromEnv(name -> null, name -> " "))
                .withMessage("no signing key for webhooks: looked at anthropic.webhookSigningKey and "
                        + "ANTHROPIC_WEBHOOK_SIGNING_KEY");
    }

    @Test
    void parseUnverified_knownAndUnknownEvents_areTyped() {
        WebhookEvent archived = Webhooks.parseUnverified("""
                {"type":"event","id":"evt_1","created_at":"2026-10-21T12:00:00Z","data":
                 {"type":"agent.archived","id":"agent_1","organization_id":"o","workspace_id":"w"}}""".getBytes(UTF_8));
        assertThat(((AgentArchivedWebhook) archived.data()).id()).isEqualTo("agent_1");

        byte[] later = "{\"id\":\"evt_2\",\"data\":{\"type\":\"moon.full\",\"id\":\"m\",\"phase\":1}}".getBytes(UTF_8);
        WebhookEvent unknown = Webhooks.parseUnverified(later);
        assertThat(unknown.data()).isInstanceOf(WebhookEventData.Unknown.class);
        assertThat(unknown.data().json().longValue("phase")).isEqualTo(1);
    }

    @Test
    void receive_theSameDeliveryAgain_isDropped() {
        List<WebhookEvent> handled = new ArrayList<>();
        assertThat(webhooks.receive(BODY, headers::get, handled::add)).isTrue();
        assertThat(webhooks.receive(BODY, headers::get, handled::add)).isFalse();
        assertThat(handled).hasSize(1);
    }

    @Test
    void receive_handlerFails_handlesTheNextDelivery() {
        assertThatIllegalStateException()
                .isThrownBy(() -> webhooks.receive(BODY, headers::get, event -> {
                    throw new IllegalStateException("later");
                }));
        assertThat(webhooks.receive(BODY, headers::get, event -> {})).isTrue();
    }

    @Test
    void receive_refusedDelivery_isNotRemembered() {
        WebhookGuard guard = WebhookGuard.inMemory();
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> at(TIME, OTHER_KEY).guard(guard).receive(BODY, headers::get, event -> {}));
        assertThat(webhooks.guard(guard).receive(BODY, headers::get, event -> {}))
                .isTrue();
        assertThat(guard.begin(ID)).isFalse();
    }

    @Test
    void inMemory_moreThanItHolds_forgetsTheOldest() {
        WebhookGuard guard = WebhookGuard.inMemory(2);
        assertThat(guard.begin("a")).isTrue();
        assertThat(guard.begin("b")).isTrue();
        assertThat(guard.begin("a")).isFalse();
        assertThat(guard.begin("c")).isTrue();
        assertThat(guard.begin("b")).isFalse();
        assertThat(guard.begin("a")).isTrue();
    }
}
