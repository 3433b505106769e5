package io.github.claude4j.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.PermissionDeniedException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.FakeResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that end, are refused, or cannot be had. */
@Timeout(60)
class CredentialsTest {
    private final FakeClaude fake =
            FakeClaude.start(o -> o.cloud(FakeCloud.CLAUDE_ON_AWS).strict(false));
    private final HandClock clock = new HandClock();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        fake.close();
    }

    private ClaudeOnAws.Builder options() {
        return ClaudeOnAws.builder()
                .baseUrl(fake.url())
                .region("us-west-2")
                .workspaceId("w")
                .clock(clock);
    }

    private Claude claude(Supplier<AwsCredentials> supplier) {
        return claude(options().credentials(supplier));
    }

    private static Claude claude(ClaudeOnAws.Builder options) {
        return Claude.builder()
                .backend(options.build())
                .retry(r -> r.waits(wait -> Duration.ZERO))
                .build();
    }

    /** A key with the number of its asking, for an hour. */
    private AwsCredentials lent() {
        return AwsCredentials.of("AKIA" + asked.incrementAndGet(), "secret")
                .until(clock.instant().plusSeconds(3600));
    }

    private void refuse(String type) {
        fake.at("GET", "/v1/models").reply(FakeResponse.error(403).header("x-amzn-errortype", type + ":http://x"));
    }

    private List<String> keys() {
        return fake.requests().stream()
                .map(request -> request.onTheWire()
                        .header("authorization")
                        .orElse("")
                        .replaceFirst(".*?(AKIA\\w+|key\\w+).*", "$1"))
                .toList();
    }

    @Test
    void keysThatEnd_areKeptUntilAMinuteBeforeThat() {
        try (Claude claude = claude(this::lent)) {
            claude.models().list();
            clock.pass(Duration.ofSeconds(3539));
            claude.models().list();
            clock.pass(Duration.ofSeconds(1));
            claude.models().list();
        }
        assertThat(keys()).containsExactly("AKIA1", "AKIA1", "AKIA2");
        assertThat(fake.lastRequest().onTheWire().header("x-amz-date")).contains("20261129T125900Z");
    }

    @Test
    void keysWithNoKnownEnd_areAskedForEachAttempt() {
        fake.at("GET", "/v1/models").fail(500);
        try (Claude claude = claude(() -> AwsCredentials.of("AKIA" + asked.incrementAndGet(), "secret"))) {
            claude.models().list();
            claude.models().list();
        }
        assertThat(keys()).containsExactly("AKIA1", "AKIA2", "AKIA3");
    }

    @Test
    void manyCalls_askOnce() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Claude claude = claude(() -> {
            entered.countDown();
            await(go);
            return lent();
        })) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(claude.async(c -> c.models().list()));
            }
            await(entered);
            go.countDown();
            for (CompletableFuture<?> call : calls) {
                call.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(asked).hasValue(1);
        assertThat(keys()).hasSize(20).containsOnly("AKIA1");
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExpiredTokenException",
                "ExpiredToken",
                "UnrecognizedClientException",
                "InvalidClientTokenId",
                "InvalidSignatureException"
            })
    void keyThatIsRefused_isAskedForOnceMore(String type) {
        refuse(type);
        try (Claude claude = claude(this::lent)) {
            claude.models().list();
            assertThat(keys()).containsExactly("AKIA1", "AKIA2");
            refuse(type);
            refuse(type);
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(PermissionDeniedException.class)
                    .hasMessageContaining("check the credentials for anthropic");
        }
        assertThat(keys()).containsExactly("AKIA1", "AKIA2", "AKIA2", "AKIA3");
    }

    @Test
    void keyThatStaysTheSame_isNotSentAgain() {
        refuse("ExpiredTokenException");
        try (Claude claude = claude(options().credentials(AwsCredentials.of("AKIA7", "secret")))) {
            assertThatThrownBy(() -> claude.models().list()).isInstanceOf(PermissionDeniedException.class);
        }
        assertThat(keys()).containsExactly("AKIA7");
    }

    @Test
    void whatIsForbidden_isNoRefusalOfAKey() {
        refuse("AccessDeniedException");
        try (Claude claude = claude(this::lent)) {
            assertThatThrownBy(() -> claude.models().list()).isInstanceOf(PermissionDeniedException.class);
        }
        assertThat(keys()).containsExactly("AKIA1");
    }

    /** Others that were refused with the same key need not ask again for what one of them has got. */
    @Test
    void keyThatAnotherCallHasRenewed_isTakenWithoutAsking() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        fake.on("GET", "/v1/models", request -> {
            if (!request.onTheWire().header("authorization").orElse("").contains("AKIA1/")) {
                return FakeResponse.json(JsonObject.parse("{\"data\":[],\"has_more\":false}"));
            }
            both.countDown();
            await(both);
            return FakeResponse.error(403).header("x-amzn-errortype", "ExpiredTokenException");
        });
        try (Claude claude = claude(this::lent)) {
            CompletableFuture<?> one = claude.async(c -> c.models().list());
            CompletableFuture<?> two = claude.async(c -> c.models().list());
            one.get(30, TimeUnit.SECONDS);
            two.get(30, TimeUnit.SECONDS);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void supplierThatFails_isAskedAgain_andNamed() {
        try (Claude claude = claude(() -> {
            if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException("no route to the metadata service");
            }
            return AwsCredentials.of("AKIA3", "secret");
        })) {
            claude.models().list();
            assertThat(keys()).containsExactly("AKIA3");
        }
        try (Claude claude = claude(() -> {
            throw new IllegalStateException("no route to the metadata service");
        })) {
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("no AWS credentials")
                    .hasMessageContaining("no route to the metadata service");
        }
    }

    @Test
    void supplierThatSaysThereAreNone_endsTheCallAtOnce() {
        try (Claude claude = claude(() -> {
            asked.incrementAndGet();
            throw new CredentialsException("the login has ended");
        })) {
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("the login has ended");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void supplierThatGivesNothing_isAnError() {
        try (Claude claude = claude(() -> null)) {
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("credentials");
        }
    }

    /** In the last minute others are looked for, but those that are there are still good. */
    @Test
    void supplierThatFailsInTheLastMinute_leavesTheKeyThatIsThere() {
        try (Claude claude = claude(() -> {
            if (asked.get() > 0) {
                throw new IllegalStateException("down");
            }
            return lent();
        })) {
            claude.models().list();
            clock.pass(Duration.ofSeconds(3550));
            claude.models().list();
            clock.pass(Duration.ofSeconds(50));
            assertThatThrownBy(() -> claude.models().list()).isInstanceOf(ConnectionException.class);
        }
        assertThat(keys()).containsExactly("AKIA1", "AKIA1");
    }

    @Test
    void apiKeys_areAskedForEachAttempt_andOnceMoreWhenRefused() {
        fake.at("GET", "/v1/models").reply(FakeResponse.error(403, "permission_error", "Bearer Token has expired"));
        AtomicInteger number = new AtomicInteger(1);
        try (Claude claude = claude(options().apiKey(() -> "key" + number.getAndIncrement()))) {
            claude.models().list();
            claude.models().list();
        }
        assertThat(keys().get(0)).isEqualTo("key1");
        assertThat(keys()).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void apiKeyThatIsFixed_isSentOnce() {
        fake.at("GET", "/v1/models").reply(FakeResponse.error(403, "permission_error", "Bearer Token has expired"));
        try (Claude claude = claude(options().apiKey("key1"))) {
            assertThatThrownBy(() -> claude.models().list()).isInstanceOf(PermissionDeniedException.class);
        }
        assertThat(keys()).containsExactly("key1");
    }

    @Test
    void apiKeyThatCannotBeSent_isNotShown() {
        try (Claude claude = claude(options().apiKey("very secret"))) {
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("apiKey")
                    .hasMessageNotContaining("very secret");
        }
    }
}
