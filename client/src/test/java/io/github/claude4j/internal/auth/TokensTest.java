package io.github.claude4j.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.client.Knobs;
import io.github.claude4j.credentials.Federation;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.fixtures.Background;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TokenServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.limits.RateLimiter;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How access tokens are kept, renewed and dropped, over all threads and copies of a client. */
class TokensTest {
    private static final int THREADS = 20;

    private final TokenServer server = new TokenServer();
    private final Claude claude = server.options().credentials(federation()).build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private static Federation federation() {
        return Federation.of(f -> f.ruleId("fdrl_1").organizationId("org-1").identityToken(() -> "jwt"));
    }

    private void call() {
        assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
    }

    @Test
    void token_isFetchedByTheFirstRequest_andKept() {
        assertThat(server.exchanges()).isEmpty();

        call();
        server.clock.pass(3600 - 121);
        call();

        assertThat(server.exchanges()).hasSize(1);
        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-1");
    }

    @Test
    void token_withTwoMinutesLeft_isUsedWhileItIsRenewed() throws Exception {
        call();
        CountDownLatch goOn = new CountDownLatch(1);
        server.before(connection -> ScriptedServer.await(goOn));
        server.clock.pass(3600 - 120);

        call();
        server.clock.pass(90);
        call();
        goOn.countDown();
        TokenServer.eventually(() -> {
            call();
            return server.tokens().contains("Bearer tok-2");
        });

        assertThat(server.tokens()).startsWith("Bearer tok-1", "Bearer tok-1", "Bearer tok-1");
        assertThat(server.exchanges()).hasSize(2);
        assertThat(server.stale()).isZero();
    }

    @Test
    void renewal_thatFailsInTheBackground_isTriedAgainAfterFiveSeconds() throws Exception {
        call();
        server.clock.pass(3600 - 100);
        server.instead(connection -> connection.json(400, "{\"error\":\"invalid_grant\"}"));
        call();
        TokenServer.eventually(() -> server.exchanges().size() == 2 && !renewing());

        server.clock.pass(4);
        call();
        assertThat(renewing()).isFalse();
        assertThat(server.exchanges()).hasSize(2);

        server.clock.pass(2);
        TokenServer.eventually(() -> {
            call();
            return server.tokens().contains("Bearer tok-2");
        });
        assertThat(server.exchanges()).hasSize(3);
        assertThat(server.stale()).isZero();
    }

    private boolean renewing() {
        return ((Tokens) Knobs.credentials(claude.http())).isRenewing();
    }

    @Test
    void token_thatLivesShorterThanTwoMinutes_isNotRenewedWithoutEnd() throws Exception {
        server.life = 90;
        call();
        call();
        TokenServer.eventually(() -> server.exchanges().size() == 2 && !renewing());

        for (int i = 0; i < 10; i++) {
            call();
        }

        assertThat(renewing()).isFalse();
        assertThat(server.exchanges()).hasSize(2);
    }

    @Test
    void token_withLessThanHalfAMinuteLeft_isNotUsed() {
        call();
        server.clock.pass(3600 - 29);
        call();

        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-2");
        assertThat(server.exchanges()).hasSize(2);
    }

    @Test
    void token_thatCouldNotBeRenewedInTime_isAnError_andTheNextCallTriesAgain() {
        call();
        server.clock.pass(3600);
        server.instead(connection -> connection.json(400, "{\"error\":\"invalid_grant\"}"));

        assertThatThrownBy(this::call)
                .isInstanceOf(CredentialsException.class)
                .hasMessage("token exchange: 400 invalid_grant");
        call();

        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-2");
    }

    @Test
    void wallClock_thatIsSetBack_makesNoStaleTokenGoOut() {
        call();
        server.clock.setWallBack(7200);
        server.clock.pass(3600);
        call();

        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-2");
        assertThat(server.stale()).isZero();
    }

    @Test
    void wallClock_thatIsWrongFromTheBeginning_doesNotMatter() {
        server.clock.setWallBack(-100_000);
        call();
        call();
        server.clock.pass(3590);
        call();

        assertThat(server.exchanges()).hasSize(2);
        assertThat(server.stale()).isZero();
    }

    @Test
    void machine_thatSlept_makesNoStaleTokenGoOut() {
        call();
        server.clock.sleep(3600);
        call();

        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-2");
        assertThat(server.stale()).isZero();
    }

    @Test
    void manyThreadsAndCopies_renewOneAtATime_andNeverSendAStaleToken() throws Exception {
        Claude copy = claude.with(o -> o.header("x-copy", "1"));
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            AtomicInteger number = new AtomicInteger();
            Background.together(
                    THREADS,
                    () -> (number.getAndIncrement() % 2 == 0 ? claude : copy)
                            .models()
                            .retrieve("m"));
            TokenServer.eventually(() -> !renewing());
            server.clock.pass(random.nextInt(3700));
        }

