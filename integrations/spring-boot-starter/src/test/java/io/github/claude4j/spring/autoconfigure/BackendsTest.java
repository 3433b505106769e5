package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class BackendsTest {
    private static final List<String> AWS_KEY = List.of(
            "claude.aws.region=us-west-2",
            "claude.aws.access-key-id=" + FakeCloud.ACCESS_KEY_ID,
            "claude.aws.secret-access-key=" + FakeCloud.SECRET_ACCESS_KEY);

    static Stream<Arguments> clouds() {
        return Stream.of(
                Arguments.of("bedrock", FakeCloud.BEDROCK, "", "us.anthropic.claude-opus-5-5-v1:0", AWS_KEY),
                Arguments.of("mantle", FakeCloud.BEDROCK_MANTLE, "/anthropic", "anthropic.claude-opus-5-5", AWS_KEY),
                Arguments.of(
                        "aws",
                        FakeCloud.CLAUDE_ON_AWS,
                        "",
                        "claude-opus-5-5",
                        Stream.concat(AWS_KEY.stream(), Stream.of("claude.workspace-id=wrkspc_1"))
                                .toList()),
                Arguments.of(
                        "vertex",
                        FakeCloud.VERTEX,
                        "",
                        "claude-opus-5-5",
                        List.of("claude.google.project=p", "claude.google.region=global", "claude.auth-token=t")),
                Arguments.of(
                        "google-cloud",
                        FakeCloud.CLAUDE_ON_GOOGLE_CLOUD,
                        "/v1/projects/p/locations/global/workspaces/w/invoke",
                        "claude-opus-5-5",
                        List.of("claude.auth-token=t")),
                Arguments.of("foundry", FakeCloud.FOUNDRY, "", "claude-opus-5-5", List.of("claude.api-key=k")));
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void backend_ofProperties_isWhereCallsGo(
            String name, FakeCloud cloud, String path, String model, List<String> properties) {
        try (FakeClaude fake = cloud.start()) {
            fake.reply("Hello!");
            Boots.application()
                    .withPropertyValues("claude.backend=" + name, "claude.base-url=" + fake.url() + path)
                    .withPropertyValues(properties.toArray(String[]::new))
                    .run(context -> {
                        Message answer = context.getBean(Claude.class)
                                .messages()
                                .create(m -> m.model(model).maxTokens(100).addUserMessage("Hi"));
                        assertThat(answer.text()).isEqualTo("Hello!");
                    });
        }
    }

    @Test
    void backend_withoutItsArtifact_namesIt() {
        Boots.application()
                .withClassLoader(new FilteredClassLoader("io.github.claude4j.bedrock"))
                .withPropertyValues("claude.backend=bedrock")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("claude.backend: expected io.github.claude4j:claude4j-bedrock on the class path for"
                                + " bedrock, found none"));
    }

    /** What is behind a name in the class path may be missing, as long as nobody asks for it. */
    @Test
    void api_withoutAnyCloud_isThere() {
        Boots.application()
                .withClassLoader(new FilteredClassLoader(
                        "io.github.claude4j.bedrock",
                        "io.github.claude4j.aws",
                        "io.github.claude4j.awssdk",
                        "io.github.claude4j.vertex",
                        "io.github.claude4j.foundry"))
                .run(context -> assertThat(context).hasSingleBean(Claude.class));
    }

    @Test
    void keyToSign_besideAnotherCaller_isToldOfBothProperties() {
        Boots.application()
                .withPropertyValues("claude.backend=bedrock", "claude.skip-auth=true")
                .withPropertyValues(AWS_KEY.toArray(String[]::new))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("claude.aws.access-key-id: claude.skip-auth is set already"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    api          | claude.aws.region=us-west-2    | claude.aws: expected nothing with claude.backend=api, found a value
                    bedrock      | claude.google.project=p        | claude.google: expected nothing with claude.backend=bedrock, found a value
                    bedrock      | claude.aws.region=west         | claude.aws.region: expected one such as us-west-2, found "west"
                    bedrock      | claude.aws.access-key-id=AKIA  | claude.aws.secret-access-key: expected a value, since another part of the key is set, found none
                    bedrock      | claude.workspace-id=w          | claude.workspace-id: expected nothing with claude.backend=bedrock, found a value
                    vertex       | claude.api-key=k               | claude.api-key: expected nothing with claude.backend=vertex, found a value
                    vertex       | claude.google.region=US East   | claude.google.region: expected one such as us-east5, eu or global, found "US East"
                    foundry      | claude.foundry.resource=a.b    | claude.foundry.resource: expected letters, digits and hyphens, found "a.b"
                    foundry      | claude.api-key=k               | claude.foundry.resource: expected one of claude.foundry.resource and claude.base-url, found none, nor ANTHROPIC_FOUNDRY_RESOURCE or ANTHROPIC_FOUNDRY_BASE_URL
                    foundry      | claude.foundry.resource=r      | claude.backend: foundry has no credentials: expected claude.api-key, claude.auth-token or claude.skip-auth=true, found none, nor ANTHROPIC_FOUNDRY_API_KEY
                    """)
    void properties_thatDoNotFitTheBackend_areNamed(String backend, String property, String message) {
        ApplicationContextRunner application =
                Boots.application().withPropertyValues("claude.backend=" + backend, property);

        application.run(context -> assertThat(context).getFailure().hasStackTraceContaining(message));
    }
}
