package io.github.claude4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

/** Runs tests that use the annotation inside of JUnit's own test kit. */
class FakeClaudeTestTest {
    private static final List<FakeClaude> FAKES = new ArrayList<>();

    @FakeClaudeTest
    @Execution(ExecutionMode.CONCURRENT)
    static class Users {
        private FakeClaude before;

        @BeforeEach
        void setUp(FakeClaude fake) {
            before = fake;
            synchronized (FAKES) {
                FAKES.add(fake);
            }
        }

        @RepeatedTest(5)
        void sameFake_throughoutATest(FakeClaude fake, Claude claude) {
            assertThat(fake).isSameAs(before);
            assertThat(claude.models().list().items()).isNotEmpty();
            assertThat(fake.requests()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void otherParameters_goFirst(String text, Claude claude, FakeClaude fake) {
            assertThat(text).hasSize(1);
            assertThat(fake.client()).isSameAs(claude);
        }
    }

    @FakeClaudeTest
    static class Failing {
        @Test
        void fails(Claude claude) {
            claude.models().retrieve("claude-opus-5-5");
            assertThat(1).isEqualTo(2);
        }
    }

    @FakeClaudeTest
    static class Broken {
        @Test
        void breaks(Claude claude) {
            claude.models().retrieve("claude-opus-5-5");
            throw new IllegalStateException("broken");
        }
    }

    @FakeClaudeTest
    static class Forgetful {
        @Test
        void forgets(FakeClaude fake) {
            fake.reply("Hello!");
        }
    }

    @FakeClaudeTest
    static class Constructed {
        Constructed(FakeClaude fake) {
            throw new AssertionError(fake);
        }

        @Test
        void never() {}
    }

    /** What came of each test of a class. */
    private static List<TestExecutionResult> run(Class<?> type) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(type))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .build();
        List<TestExecutionResult> results = Collections.synchronizedList(new ArrayList<>());
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (identifier.isTest()) {
                    results.add(result);
                }
            }
        });
        return results;
    }

    private static Throwable failure(Class<?> type) {
        List<TestExecutionResult> results = run(type);
        assertThat(results).hasSize(1);
        return results.get(0).getThrowable().orElseThrow();
    }

    @Test
    void eachTest_hasAFakeOfItsOwn_closedAfterIt() {
        assertThat(run(Users.class))
                .hasSize(7)
                .allMatch(result -> result.getThrowable().isEmpty());

        assertThat(new HashSet<>(FAKES)).hasSize(7);
        for (FakeClaude fake : FAKES) {
            assertThat(fake.openConnections()).isZero();
        }
    }

    /** Editors show what was expected beside what was found only of such a failure. */
    @Test
    void failedAssertion_staysItself_andSaysWhatArrivedBesides() {
        Throwable failure = failure(Failing.class);

        assertThat(failure).isInstanceOfSatisfying(AssertionFailedError.class, failed -> {
            assertThat(failed.getExpected().getValue()).isEqualTo("2");
            assertThat(failed.getActual().getValue()).isEqualTo("1");
        });
        assertThat(Arrays.toString(failure.getSuppressed()))
                .contains("FakeClaude received 1:\n  1. GET /v1/models/claude-opus-5-5");
    }

    @Test
    void otherFailure_keepsItsType_andSaysWhatArrivedBesides() {
        Throwable failure = failure(Broken.class);

        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("broken");
        assertThat(Arrays.toString(failure.getSuppressed()))
                .contains("received 1:\n  1. GET /v1/models/claude-opus-5-5");
    }

    @Test
    void whatIsScriptedInVain_failsTheTest() {
        assertThat(failure(Forgetful.class))
                .isInstanceOf(AssertionError.class)
                .hasMessage("scripted, but never fetched:\n  an answer to POST /v1/messages\nno request was received");
    }

    @Test
    void constructor_isToldWhereToAsk() {
        assertThat(failure(Constructed.class)).hasMessageContaining("ask for it in the test or in @BeforeEach");
    }
}
