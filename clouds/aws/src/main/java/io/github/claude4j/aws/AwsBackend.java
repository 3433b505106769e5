package io.github.claude4j.aws;

import io.github.claude4j.aws.internal.AwsErrors;
import io.github.claude4j.aws.internal.Percent;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;

/**
 * What all backends on AWS have in common: requests are signed, or have an API key; errors and request ids of AWS become those of
 * the API. A request that has an {@code authorization} of its own is left alone.
 */
public abstract class AwsBackend implements Backend {
    private final String provider;
    private final String baseUrl;
    private final Authorization authorization;

    /**
     * A backend with these options.
     *
     * @param provider who answers, as the conventions of OpenTelemetry name it
     * @param service what requests are signed for, such as {@code bedrock}
     * @param host host and path of the service, with <code>{region}</code> in place of the region, and <code>{domain}</code> of
     *     AWS's own domain where that is another in other parts of AWS
     * @throws io.github.claude4j.errors.InvalidParamsException for a region that is nowhere said
     * @throws io.github.claude4j.errors.MissingCredentialsException where nothing says who calls
     */
    protected AwsBackend(AwsOptions<?> options, String provider, String service, String host) {
        Settled settled = new Settled(options, service);
        this.provider = provider;
        this.authorization = settled.authorization();
        this.baseUrl = settled.baseUrl(host);
    }

    @Override
    public final String provider() {
        return provider;
    }

    @Override
    public final String baseUrl() {
        return baseUrl;
    }

    @Override
    public final boolean isReady() {
        return authorization.isReady();
    }

    @Override
    public final Request adapt(Request request, Call call) throws IOException, InterruptedException {
        Request made = rewritten(request, call);
        return made.headers().has("authorization") ? made : authorization.authorize(made, call);
    }

    /** The request as this service takes it, but for who sends it. By default it is the API's own. */
    protected Request rewritten(Request request, Call call) throws IOException {
        return request;
    }

    @Override
    public Response answer(Response answer, Call call) {
        Headers headers = answer.headers();
        return headers.has("request-id") || !headers.has("x-amzn-requestid")
                ? answer
                : answer.withHeaders(headers.toBuilder()
                        .set("request-id", headers.first("x-amzn-requestid").orElse(""))
                        .build());
    }

    @Override
    public Response error(Response error, Call call) throws IOException {
        return AwsErrors.translated(error);
    }

    /** A model that is not ready yet is asked five times more, as AWS's own clients do. */
    @Override
    public int maxRetries(int status, Headers headers, int usual) {
        return AwsErrors.type(headers).equals("ModelNotReadyException") ? Math.max(usual, 5) : usual;
    }

    /** A text as one segment of a path, in which colons stay as they are. */
    protected static String segment(String text) {
        return Percent.encode(text, ":");
    }

    /** An error as the API would tell it, of one that AWS names in a stream. */
    protected static JsonObject errorEvent(String type, String message) {
        return AwsErrors.of(type, message);
    }

    @Override
    public final boolean isRefusal(Response answer) {
        return authorization.isRefusal(answer.status(), AwsErrors.type(answer.headers()));
    }

    @Override
    public final boolean renew(Response refusal, Call call) throws IOException, InterruptedException {
        return authorization.renew(call);
    }

    /** Who answers, and where. */
    @Override
    public String toString() {
        return provider + " at " + baseUrl;
    }
}
