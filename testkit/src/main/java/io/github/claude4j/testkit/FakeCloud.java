package io.github.claude4j.testkit;

import io.github.claude4j.testkit.internal.cloud.AwsCloud;
import io.github.claude4j.testkit.internal.cloud.BedrockCloud;
import io.github.claude4j.testkit.internal.cloud.Cloud;
import io.github.claude4j.testkit.internal.cloud.FoundryCloud;
import io.github.claude4j.testkit.internal.cloud.GoogleCloud;
import io.github.claude4j.testkit.internal.cloud.VertexCloud;
import org.jspecify.annotations.Nullable;

/**
 * A cloud that {@link FakeClaude} can stand for: with its routes, its form of bodies, streams and errors, and its way of saying who calls. What
 * is scripted, and what was received, is as the API has it all the same.
 */
public enum FakeCloud {
    /** Amazon Bedrock, by its operations that invoke a model. Models have the names of the API, with what Bedrock puts around them. */
    BEDROCK,
    /** Amazon Bedrock by Mantle, below {@code /anthropic}. */
    BEDROCK_MANTLE,
    /** Claude Platform on AWS. */
    CLAUDE_ON_AWS,
    /** Google's Vertex AI, in any project and region. Any token is good. */
    VERTEX,
    /**
     * Claude on Google Cloud, below {@code /v1/projects/…/locations/…/workspaces/…/invoke}, which belongs to the base URL. Any token
     * is good.
     */
    CLAUDE_ON_GOOGLE_CLOUD,
    /** Microsoft Foundry, below {@code /anthropic}. Any key and any token is good, and each model of the API is a deployment. */
    FOUNDRY;

    /** The id of the one key of AWS whose signatures are good, in any region; any API key is good. */
    public static final String ACCESS_KEY_ID = "AKIAFAKECLAUDE";

    /** The secret of {@link #ACCESS_KEY_ID}. */
    public static final String SECRET_ACCESS_KEY = "fake-claude-secret";

    /**
     * Starts a fake of this cloud on any free port. A client finds it by the {@code baseUrl} of its backend, with any region:
     *
     * <pre>{@code
     * Bedrock.builder()
     *         .baseUrl(fake.url())
     *         .region("us-west-2")
     *         .credentials(AwsCredentials.of(FakeCloud.ACCESS_KEY_ID, FakeCloud.SECRET_ACCESS_KEY))
     * }</pre>
     */
    public FakeClaude start() {
        return FakeClaude.start(options -> options.cloud(this));
    }

    static Cloud of(@Nullable FakeCloud cloud, boolean strict) {
        if (cloud == null) {
            return Cloud.NONE;
        }
        return switch (cloud) {
            case BEDROCK -> new BedrockCloud(ACCESS_KEY_ID, SECRET_ACCESS_KEY, strict);
            case BEDROCK_MANTLE -> AwsCloud.mantle(ACCESS_KEY_ID, SECRET_ACCESS_KEY, strict);
            case CLAUDE_ON_AWS -> AwsCloud.platform(ACCESS_KEY_ID, SECRET_ACCESS_KEY, strict);
            case VERTEX -> new VertexCloud(strict);
            case CLAUDE_ON_GOOGLE_CLOUD -> new GoogleCloud(strict);
            case FOUNDRY -> new FoundryCloud(strict);
        };
    }
}
