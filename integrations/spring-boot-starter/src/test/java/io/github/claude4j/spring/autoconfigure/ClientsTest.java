package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.spring.ClaudeBuilderCustomizer;
import io.github.claude4j.spring.ClaudeConnectionDetails;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.RecordedRequest;
import io.github.claude4j.testkit.junit.FakeClaudeTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@FakeClaudeTest
class ClientsTest {
    @Test
    void claude_ofProperties_callsTheApi(FakeClaude fake) {
        fake.reply("Hello!");

        Boots.application(fake)
                .withPropertyValues(
                        "claude.workspace-id=wrkspc_1",
                        "claude.betas=one-2026-01-01,two-2026-01-01",
                        "claude.headers.X-Team=blue")
                .run(context -> {
                    Message answer = Boots.ask(context.getBean(Claude.class));

                    assertThat(answer.text()).isEqualTo("Hello!");
                });
        RecordedRequest request = fake.lastRequest();
        assertThat(request.header("authorization")).contains("Bearer sk-ant-test");
        assertThat(request.header("anthropic-workspace-id")).contains("wrkspc_1");
        assertThat(request.header("anthropic-beta").orElse("")).contains("one-2026-01-01", "two-2026-01-01");
        assertThat(request.header("x-team")).contains("blue");
    }

