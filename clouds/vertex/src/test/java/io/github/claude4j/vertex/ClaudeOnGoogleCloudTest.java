package io.github.claude4j.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.PermissionDeniedException;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Claude on Google Cloud: the API itself, below a project and a workspace. */
@Timeout(60)
class ClaudeOnGoogleCloudTest {
    private static final String PROJECT = "https://claude.googleapis.com/v1/projects/p-1/locations/global";
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(5)
            .addUserMessage("Hello")
            .build();

    private final FakeClaude fake = FakeCloud.CLAUDE_ON_GOOGLE_CLOUD.start();
    private final Elsewhere elsewhere = new Elsewhere(fake.url());

    @AfterEach
    void close() {
        fake.close();
    }

    private Claude claude() {
        return Claude.builder()
                .backend(ClaudeOnGoogleCloud.builder()
                        .project("p-1")
                        .workspaceId("wrkspc_1")
                        .accessToken(() -> "t")
                        .build())
                .transport(elsewhere)
                .build();
    }

    @Test
    void calls_areTheApisOwn(@TempDir Path folder) throws Exception {
        fake.reply("Hello!").reply("Hello!");
        Path file = Files.writeString(folder.resolve("a.txt"), "text");
        try (Claude claude = claude()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello!");
            assertThat(fake.lastRequest().text())
                    .isEqualTo("{\"model\":\"claude-opus-5-5\",\"max_tokens\":5,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
            assertThat(fake.lastRequest().header("anthropic-version")).contains("2026-10-21");
            assertThat(fake.lastRequest().onTheWire().header("authorization")).contains("Bearer t");
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello!");
            }
            claude.files().delete(claude.files().upload(file).id());
            claude.messages().batches().list(b -> b.limit(3));
            assertThat(claude.backend().orElseThrow().provider()).isEqualTo("anthropic");
        }
        assertThat(elsewhere.asked).allMatch(url -> url.startsWith(PROJECT + "/workspaces/wrkspc_1/invoke/v1/"));
        assertThat(elsewhere.asked)
                .last()
                .isEqualTo(PROJECT + "/workspaces/wrkspc_1/invoke/v1/messages/batches?limit=3");
    }

    @Test
    void whatIsTheOrganizations_goesToItsOwnPlace() {
        try (Claude claude = claude()) {
            claude.userProfiles().list();
        }
        assertThat(elsewhere.asked).containsExactly(PROJECT + "/claudeOrganization/invoke/v1/user_profiles");
    }

    @Test
    void baseUrl_standsForAllOfIt() {
        String place = fake.url() + "/v1/projects/p/locations/eu/workspaces/w/invoke";
        ClaudeOnGoogleCloud backend =
                ClaudeOnGoogleCloud.builder().baseUrl(place).accessToken("t").build();
        try (Claude claude = Claude.builder().backend(backend).build()) {
            claude.models().list();
            assertThat(fake.lastRequest().onTheWire().path())
                    .isEqualTo("/v1/projects/p/locations/eu/workspaces/w/invoke/v1/models");
        }
    }

    @Test
    void errorsOfGoogle_haveTheTypesOfTheApi() {
        fake.fail(403);
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(PermissionDeniedException.class)
                    .hasMessageContaining("permission_error: PERMISSION_DENIED");
        }
    }

    @Test
    void environment_saysWhatCodeDoesNot() {
        Map<String, String> variables = Map.of(
                "GOOGLE_CLOUD_PROJECT", "p-2",
                "ANTHROPIC_GOOGLE_CLOUD_PROJECT", " ",
                "ANTHROPIC_GOOGLE_CLOUD_LOCATION", "eu",
                "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID", "w");
        assertThat(ClaudeOnGoogleCloud.builder()
                        .skipAuth()
                        .fromEnv(variables::get)
                        .build()
                        .baseUrl())
                .isEqualTo("https://claude.googleapis.com/v1/projects/p-2/locations/eu/workspaces/w/invoke");
        assertThatThrownBy(() ->
                        ClaudeOnGoogleCloud.builder().skipAuth().project("p").build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("workspaceId: expected a value, found none in workspaceId(…)");
    }
}
