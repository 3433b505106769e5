package io.github.claude4j.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.fixtures.ProfileFiles;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TokenServer;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which profile is taken, and what it says. */
class ProfileTest {
    private static final String FEDERATION =
            "{\"version\":\"1.0\",\"authentication\":{\"type\":\"oidc_federation\",\"federation_rule_id\":\"fdrl_f\"},"
                    + "\"organization_id\":\"org-f\"}";

    private final TokenServer server = new TokenServer();
    private final Path directory;
    private final ProfileFiles profiles;

    ProfileTest(@TempDir Path directory) {
        this.directory = directory;
        profiles = new ProfileFiles(directory, server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static void call(Claude claude) {
        assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
    }

    @Test
    void namedProfile_thatIsMissing_isAnError_alsoWhereThereIsAnother() throws Exception {
        profiles.config("default", ProfileFiles.LOGIN);
        profiles.environment.put("ANTHROPIC_PROFILE", "nowhere");
        try (Claude claude = profiles.fromEnv()) {
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("profile nowhere: no file "
                            + directory.resolve("configs").resolve("nowhere.json"));
        }
    }

    @Test
    void namedProfile_winsOverFederationVariables_andThoseOverTheActiveOne() throws Exception {
        profiles.environment.put("ANTHROPIC_FEDERATION_RULE_ID", "fdrl_e");
        profiles.environment.put("ANTHROPIC_ORGANIZATION_ID", "org-e");
        profiles.environment.put("ANTHROPIC_IDENTITY_TOKEN", "jwt");
        profiles.environment.put("ANTHROPIC_BASE_URL", server.server.url());
        profiles.config("default", ProfileFiles.LOGIN);
        profiles.config("named", FEDERATION);
        try (Claude claude = profiles.fromEnv()) {
            call(claude);
        }
        profiles.environment.put("ANTHROPIC_PROFILE", "named");
        try (Claude claude = profiles.fromEnv()) {
            call(claude);
        }

        assertThat(server.grant(0).string("federation_rule_id")).isEqualTo("fdrl_e");
        assertThat(server.grant(1).string("federation_rule_id")).isEqualTo("fdrl_f");
        assertThat(server.grant(1).string("organization_id")).isEqualTo("org-f");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"-,default", "'',default", "other,other"},
            nullValues = "-")
    void activeProfile_isWhatTheFileNames_elseDefault(String active, String expected) throws Exception {
        if (active != null) {
            Files.writeString(directory.resolve("active_config"), active + "\n");
        }
        profiles.config(expected, ProfileFiles.LOGIN);
        profiles.credentials(expected, profiles.tokens("stored", 900, "r"));
        server.knows("stored", 900);
        profiles.environment.put("ANTHROPIC_BASE_URL", server.server.url());
        try (Claude claude = profiles.fromEnv()) {
            call(claude);
        }

        assertThat(server.tokens()).containsExactly("Bearer stored");
    }

    @Test
    void profileNames_thatLeadElsewhere_areRefused() throws Exception {
        profiles.environment.put("ANTHROPIC_PROFILE", "../secret");
        assertThatThrownBy(profiles::fromEnv)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("found \"../secret\"");

        profiles.environment.remove("ANTHROPIC_PROFILE");
        Files.writeString(directory.resolve("active_config"), "../secret");
        try (Claude claude = profiles.fromEnv()) {
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("active_config: expected the name of a profile");
        }
    }

    @Test
    void profile_isReadWhenTheFirstRequestIsMade() throws Exception {
        profiles.environment.put("ANTHROPIC_BASE_URL", server.server.url());
        try (Claude claude = profiles.fromEnv()) {
            assertThatThrownBy(() -> call(claude)).isInstanceOf(MissingCredentialsException.class);
            profiles.config("default", ProfileFiles.LOGIN);
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessageContaining("credentials");
            profiles.credentials("default", profiles.tokens("stored", 900, "r"));
            server.knows("stored", 900);
            call(claude);
        }
    }

    @Test
    void requestWithoutAuthorization_needsNoCredentials() {
        profiles.environment.put("ANTHROPIC_BASE_URL", server.server.url());
        server.server.then(connection -> connection.json(200, "{\"id\":\"m\"}"));
        try (Claude claude = profiles.fromEnv()) {
            call(claude.with(o -> o.withoutHeader("authorization")));
        }
        assertThat(server.server.request().headers().has("authorization")).isFalse();
    }

    @Test
    void profile_saysWhereTheApiIs_unlessCodeOrEnvironmentDo() throws Exception {
        profiles.credentials("default", profiles.tokens("stored", 900, "r"));
        server.knows("stored", 900);
        profiles.config(
                "default",
                ProfileFiles.LOGIN.replace("{\"auth", "{\"base_url\":\"" + server.server.url() + "/prefix/\",\"auth"));
        try (Claude claude = profiles.fromEnv()) {
            call(claude);
            call(claude.with(o -> o.maxRetries(0)));
        }
        profiles.environment.put("ANTHROPIC_BASE_URL", server.server.url() + "/env");
        try (Claude claude = profiles.fromEnv()) {
            call(claude);
        }
        try (Claude claude = profiles.fromEnv(server.options().baseUrl(server.server.url() + "/code"))) {
            call(claude);
        }

        assertThat(server.server.requests())
                .extracting(ScriptedServer.Received::target)
                .containsExactly("/prefix/v1/models/m", "/prefix/v1/models/m", "/env/v1/models/m", "/code/v1/models/m");
    }

    @Test
    void environment_fillsInWhatTheFileLeavesOut_andNoMore() throws Exception {
        Path token = Files.writeString(directory.resolve("jwt"), "from-file");
        profiles.config(
                "work",
                FEDERATION.replace(
                        "\"fdrl_f\"",
                        "\"fdrl_f\",\"identity_token\":{\"source\":\"file\",\"path\":" + Json.write(token.toString())
                                + "}"));
        profiles.environment.put("ANTHROPIC_FEDERATION_RULE_ID", "fdrl_e");
        profiles.environment.put("ANTHROPIC_ORGANIZATION_ID", "org-e");
        profiles.environment.put("ANTHROPIC_IDENTITY_TOKEN", "from-env");
        profiles.environment.put("ANTHROPIC_SERVICE_ACCOUNT_ID", "svac_e");
        profiles.environment.put("ANTHROPIC_WORKSPACE_ID", "wrkspc_e");
        try (Claude claude = profiles.work()) {
            call(claude);
        }

        assertThat(server.grant(0))
                .isEqualTo(JsonObject.builder()
                        .put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                        .put("assertion", "from-file")
                        .put("federation_rule_id", "fdrl_f")
                        .put("organization_id", "org-f")
                        .put("service_account_id", "svac_e")
                        .put("workspace_id", "wrkspc_e")
                        .build());
        assertThat(Files.exists(directory.resolve("credentials"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json | profile work: ",
                "[] | profile work: ",
                "{} | profile work: authentication: expected an object, found nothing, in ",
                "{\"authentication\":{\"type\":\"magic\"}} | profile work: authentication.type: expected oidc_federation or user_oauth, found \"magic\", in ",
                "{\"authentication\":{\"type\":\"oidc_federation\"}} | profile work: expected a rule id (ANTHROPIC_FEDERATION_RULE_ID), found nothing, in ",
                "{\"version\":\"2.0\"} | profile work: version: expected 1.x, found 2.0, in ",
                "{\"authentication\":{\"type\":\"oidc_federation\",\"identity_token\":{\"source\":\"url\"}}} | profile work: authentication.identity_token.source: expected file, found \"url\", in "
            })
    void config_thatMakesNoSense_isNamed(String json, String message) throws Exception {
        Path file = profiles.config("work", json);
        try (Claude claude = profiles.work()) {
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageStartingWith(message.strip())
                    .hasMessageContaining(file.toString());
        }
        assertThat(server.server.requests()).isEmpty();
    }
}