        assertThat(server.mostAtOnce()).isEqualTo(1);
        assertThat(server.stale()).isZero();
        assertThat(server.exchanges()).hasSizeBetween(20, 60);
    }

    @Test
    void exchange_doesNotWaitForTheLimiter_whosePlacesThoseHoldWhoWaitForIt() {
        try (Claude limited = server.options()
                .credentials(federation())
                .limiter(RateLimiter.of(options -> options.maxConcurrent(1)))
                .totalTimeout(Duration.ofSeconds(20))
                .build()) {
            assertThat(limited.models().retrieve("m").id()).isEqualTo("m");
        }
    }

    @Test
    void manyThreads_atTheBeginning_shareOneExchange() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        server.before(connection -> ScriptedServer.await(goOn));
        CountDownLatch waiting = new CountDownLatch(THREADS);
        Thread release = ScriptedServer.daemon(() -> {
            try {
                ScriptedServer.await(waiting);
                goOn.countDown();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        Background.together(THREADS, () -> {
            waiting.countDown();
            return claude.models().retrieve("m");
        });
        release.join();

        assertThat(server.exchanges()).hasSize(1);
        assertThat(server.tokens()).hasSize(THREADS).containsOnly("Bearer tok-1");
    }

    @Test
    void refusedToken_ofManyThreads_isRenewedOnce_andEveryCallSucceeds() throws Exception {
        call();
        server.revoke("tok-1");

        Background.together(THREADS, () -> claude.models().retrieve("m"));

        assertThat(server.exchanges()).hasSize(2);
        assertThat(server.tokens().stream().filter("Bearer tok-2"::equals)).hasSize(THREADS);
    }

    @Test
    void refusedToken_isRenewedAndTheRequestRepeatedOnce_evenWithoutRetries() {
        call();
        server.revoke("tok-1");
        Claude strict = claude.with(o -> o.maxRetries(0));

        assertThat(strict.models().retrieve("m").response().orElseThrow().attempts())
                .isEqualTo(2);
        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-1", "Bearer tok-2");
    }

    @Test
    void newToken_thatIsRefusedToo_isTheCallersError_withAHint() {
        server.server.then(c -> c.json(200, "{\"access_token\":\"bad-1\",\"expires_in\":3600}"));
        server.server.then(c -> c.json(401, ScriptedServer.error("authentication_error")));
        server.server.then(c -> c.json(200, "{\"access_token\":\"bad-2\",\"expires_in\":3600}"));
        server.server.then(c -> c.json(401, ScriptedServer.error("authentication_error")));

        assertThatThrownBy(this::call)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("check federation rule fdrl_1, whose token was refused");
        assertThat(server.tokens()).containsExactly("Bearer bad-1", "Bearer bad-2");
    }

    @Test
    void refusedToken_ofAStream_isRenewedToo() {
        call();
        server.revoke("tok-1");

        try (MessageStream stream = claude.messages().stream(MessageCreateParams.of(JsonObject.of()))) {
            assertThat(stream.message().text()).isEqualTo("Hello");
        }
    }

    @Test
    void interruptedCaller_leaves_andTheOthersGetTheToken() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        server.before(connection -> {
            asked.countDown();
            ScriptedServer.await(goOn);
        });
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread impatient = new Thread(() -> {
            try {
                call();
            } catch (Throwable e) {
                failure.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        impatient.start();
        ScriptedServer.await(asked);
        Future<?> patient = claude.async(c -> c.models().retrieve("m"));
        impatient.interrupt();
        impatient.join();
        goOn.countDown();
        patient.get();

        assertThat(failure.get()).isInstanceOf(CancelledException.class);
        assertThat(flag.get()).isTrue();
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void caller_waitsNoLongerThanItsLimit() {
        CountDownLatch goOn = new CountDownLatch(1);
        server.before(connection -> ScriptedServer.await(goOn));
        Claude hasty = claude.with(o -> o.timeout(Duration.ofMillis(50)).maxRetries(1));

        assertThatThrownBy(() -> hasty.models().retrieve("m"))
                .isInstanceOf(ConnectionTimeoutException.class)
                .hasMessageContaining("access token of federation rule fdrl_1");
        goOn.countDown();
        call();

        assertThat(server.exchanges()).hasSize(1);
        assertThat(server.tokens()).containsExactly("Bearer tok-1");
    }

    @Test
    void closedClient_endsTheWaitForAToken() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.before(connection -> {
            asked.countDown();
            connection.awaitClientEnd(never);
        });
        Future<?> waiting = claude.async(c -> c.models().retrieve("m"));
        ScriptedServer.await(asked);

        claude.close();

        assertThatThrownBy(waiting::get).cause().isInstanceOf(CancelledException.class);
        ScriptedServer.await(never);
    }

    @Test
    void ready_saysWhetherATokenIsAtHand() {
        Credentials credentials = Knobs.credentials(claude.http());
        assertThat(credentials.ready()).isFalse();
        call();
        assertThat(credentials.ready()).isTrue();
        server.clock.pass(3600 - 29);
        assertThat(credentials.ready()).isFalse();
    }
}
