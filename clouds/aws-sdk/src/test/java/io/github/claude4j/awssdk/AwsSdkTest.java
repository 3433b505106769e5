package io.github.claude4j.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.aws.ClaudeOnAws;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** What the AWS SDK finds becomes what claude4j signs with. */
@Timeout(120)
class AwsSdkTest {
    private static Supplier<AwsCredentials> ofProfile(String config) {
        ProfileFile file = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(config)
                .build();
        return AwsSdk.credentials(ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName("work")
                .build());
    }

    @Test
    void credentials_areTakenOverAsTheyAre() {
        Instant end = Instant.parse("2026-11-29T12:00:00Z");
        assertThat(AwsSdk.credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA1", "s")))
                        .get())
                .isEqualTo(AwsCredentials.of("AKIA1", "s"));
        assertThat(AwsSdk.credentials(StaticCredentialsProvider.create(AwsSessionCredentials.builder()
                                .accessKeyId("AKIA2")
                                .secretAccessKey("s")
                                .sessionToken("t")
                                .expirationTime(end)
                                .build()))
                        .get())
                .isEqualTo(new AwsCredentials("AKIA2", "s", Optional.of("t"), Optional.of(end)));
    }

    @Test
    void profileThatRunsAProcess_works(@TempDir Path folder) throws IOException {
        Path script = folder.resolve("keys.json");
        Files.writeString(
                script,
                "{\"Version\":1,\"AccessKeyId\":\"AKIA3\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\","
                        + "\"Expiration\":\"2099-01-01T00:00:00Z\"}");
        AwsCredentials found = ofProfile("[profile work]\ncredential_process = cat " + script + "\n")
                .get();
        assertThat(found.accessKeyId()).isEqualTo("AKIA3");
        assertThat(found.expiration()).contains(Instant.parse("2099-01-01T00:00:00Z"));
    }

    /** The modules that the SDK looks for at run time are there: what fails is what is missing on this machine. */
    @Test
    void profilesOfRolesSsoAndLogins_needNoOtherJar() {
        assertThatThrownBy(() -> ofProfile(
                                "[profile work]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n"
                                        + "[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.com/none\n")
                        .get())
                .hasMessageNotContaining("class path");
        assertThatThrownBy(() -> ofProfile("[profile work]\nlogin_session = arn:aws:sts::1:assumed-role/none/x\n"
                                + "region = us-east-1\n")
                        .get())
                .hasMessageNotContaining("class path");
        assertThatThrownBy(() -> ofProfile("[profile work]\nrole_arn = arn:aws:iam::1:role/r\nregion = us-east-1\n"
                                + "web_identity_token_file = /nowhere/token\n")
                        .get())
                .hasMessageNotContaining("class path");
    }

    @Test
    void keysOfAContainer_areFetched() {
        try (FakeClaude container = FakeClaude.start()) {
            container.on(
                    "GET",
                    "/keys",
                    request -> FakeResponse.json(JsonObject.of(
                            "AccessKeyId",
                            "AKIA4",
                            "SecretAccessKey",
                            "s",
                            "Token",
                            "t",
                            "Expiration",
                            "2099-01-01T00:00:00Z")));
            System.setProperty("aws.containerCredentialsFullUri", container.url() + "/keys");
            AwsCredentials found =
                    AwsSdk.credentials(ContainerCredentialsProvider.create()).get();
            assertThat(found.accessKeyId()).isEqualTo("AKIA4");
            assertThat(found.sessionToken()).contains("t");
            assertThat(found.expiration()).contains(Instant.parse("2099-01-01T00:00:00Z"));
        } finally {
            System.clearProperty("aws.containerCredentialsFullUri");
        }
    }

    @Test
    void failure_isReadable_andNamesTheCall() {
        assertThat(AwsSdk.readable("Unable to load credentials from any of the providers in the chain"
                        + " AwsCredentialsProviderChain(credentialsProviders=[AProvider(), BProvider(x=y)]) :"
                        + " [AProvider(): no a, or so., BProvider(x=y): Cannot b, or so.]"))
                .isEqualTo(
                        "the AWS SDK found no credentials:\n  AProvider: no a, or so.\n  BProvider: Cannot b, or so.");
        ClaudeOnAws backend = ClaudeOnAws.builder()
                .region("us-west-2")
                .workspaceId("w")
                .credentials(ofProfile("[profile other]\n"))
                .build();
        try (Claude claude = Claude.builder().backend(backend).maxRetries(0).build()) {
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("models.list")
                    .hasMessageContaining("no AWS credentials")
                    .hasMessageContaining("work");
        }
    }
}
