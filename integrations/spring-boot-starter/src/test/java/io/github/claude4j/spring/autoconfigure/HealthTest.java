package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.RecordedRequest;
import io.github.claude4j.testkit.junit.FakeClaudeTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@FakeClaudeTest
class HealthTest {
    private static ApplicationContextRunner checked(FakeClaude fake) {
        return Boots.application(fake)
                .withConfiguration(AutoConfigurations.of(ClaudeHealthAutoConfiguration.class))
                .withPropertyValues("management.health.claude.enabled=true");
    }

    @Test
    void health_ofAWorkingClient_isUpAndTakesNoTokens(FakeClaude fake) {
        checked(fake).run(context -> {
            Health health = context.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("provider", "anthropic");
        });
        assertThat(fake.requests()).extracting(RecordedRequest::path).containsExactly("/v1/models");
    }

    @Test
    void health_ofAClientThatIsNotLetIn_isDownAndSaysWhy(FakeClaude fake) {
        fake.at("GET", "/v1/models").fail(401);

        checked(fake).run(context -> {
            Health health = context.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("error"))
                    .asString()
                    .contains("401")
                    .doesNotContain("sk-ant");
        });
    }

    @Test
    void health_ofABackendWithoutModels_isUnknown(FakeClaude fake) {
        checked(fake)
                .withPropertyValues("claude.backend=foundry", "claude.api-key=k")
                .run(context -> assertThat(
                                context.getBean(HealthIndicator.class).health().getStatus())
                        .isEqualTo(Status.UNKNOWN));
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void health_ofSeveralClients_isTheirsByName(FakeClaude fake) {
        checked(fake)
                .withPropertyValues("claude.clients.eu.base-url=" + fake.url(), "claude.clients.eu.api-key=k")
                .run(context -> {
                    var all = (CompositeHealthContributor) context.getBean("claudeHealthContributor");
                    assertThat(all.stream().map(entry -> entry.name())).containsExactlyInAnyOrder("claude", "eu");
                });
    }

    @Test
    void health_thatNobodyAskedFor_isNotThere(FakeClaude fake) {
        Boots.application(fake)
                .withConfiguration(AutoConfigurations.of(ClaudeHealthAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(HealthContributor.class));
    }

    @Test
    void context_withoutHealth_starts(FakeClaude fake) {
        checked(fake)
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed());
    }
}
