package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;

/** The API behind the accounts of AWS, as it is: Claude Platform on AWS, and Mantle. */
public final class AwsCloud implements Cloud {
    private final AwsKeys keys;
    private final String prefix;
    private final boolean messagesAlone;
    private final boolean workspaces;

    private AwsCloud(AwsKeys keys, String prefix, boolean messagesAlone, boolean workspaces) {
        this.keys = keys;
        this.prefix = prefix;
        this.messagesAlone = messagesAlone;
        this.workspaces = workspaces;
    }

    public static AwsCloud mantle(String keyId, String secret, boolean strict) {
        return new AwsCloud(new AwsKeys(keyId, secret, "bedrock-mantle", strict), "/anthropic", true, false);
    }

    public static AwsCloud platform(String keyId, String secret, boolean strict) {
        return new AwsCloud(new AwsKeys(keyId, secret, "aws-external-anthropic", strict), "", false, strict);
    }

    @Override
    public Received asked(Received request) {
        keys.check(request);
        boolean there = request.path().startsWith(prefix + (messagesAlone ? "/v1/messages" : "/"))
                && !(messagesAlone && request.path().contains("/batches"));
        if (!there) {
            throw Refusal.notFound("Not found");
        }
        if (workspaces && request.header("anthropic-workspace-id").isEmpty()) {
            throw Refusal.invalid("anthropic-workspace-id: header is required");
        }
        return new Received(
                request.method(),
                request.target().substring(prefix.length()),
                Bearer.known(request),
                messagesAlone ? BedrockCloud.known(request.body()) : request.body(),
                request);
    }

    @Override
    public Answer told(Answer answer, Received request) {
        return answer;
    }
}
