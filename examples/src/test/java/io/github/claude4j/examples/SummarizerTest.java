package io.github.claude4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.junit.FakeClaudeTest;
import org.junit.jupiter.api.Test;

/** How an application tests what it makes of Claude's answers. */
@FakeClaudeTest
class SummarizerTest {
    @Test
    void summarize_anyText_givesTheAnswersText(FakeClaude fake, Claude claude) {
        fake.reply("summary");

        assertThat(summarize(claude, "...")).isEqualTo("summary");
    }

    /** The application's own code. */
    private static String summarize(Claude claude, String text) {
        return claude.messages()
                .create(m -> m.model(Model.CLAUDE_HAIKU_5_5).maxTokens(100).addUserMessage("Summarize: " + text))
                .text();
    }
}
