package io.github.claude4j.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.messages.Model;
import io.github.claude4j.spring.autoconfigure.ClaudeAutoConfiguration;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.junit.FakeClaudeTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** As an application's own test is written. */
@SpringBootTest(
        classes = FakeInContextTest.Application.class,
        properties = {"claude.base-url=https://elsewhere.example", "claude.clients.eu.backend=foundry"})
@FakeClaudeTest
class FakeInContextTest {
    /** Asks while it starts, when no test has begun. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ClaudeAutoConfiguration.class)
    static class Application {
        @Bean
        CommandLineRunner asks(Greeter greeter) {
            return arguments -> greeter.greet();
        }

        @Bean
        Greeter greeter(Claude claude) {
            return new Greeter(claude);
        }
    }

    record Greeter(Claude claude) {
        String greet() {
            return claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Hi"))
                    .text();
        }
    }

    @Autowired
    private Greeter greeter;

    @Autowired
    private FakeClaude bean;

    @BeforeEach
    void script(FakeClaude fake) {
        fake.reply("Hello!");
    }

    /** Were anything left of one of them, the next would see it. */
    @RepeatedTest(3)
    void bean_asksTheFakeOfTheTest(FakeClaude fake) {
        fake.onMessage(request -> {
            throw new AssertionError("a rule that no other test should meet");
        });

        assertThat(greeter.greet()).isEqualTo("Hello!");
        assertThat(fake).isSameAs(bean);
        assertThat(fake.requests()).hasSize(1);
        fake.addFile("notes.txt", "text/plain", new byte[] {1});
        assertThat(fake.client().files().list().items()).hasSize(1);
    }

    @Test
    void clients_withNames_askItToo(FakeClaude fake, @Autowired @Qualifier("eu") Claude eu) {
        assertThat(new Greeter(eu).greet()).isEqualTo("Hello!");
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void retries_passWithoutWaiting(FakeClaude fake) {
        greeter.greet();
        fake.fail(529, Duration.ofMinutes(2)).fail(529, Duration.ofMinutes(2)).fail(529);

        assertThatThrownBy(greeter::greet).isInstanceOf(OverloadedException.class);
    }

    @Nested
    class Inside {
        @Test
        void nestedTests_haveItToo(FakeClaude fake) {
            assertThat(greeter.greet()).isEqualTo("Hello!");
            assertThat(fake).isSameAs(bean);
        }
    }
}
