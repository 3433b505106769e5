package io.github.claude4j.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.fixtures.ProfileFiles;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TokenServer;
import io.github.claude4j.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of a login: how their file is read, renewed and guarded. */
class LoginTokensTest {
    private final TokenServer server = new TokenServer();
    private final Path directory;
    private final ProfileFiles profiles;

    LoginTokensTest(@TempDir Path directory) {
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
    void storedToken_isUsedAsLongAsItIsGood_withTheHeadersOfALogin() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN.replace("{\"auth", "{\"workspace_id\":\"wrkspc_1\",\"auth"));
        profiles.credentials("work", profiles.tokens("stored", 900, "r"));
        server.knows("stored", 900);
        try (Claude claude = profiles.work()) {
            call(claude);
            call(claude.with(o -> o.workspaceId("wrkspc_2")));
        }

        assertThat(server.exchanges()).isEmpty();
        ScriptedServer.Received request = server.server.requests().get(0);
        assertThat(request.header("authorization")).isEqualTo("Bearer stored");
        assertThat(request.header("anthropic-beta")).isEqualTo("oauth-2025-04-20");
        assertThat(request.header("anthropic-workspace-id")).isEqualTo("wrkspc_1");
        assertThat(server.server.requests().get(1).header("anthropic-workspace-id"))
                .isEqualTo("wrkspc_2");
    }

    @Test
    void endedToken_isRenewed_andWrittenBackForTheOwnerAlone() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        Path file = profiles.credentials(
                "work", profiles.tokens("stored", -5, "ref-0").replace("{", "{\"later\":{\"a\":1.50},"));
        try (Claude claude = profiles.work()) {
            call(claude);
        }

        assertThat(server.grant(0))
                .isEqualTo(
                        JsonObject.of("grant_type", "refresh_token", "refresh_token", "ref-0", "client_id", "cli-1"));
        assertThat(server.exchanges().get(0).header("anthropic-beta")).isEqualTo("oauth-2025-04-20");
        assertThat(Files.readString(file))
                .isEqualTo(
                        "{\"later\":{\"a\":1.50},\"version\":\"1.0\",\"type\":\"oauth_token\",\"access_token\":\"tok-1\","
                                + "\"expires_at\":1000003600,\"refresh_token\":\"ref-1\"}");
        assertThat(profiles.names()).containsExactly("work.json", "work.json.lock");
        if (ProfileFiles.isPosix(file)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(file.resolveSibling("work.json.lock"))))
                    .isEqualTo("rw-------");
        }
        assertThat(server.tokens()).containsExactly("Bearer tok-1");
    }

    @Test
    void refreshToken_thatIsNotReplaced_isKept() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        Path file = profiles.credentials("work", profiles.tokens("stored", -5, "ref-0"));
        server.rotates = false;
        try (Claude claude = profiles.work()) {
            call(claude);
        }

        assertThat(JsonObject.parse(Files.readAllBytes(file)).string("refresh_token"))
                .isEqualTo("ref-0");
    }

    @Test
    void refusedToken_isRenewedAndWritten() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        Path file = profiles.credentials("work", profiles.tokens("revoked", 900, "ref-0"));
        try (Claude claude = profiles.work()) {
            call(claude);
        }

        assertThat(server.tokens()).containsExactly("Bearer revoked", "Bearer tok-1");
        assertThat(JsonObject.parse(Files.readAllBytes(file)).string("access_token"))
                .isEqualTo("tok-1");
    }

    @Test
    void tokens_thatAnotherProcessRenewed_areTakenOver() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        profiles.credentials("work", profiles.tokens("stored", 900, "ref-0"));
        server.knows("stored", 900);
        try (Claude claude = profiles.work()) {
            call(claude);
            server.clock.pass(900);
            profiles.credentials("work", profiles.tokens("theirs", 900, "ref-9"));
            server.knows("theirs", 900);
            call(claude);
        }

        assertThat(server.exchanges()).isEmpty();
        assertThat(server.tokens()).containsExactly("Bearer stored", "Bearer theirs");
    }

    @Test
    void refreshToken_thatAnotherProcessSpentMeanwhile_isNoFailure() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        profiles.credentials("work", profiles.tokens("stored", -5, "ref-0"));
        server.instead(connection -> {
            profiles.credentials("work", profiles.tokens("theirs", 900, "ref-9"));
            connection.json(400, "{\"error\":\"invalid_grant\"}");
        });
        server.knows("theirs", 900);
        try (Claude claude = profiles.work()) {
            call(claude);
        }

        assertThat(server.tokens()).containsExactly("Bearer theirs");
    }

    @Test
    void twoClients_ofOneProfile_spendTheRefreshTokenOnce() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        profiles.credentials("work", profiles.tokens("stored", -5, "ref-0"));
        CountDownLatch both = new CountDownLatch(2);
        try (Claude one = profiles.work();
                Claude two = profiles.work()) {
            server.before(connection -> ScriptedServer.await(both));
            Future<?> first = one.async(c -> {
                both.countDown();
                return c.models().retrieve("m");
            });
            Future<?> second = two.async(c -> {
                both.countDown();
                return c.models().retrieve("m");
            });
            first.get();
            second.get();
        }

        assertThat(server.exchanges()).hasSize(1);
        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-1");
    }

    @Test
    void renewal_thatFails_leavesTheFile_andUsesWhatIsLeftOfTheToken() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        String before = profiles.tokens("stored", 60, "ref-0");
        Path file = profiles.credentials("work", before);
        server.knows("stored", 60);
        server.instead(connection -> connection.json(400, "{\"error\":\"invalid_grant\"}"))
                .instead(connection -> connection.json(400, "{\"error\":\"invalid_grant\"}"));
        try (Claude claude = profiles.work()) {
            call(claude);
            server.clock.pass(50);
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("profile work: token exchange: 400 invalid_grant");
        }

        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(profiles.names()).containsExactly("work.json", "work.json.lock");
        assertThat(server.stale()).isZero();
    }

    @Test
    void renewedTokens_thatCannotBeWritten_areNotLost() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        String before = profiles.tokens("stored", -5, "ref-0");
        Path file = profiles.credentials("work", before);
        Path aside = file.resolveSibling("aside");
        try (Claude claude = profiles.work()) {
            server.before(connection -> {
                // Nothing can be moved over a directory that is not empty.
                Files.move(file, aside);
                Files.createDirectories(file.resolve("full"));
            });
            call(claude);
            server.before(connection -> {});
            Files.delete(file.resolve("full"));
            Files.delete(file);
            Files.move(aside, file);
            assertThat(Files.readString(file)).isEqualTo(before);
            server.clock.pass(3600);
            call(claude);
        }

        assertThat(server.tokens()).containsExactly("Bearer tok-1", "Bearer tok-2");
        assertThat(server.grant(1).string("refresh_token")).isEqualTo("ref-1");
        assertThat(JsonObject.parse(Files.readAllBytes(file)).string("refresh_token"))
                .isEqualTo("ref-2");
        assertThat(profiles.names()).containsExactly("work.json", "work.json.lock");
    }

    @Test
    void answerOfARefresh_thatWasLost_isNotAskedForAgain() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        profiles.credentials("work", profiles.tokens("stored", -5, "ref-0"));
        server.instead(ScriptedServer.Connection::reset);
        try (Claude claude = profiles.work()) {
            assertThatThrownBy(() -> call(claude)).isInstanceOf(CredentialsException.class);
        }
        assertThat(server.exchanges()).hasSize(1);
    }

    @Test
    void tokensThatOthersRenew_areReadAnew() throws Exception {
        profiles.config("work", "{\"authentication\":{\"type\":\"user_oauth\",\"credentials_path\":\"mine/t.json\"}}");
        Path file = directory.resolve("mine/t.json");
        Files.createDirectories(file.getParent());
        ProfileFiles.mode(Files.writeString(file, profiles.tokens("one", 60, "r")), "rw-------");
        server.knows("one", 60);
        try (Claude claude = profiles.work()) {
            call(claude);
            server.clock.pass(60);
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining(
                            "profile work: the token in its credentials file has expired; without a client_id");
            Files.writeString(file, "{\"access_token\":\"two\"}");
            assertThatThrownBy(() -> call(claude)).isInstanceOf(AuthenticationException.class);
            Files.writeString(file, "{\"access_token\":\"three\"}");
            server.knows("three", 60);
            call(claude);
        }
        assertThat(server.exchanges()).isEmpty();
        assertThat(server.tokens()).containsExactly("Bearer one", "Bearer two", "Bearer three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void credentials_thatOthersMayTouch_areRefused(String permissions) throws Exception {
        assumeThat(ProfileFiles.isPosix(directory)).isTrue();
        profiles.config("work", ProfileFiles.LOGIN);
        Path file = ProfileFiles.mode(profiles.credentials("work", profiles.tokens("stored", 900, "r")), permissions);
        try (Claude claude = profiles.work()) {
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("profile work: " + file + ": expected a file for its owner alone, found " + permissions
                            + "; run chmod 600 on it");
        }
        assertThat(server.server.requests()).isEmpty();
    }

    @Test
    void credentials_thatAreNoJson_areNotShown() throws Exception {
        profiles.config("work", ProfileFiles.LOGIN);
        profiles.credentials("work", "very-secret");
        try (Claude claude = profiles.work()) {
            assertThatThrownBy(() -> call(claude))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("expected a JSON object")
                    .hasStackTraceContaining("CredentialsFile")
                    .satisfies(failure ->
                            assertThat(failure.getCause().getMessage()).doesNotContain("very-secret"));
        }
    }
}