    @Test
    void claude_ofAClosedContext_isClosed(FakeClaude fake) {
        AtomicReference<Claude> claude = new AtomicReference<>();
        AtomicReference<MessageStream> stream = new AtomicReference<>();
        fake.stallAfter(3).replyDefault();

        Boots.application(fake).run(context -> {
            claude.set(context.getBean(Claude.class));
            stream.set(claude.get().messages().stream(
                    m -> m.model("claude-opus-5-5").maxTokens(100).addUserMessage("Hi")));
        });

        assertThatThrownBy(() -> stream.get().message()).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> Boots.ask(claude.get())).hasMessageContaining("closed");
    }

    @Test
    void claude_ofTheApplicationsOwn_takesThePlaceOfTheStarters(FakeClaude fake) {
        Claude own = fake.client();

        Boots.application()
                .withBean("mine", Claude.class, () -> own)
                .run(context -> assertThat(context).getBean(Claude.class).isSameAs(own));
    }

    @Test
    void retries_ofProperties_areThoseOfTheClient(FakeClaude fake) {
        fake.fail(529).fail(529);

        Boots.application(fake)
                .withPropertyValues(
                        "claude.max-retries=1", "claude.retry.first-wait=1ms", "claude.retry.longest-wait=2ms")
                .run(context -> assertThatThrownBy(() -> Boots.ask(context.getBean(Claude.class)))
                        .isInstanceOf(OverloadedException.class));

        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void statuses_ofProperties_areThoseThatAreRepeated(FakeClaude fake) {
        fake.fail(529);

        Boots.application(fake)
                .withPropertyValues("claude.retry.statuses=429,503")
                .run(context -> assertThatThrownBy(() -> Boots.ask(context.getBean(Claude.class)))
                        .isInstanceOf(OverloadedException.class));

        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void limiter_ofProperties_holdsTheSecondCallBack(FakeClaude fake) {
        fake.stall();

        Boots.application(fake)
                .withPropertyValues("claude.limiter.max-concurrent=1")
                .run(context -> {
                    Claude claude = context.getBean(Claude.class);
                    CompletableFuture<Message> first = claude.async(Boots::ask);
                    fake.takeRequest("messages.create");

                    assertThatThrownBy(() -> Boots.ask(claude.with(o -> o.totalTimeout(Duration.ofMillis(50)))))
                            .isInstanceOf(ConnectionTimeoutException.class);
                    first.cancel(true);
                });

        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void customizers_inTheirOrder_areAskedForEachClient(FakeClaude fake) {
        List<String> asked = new CopyOnWriteArrayList<>();

        Boots.application(fake)
                .withBean("a", ClaudeBuilderCustomizer.class, () -> (builder, client) -> {
                    asked.add(client);
                    builder.header("x-client", client);
                })
                .withPropertyValues("claude.clients.eu.base-url=" + fake.url(), "claude.clients.eu.auth-token=t")
                .run(context -> {
                    assertThat(asked).containsExactlyInAnyOrder("claude", "eu");
                    Boots.ask(context.getBean("eu", Claude.class));
                    assertThat(fake.lastRequest().header("x-client")).contains("eu");
                    assertThat(fake.lastRequest().header("authorization")).contains("Bearer t");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoClients {
        record Pair(Claude plain, Claude eu) {}

        @Bean
        Pair pair(Claude plain, @Qualifier("eu") Claude eu) {
            return new Pair(plain, eu);
        }
    }

    @Test
    void clients_withNames_areGivenByTheirQualifierOnly(FakeClaude fake) {
        Boots.application(fake)
                .withUserConfiguration(TwoClients.class)
                .withPropertyValues("claude.clients.eu.api-key=sk-ant-eu")
                .run(context -> {
                    TwoClients.Pair pair = context.getBean(TwoClients.Pair.class);
                    assertThat(pair.plain).isSameAs(context.getBean("claude"));
                    assertThat(pair.eu).isSameAs(context.getBean("eu"));
                });
    }

    @Test
    void clients_withNamesOnly_leaveNoOther(FakeClaude fake) {
        ApplicationContextRunner one = Boots.application()
                .withPropertyValues(
                        "claude.clients.a.base-url=" + fake.url(),
                        "claude.clients.a.api-key=sk-ant-a",
                        "claude.webhooks.tolerance=1m");

        one.run(context -> {
            Boots.ask(context.getBean(Claude.class));
            assertThat(fake.lastRequest().header("authorization")).contains("Bearer sk-ant-a");
        });
        one.withPropertyValues("claude.clients.b.api-key=sk-ant-b")
                .run(context -> assertThatThrownBy(() -> context.getBean(Claude.class))
                        .isInstanceOf(NoUniqueBeanDefinitionException.class)
                        .hasMessageContaining("found 2: a,b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude.timeout=2m",
                "claude.headers.x-team=blue",
                "claude.limiter.max-concurrent=5",
                "anthropic.apiKey=sk-ant-env",
                "anthropic.authToken=t"
            })
    void clients_withNames_leaveTheOneThatIsSetUpBeside(String setting) {
        Boots.application()
                .withSystemProperties(setting)
                .withPropertyValues("claude.clients.a.api-key=sk-ant-a")
                .run(context -> assertThat(context.getBean(Claude.class)).isSameAs(context.getBean("claude")));
    }

    @Test
    void connectionDetails_ofTheApplication_sayWhereClientsGo(FakeClaude fake) {
        ClaudeConnectionDetails details = new ClaudeConnectionDetails() {
            @Override
            public String baseUrl() {
                return fake.url().toString();
            }

            @Override
            public Optional<String> apiKey() {
                return Optional.of("sk-ant-details");
            }
        };

        Boots.application()
                .withBean(ClaudeConnectionDetails.class, () -> details)
                .withPropertyValues("claude.base-url=https://elsewhere.example", "claude.backend=foundry")
                .run(context -> {
                    Boots.ask(context.getBean(Claude.class));
                    assertThat(fake.lastRequest().header("authorization")).contains("Bearer sk-ant-details");
                });
    }

    @Test
    void connectionDetails_besideNames_areForTheOtherToo(FakeClaude fake) {
        ClaudeConnectionDetails details = () -> fake.url().toString();

        Boots.application()
                .withBean(ClaudeConnectionDetails.class, () -> details)
                .withPropertyValues("claude.clients.a.api-key=k", "claude.clients.b.api-key=k")
                .run(context -> assertThat(context.getBean(Claude.class)).isSameAs(context.getBean("claude")));
    }

    @Test
    void context_withoutAnyCredentials_starts() {
        Boots.application().run(context -> assertThat(context).hasSingleBean(Claude.class));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void async_onNewerJdks_runsOnVirtualThreads(FakeClaude fake) {
        List<String> threads = new CopyOnWriteArrayList<>();

        Boots.application(fake)
                .withBean(
                        ClaudeBuilderCustomizer.class,
                        () -> (builder, client) -> builder.interceptor((request, chain) -> {
                            threads.add(Thread.currentThread().toString());
                            return chain.proceed(request);
                        }))
                .run(context -> context.getBean(Claude.class).async(Boots::ask).join());

        assertThat(threads).hasSize(1).allMatch(thread -> thread.startsWith("VirtualThread"));
    }
}
