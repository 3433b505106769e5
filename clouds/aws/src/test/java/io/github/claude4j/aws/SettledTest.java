package io.github.claude4j.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.FakeResponse;
import io.github.claude4j.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls and where, of all places that may say it. */
class SettledTest {
    private static final String KEYS = "aws_access_key_id = AKIAFILE\naws_secret_access_key = secret\n";

    private final FakeClaude fake =
            FakeClaude.start(o -> o.cloud(FakeCloud.CLAUDE_ON_AWS).strict(false));
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void files() {
        variables.put(
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
        variables.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
        variables.put("ANTHROPIC_AWS_WORKSPACE_ID", "wrkspc_env");
        variables.put("AWS_REGION", "eu-west-1");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private ClaudeOnAws.Builder options() {
        UnaryOperator<@Nullable String> environment = variables::get;
        return ClaudeOnAws.builder().fromEnv(environment);
    }

    /** What a request says of who sends it. */
    private String sender(ClaudeOnAws.Builder options) {
        try (Claude claude =
                Claude.builder().backend(options.baseUrl(fake.url()).build()).build()) {
            claude.models().list();
        }
        RecordedRequest request = fake.lastRequest().onTheWire();
        String authorization = request.header("authorization").orElse("nothing");
        return authorization.replaceFirst(
                "AWS4-HMAC-SHA256 Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/.*",
                "$1 in $2 for $3"
                        + request.header("x-amz-security-token")
                                .map(token -> " with " + token)
                                .orElse(""));
    }

    @Test
    void keys_areTakenInOrder() throws IOException {
        Files.writeString(
                folder.resolve("credentials"), "[default]\n" + KEYS + "[other]\n" + KEYS.replace("FILE", "OTHER"));
        assertThat(sender(options())).isEqualTo("AKIAFILE in eu-west-1 for aws-external-anthropic");
        assertThat(sender(options().profile("other"))).startsWith("AKIAOTHER in");

        variables.put("AWS_PROFILE", "other");
        assertThat(sender(options())).startsWith("AKIAOTHER in");

        variables.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        assertThat(sender(options())).isEqualTo("AKIAENV in eu-west-1 for aws-external-anthropic");
        variables.put("AWS_SESSION_TOKEN", "token");
        assertThat(sender(options())).isEqualTo("AKIAENV in eu-west-1 for aws-external-anthropic with token");
        assertThat(sender(options().profile("other"))).startsWith("AKIAOTHER in");

        variables.put("ANTHROPIC_AWS_API_KEY", "key of the environment");
        assertThatThrownBy(() -> sender(options()))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("apiKey");
        variables.put("ANTHROPIC_AWS_API_KEY", "key-env");
        assertThat(sender(options())).isEqualTo("Bearer key-env");
        assertThat(sender(options().profile("other"))).startsWith("AKIAOTHER in");
        assertThat(sender(options().credentials(AwsCredentials.of("AKIACODE", "secret"))))
                .startsWith("AKIACODE in");
        assertThat(sender(options().credentials(() -> AwsCredentials.of("AKIASUPPLIED", "secret"))))
                .startsWith("AKIASUPPLIED in");
        assertThat(sender(options().apiKey("key-code"))).isEqualTo("Bearer key-code");
        assertThat(sender(options().apiKey(() -> "key-supplied"))).isEqualTo("Bearer key-supplied");
        assertThat(sender(options().skipAuth())).isEqualTo("nothing");
    }

    /** A token of the environment belongs to the key there, and to no other. */
    @Test
    void tokenOfTheEnvironment_isNotSentWithAKeyOfTheCode() {
        variables.put("AWS_SESSION_TOKEN", "token");
        assertThat(sender(options().credentials(AwsCredentials.of("AKIACODE", "secret"))))
                .isEqualTo("AKIACODE in eu-west-1 for aws-external-anthropic");
    }

    @Test
    void twoWaysToSayWhoCalls_areAnError() {
        assertThatThrownBy(() -> options().apiKey("k").credentials(AwsCredentials.of("a", "b")))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("credentials: apiKey is set already; only one of them can be used");
    }

    @Test
    void keyOfTheApi_isNeverTaken() {
        variables.put("ANTHROPIC_API_KEY", "sk-ant-secret");
        variables.put("ANTHROPIC_AUTH_TOKEN", "sk-ant-secret");
        assertThatThrownBy(() -> options().build())
                .isInstanceOf(MissingCredentialsException.class)
                .hasMessageContaining("ANTHROPIC_AWS_API_KEY")
                .hasMessageContaining("AWS_ACCESS_KEY_ID")
                .hasMessageContaining("the AWS profile \"default\" holds no key in " + folder.resolve("credentials"))
                .hasMessageContaining("claude4j-aws-sdk");
        assertThatThrownBy(() -> ClaudeOnAws.builder()
                        .workspaceId("w")
                        .region("us-west-2")
                        .build())
                .isInstanceOf(MissingCredentialsException.class)
                .hasMessageContaining("fromEnv()");
    }

    @Test
    void region_isTakenInOrder_andNeverGuessed() throws IOException {
        Files.writeString(
                folder.resolve("config"), "[default]\nregion = ap-south-1 # near\n[profile work]\nregion=ca-west-1\n");
        variables.remove("AWS_REGION");
        assertThat(url(options())).contains("ap-south-1");
        variables.put("AWS_PROFILE", "work");
        assertThat(url(options())).contains("ca-west-1");
        variables.put("AWS_DEFAULT_REGION", "eu-north-1");
        assertThat(url(options())).contains("eu-north-1");
        variables.put("AWS_REGION", " ");
        assertThat(url(options())).contains("eu-north-1");
        variables.put("AWS_REGION", "eu-west-1");
        assertThat(url(options())).isEqualTo("https://aws-external-anthropic.eu-west-1.api.aws");
        assertThat(url(options().region("us-gov-west-1"))).contains("us-gov-west-1");

        variables.clear();
        files();
        variables.remove("AWS_REGION");
        variables.put("AWS_PROFILE", "absent");
        assertThatThrownBy(() -> url(options()))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage(
                        "region: expected one, found none in region(…), AWS_REGION, AWS_DEFAULT_REGION and the profile"
                                + " \"absent\" of " + folder.resolve("config"));
        assertThatThrownBy(
                        () -> ClaudeOnAws.builder().workspaceId("w").apiKey("k").build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("region: expected one")
                .hasMessageContaining("the environment was not looked at");
    }

    private static String url(ClaudeOnAws.Builder options) {
        return options.apiKey("k").build().baseUrl();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.com/", "US-EAST-1", "us", "", " ", "us-east-1.", "us-east-1/x", "us_east_1", "us-east-1\n"
            })
    void regionThatIsNone_isRefused(String region) {
        assertThatThrownBy(() -> ClaudeOnAws.builder().region(region))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("region: expected");
    }

    @Test
    void regionOfTheEnvironmentThatIsNone_isRefused() {
        variables.put("AWS_REGION", "evil.com/#");
        assertThatThrownBy(() -> url(options()))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("evil.com");
    }

    @Test
    void baseUrl_ofTheCodeWinsOverTheEnvironment_andNeedsNoRegionForAKey() {
        variables.put("ANTHROPIC_AWS_BASE_URL", "https://env.example");
        assertThat(url(options())).isEqualTo("https://env.example");
        assertThat(url(options().baseUrl("https://code.example/x"))).isEqualTo("https://code.example/x");
        assertThat(url(ClaudeOnAws.builder().workspaceId("w").baseUrl("https://vpce.example")))
                .isEqualTo("https://vpce.example");
    }

    @Test
    void region_signsAlsoWhereABaseUrlIsGiven() {
        assertThatThrownBy(() -> ClaudeOnAws.builder()
                        .workspaceId("w")
                        .baseUrl("https://vpce.example")
                        .credentials(AwsCredentials.of("a", "b"))
                        .build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("region");
    }

    @ParameterizedTest
    @CsvSource({
        "role_arn, arn:aws:iam::1:role/r",
        "sso_session, corp",
        "sso_start_url, https://example.com",
        "login_session, arn:aws:iam::1:user/u",
        "web_identity_token_file, /token",
        "credential_process, /bin/keys"
    })
    void profileWhoseKeysHaveToBeFetched_saysWhatDoesThat(String setting, String value) throws IOException {
        Files.writeString(folder.resolve("config"), "[profile work]\n" + setting + " = " + value + "\n");
        assertThatThrownBy(() -> options().profile("work").build())
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("\"work\" has " + setting)
                .hasMessageContaining("claude4j-aws-sdk");
    }

    /** A role is taken with keys that are not those to sign with. */
    @Test
    void profileWithARoleAndKeys_isNotSignedWithTheKeys() throws IOException {
        Files.writeString(folder.resolve("credentials"), "[work]\nrole_arn = arn\n" + KEYS);
        assertThatThrownBy(() -> options().profile("work").build()).isInstanceOf(CredentialsException.class);
    }

    @Test
    void profileThatIsNotThere_orHasNoKey_isNamed() throws IOException {
        Files.writeString(folder.resolve("config"), "[profile empty]\nregion = eu-west-1\n[work]\n" + KEYS);
        assertThatThrownBy(() -> options().profile("empty").build())
                .isInstanceOf(MissingCredentialsException.class)
                .hasMessageContaining("\"empty\" holds no key");
        assertThatThrownBy(() -> options().profile("work").build())
                .isInstanceOf(MissingCredentialsException.class)
                .hasMessageContaining("\"work\" is not in");
    }

    @Test
    void profiles_areReadAsAwsWritesThem() throws IOException {
        Files.writeString(
                folder.resolve("config"),
                "# remark\n; remark\n[profile  spaced]\r\n\tAWS_Access_Key_Id=AKIASPACED\r\n[profile nested]\n"
                        + "s3 =\n  aws_access_key_id = WRONG\n" + KEYS.replace("FILE", "NESTED")
                        + "[sso-session corp]\n" + KEYS.replace("FILE", "SESSION"));
        Files.writeString(
                folder.resolve("credentials"),
                "[ token ]\n" + KEYS.replace("FILE", "TOKEN") + "aws_session_token = a=b==\n"
                        + "[both]\naws_access_key_id = AKIABOTH\naws_secret_access_key = s#cret\n");
        assertThat(sender(options().profile("nested"))).startsWith("AKIANESTED in");
        assertThat(sender(options().profile("token")))
                .startsWith("AKIATOKEN in")
                .endsWith("with a=b==");
        assertThat(sender(options().profile("both"))).startsWith("AKIABOTH in");
        assertThatThrownBy(() -> options().profile("corp").build()).isInstanceOf(MissingCredentialsException.class);
    }

    @Test
    void profileFile_isReadAgainWhenItsKeyIsRefused() throws IOException {
        Path file = folder.resolve("credentials");
        Files.writeString(file, "[default]\n" + KEYS);
        fake.at("GET", "/v1/models").reply(FakeResponse.error(403).header("x-amzn-errortype", "ExpiredTokenException"));
        fake.replyDefault();
        try (Claude claude =
                Claude.builder().backend(options().baseUrl(fake.url()).build()).build()) {
            Files.writeString(file, "[default]\n" + KEYS.replace("FILE", "NEWER"));
            claude.models().list();
        }
        assertThat(fake.lastRequest().onTheWire().header("authorization").orElseThrow())
                .contains("AKIANEWER");
    }

    @Test
    void workspace_isNeeded_butNotForAGatewayThatKnows() {
        variables.remove("ANTHROPIC_AWS_WORKSPACE_ID");
        assertThatThrownBy(() -> options().apiKey("k").build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("workspaceId")
                .hasMessageContaining("ANTHROPIC_AWS_WORKSPACE_ID");
        sender(options().skipAuth());
        assertThat(fake.lastRequest().header("anthropic-workspace-id")).isEmpty();
    }
}
