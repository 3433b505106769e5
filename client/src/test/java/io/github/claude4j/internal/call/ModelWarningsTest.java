package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.LogBook;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Warnings about models, as an application's log has them. Other tests use the same logger, but no such models. */
class ModelWarningsTest {
    private static final String MODEL = """
            {"id":"%s","type":"model","lifecycle":"%s","retires_at":"2027-01-31T00:00:00Z","capabilities":\
            {"thinking":{"supported":true,"types":{"enabled":{"supported":false}}}}}""";

    private final LogBook log = new LogBook();
    private final ScriptedServer server = new ScriptedServer().otherwise(connection -> connection.json(200, "{}"));
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        log.close();
        claude.close();
        server.close();
    }

    private List<String> warnings(String model) {
        return log.lines().stream().filter(text -> text.contains(model)).toList();
    }

    private static MessageCreateParams.Builder request(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(2048).addUserMessage("private words");
    }

    @Test
    void create_withADeprecatedModel_warnsOnceForAClientAndItsCopies() {
        MessageCreateParams params = request("claude-sonnet-4-5").build();
        claude.messages().create(params);
        claude.messages().create(params);
        claude.with(o -> o.maxRetries(0)).messages().create(params);

        assertThat(warnings("claude-sonnet-4-5"))
                .containsExactly("WARNING model claude-sonnet-4-5 is deprecated, with 2026-11-30 as its last day; "
                        + "see claude.models().list() for others");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void create_withABudgetWhereThinkingIsAdaptive_warns() {
        claude.messages()
                .create(request("claude-opus-4-6").thinkingEnabled(1024).build());

        assertThat(warnings("claude-opus-4-6"))
                .containsExactly("WARNING thinking \"enabled\" is not for model claude-opus-4-6; "
                        + "let it think adaptively: thinkingAdaptive()");
    }

    @Test
    void create_withAdaptiveThinkingOrAnotherModel_isSilent() {
        claude.messages().create(request("claude-opus-4-6").thinkingAdaptive().build());
        claude.messages()
                .create(request("a-model-of-ours").thinkingEnabled(1024).build());

        assertThat(warnings("claude-opus-4-6")).isEmpty();
        assertThat(warnings("a-model-of-ours")).isEmpty();
    }

    @Test
    void create_afterTheApiDescribedItsModel_warnsOfWhatItSaid() {
        server.thenJson(200, MODEL.formatted("described-1", "deprecated"));
        claude.models().retrieve("described-1");
        claude.messages().create(request("described-1").thinkingEnabled(1024).build());

        assertThat(warnings("described-1"))
                .containsExactly(
                        "WARNING model described-1 is deprecated and will be retired (2027-01-31); "
                                + "see claude.models().list() for others",
                        "WARNING thinking \"enabled\" is not for model described-1; "
                                + "let it think adaptively: thinkingAdaptive()");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void create_afterTheModelsWereListed_warnsOfThem() {
        server.thenJson(200, "{\"data\":[" + MODEL.formatted("described-2", "retired") + "],\"has_more\":false}");
        claude.models().list();
        claude.messages().create(request("described-2").build());

        assertThat(warnings("described-2"))
                .containsExactly(
                        "WARNING model described-2 is retired (2027-01-31); see claude.models().list() for others");
        assertThat(log.lines()).noneMatch(text -> text.contains("private words"));
    }
}
