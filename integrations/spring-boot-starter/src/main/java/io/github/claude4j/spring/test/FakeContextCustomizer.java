package io.github.claude4j.spring.test;

import io.github.claude4j.spring.ClaudeBuilderCustomizer;
import io.github.claude4j.spring.ClaudeConnectionDetails;
import io.github.claude4j.testkit.FakeClaude;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Makes a fake a bean, and all clients of the starter go to it. All are equal, so that tests share a context that has one. */
final class FakeContextCustomizer implements ContextCustomizer {
    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        RootBeanDefinition fake = new RootBeanDefinition(FakeClaude.class, FakeClaude::start);
        fake.setDestroyMethodName("close");
        beans.registerBeanDefinition("fakeClaude", fake);
        RootBeanDefinition details = new RootBeanDefinition(
                ClaudeConnectionDetails.class, () -> new FakeDetails(beans.getBean(FakeClaude.class)));
        details.setPrimary(true);
        beans.registerBeanDefinition("fakeClaudeConnectionDetails", details);
        beans.registerBeanDefinition(
                "fakeClaudeTime",
                new RootBeanDefinition(ClaudeBuilderCustomizer.class, () -> timeless(beans.getBean(FakeClaude.class))));
    }

    /** Lets the fake's time pass instead of waiting before a request is sent again. */
    private static ClaudeBuilderCustomizer timeless(FakeClaude fake) {
        return (builder, client) -> builder.retry(r -> r.waits(time -> {
            fake.advance(time);
            return Duration.ZERO;
        }));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FakeContextCustomizer;
    }

    @Override
    public int hashCode() {
        return FakeContextCustomizer.class.hashCode();
    }

    private record FakeDetails(FakeClaude fake) implements ClaudeConnectionDetails {
        @Override
        public String baseUrl() {
            return fake.url().toString();
        }

        @Override
        public Optional<String> apiKey() {
            return Optional.of("sk-ant-fake");
        }
    }
}
