package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications that are made of the starter and a few properties. */
final class Boots {
    private Boots() {}

    static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        ClaudeAutoConfiguration.class,
                        ClaudeWebhookAutoConfiguration.class));
    }

    /** One whose calls go to this fake. */
    static ApplicationContextRunner application(FakeClaude fake) {
        return application().withPropertyValues("claude.base-url=" + fake.url(), "claude.api-key=sk-ant-test");
    }

    static Message ask(Claude claude) {
        return claude.messages()
                .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Hi"));
    }
}
