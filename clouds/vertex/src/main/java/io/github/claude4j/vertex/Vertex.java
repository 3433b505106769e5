package io.github.claude4j.vertex;

import com.google.auth.Credentials;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Claude on Google's Vertex AI: messages, whole and streamed, and counting tokens. A model has the name that it has there, such as
 * {@code claude-opus-5-5} or {@code claude-opus-4-1@20250805}.
 *
 * <pre>{@code
 * try (Claude claude = Claude.builder().backend(Vertex.fromEnv()).build()) {
 *     …
 * }
 * }</pre>
 */
public final class Vertex extends GoogleBackend {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String VERSION = "anthropic-version";
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String project;
    private final String region;
    private final String countRegion;

    /** Where it is if that is not the region's own host. */
    private final @Nullable String baseUrl;

    private final Set<String> withoutBetas;

    private Vertex(Builder options, String region, Optional<String> place, Optional<Credentials> found) {
        super(options.identity(found));
        this.region = region;
        this.countRegion = options.countRegion == null ? region : checked("countRegion", options.countRegion);
        this.baseUrl = place.orElse(null);
        this.project =
                Segment.of("project", options.project(found, "ANTHROPIC_VERTEX_PROJECT_ID", "GOOGLE_CLOUD_PROJECT"));
        this.withoutBetas = Set.copyOf(options.withoutBetas);
    }

    /** It becomes a part of a host's name, so nothing else may come with it. */
    private static String checked(String name, String region) {
        if (!REGION.matcher(region).matches()) {
            throw new InvalidParamsException(
                    name + ": expected one such as us-east5, eu or global, found \"" + region + "\"");
        }
        return region;
    }

    /** With what the environment says: see {@link Builder#fromEnv()}. */
    public static Vertex fromEnv() {
        return builder().fromEnv().build();
    }

    /** Builds it. It looks at the environment only if it is told to. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String provider() {
        return "gcp.vertex_ai";
    }

    @Override
    public String baseUrl() {
        return baseUrl == null ? "https://" + host(region) : baseUrl;
    }

    private static String host(String region) {
        return switch (region) {
            case "global" -> "aiplatform.googleapis.com";
            case "us", "eu" -> "aiplatform." + region + ".rep.googleapis.com";
            default -> region + "-aiplatform.googleapis.com";
        };
    }

    @Override
    public boolean supports(Operation operation) {
        boolean known = operation.route().equals(MESSAGES) || counts(operation);
        return known && operation.method().equals("POST");
    }

    private static boolean counts(Operation operation) {
        return operation.route().equals(COUNT);
    }

    @Override
    public void check(Call call) {
        super.check(call);
        Segment.of("model", call.params().get("model"));
        if (call.params().get("thread") != null) {
            throw new InvalidParamsException("thread: expected none, because " + provider()
                    + " has no message threads, found one; send the whole conversation");
        }
    }

    @Override
    Request rewritten(Request request, Call call) throws IOException {
        JsonObject params = request.json();
        boolean counts = counts(call.operation());
        JsonObject.Builder body = params.toBuilder();
        if (!params.has("anthropic_version")) {
            request.headers().first(VERSION).ifPresent(version -> body.put("anthropic_version", version(version)));
        }
        String model = counts ? "count-tokens" : Segment.of("model", params.get("model"));
        if (!counts) {
            body.remove("model");
        }
        String verb = !counts && Boolean.TRUE.equals(params.get("stream")) ? ":streamRawPredict" : ":rawPredict";
        String path = "/projects/" + project + "/locations/" + (counts ? countRegion : region)
                + "/publishers/anthropic/models/" + model + verb;
        return request.withUrl(URI.create(place(call, counts) + path))
                .withBody(RequestBody.of(body.build()))
                .withHeaders(headers(request.headers(), counts));
    }

    /** The version of before 2026 has another name there. */
    private static String version(String version) {
        return version.equals("2023-06-01") ? "vertex-2023-10-16" : version;
    }

    /** Where requests go, with the version of Google's API, which a base URL may have already. */
    private String place(Call call, boolean counts) {
        String place = call.baseUrl();
        if (counts && baseUrl == null && place.equals(baseUrl())) {
            place = "https://" + host(countRegion);
        }
        return place.endsWith("/v1") ? place : place + "/v1";
    }

    /** Counting refuses betas that the models take, and counts the same without them. */
    private Headers headers(Headers given, boolean counts) {
        Headers.Builder sent = given.toBuilder().remove(VERSION).remove("anthropic-beta");
        Set<String> betas = new LinkedHashSet<>();
        given.all("anthropic-beta").forEach(header -> betas.addAll(Headers.words(header)));
        betas.removeAll(withoutBetas);
        if (!counts && !betas.isEmpty()) {
            sent.set("anthropic-beta", String.join(",", betas));
        }
        return sent.set("content-type", "application/json").build();
    }

    @Override
    public Response error(Response error, Call call) throws IOException {
        return GoogleErrors.translated(error, error.status() == 404 ? advice(call) : "");
    }

    private String advice(Call call) {
        return counts(call.operation())
                ? "tokens may not be counted in " + countRegion
                        + "; countRegion(…) on the builder of Vertex names another"
                : "check that the model is enabled for the project, and served in " + region;
    }

    /**
     * Says who calls, for which project and where. With {@link #fromEnv()} the region is that of {@code CLOUD_ML_REGION}, the
     * project that of {@code ANTHROPIC_VERTEX_PROJECT_ID}, {@code GOOGLE_CLOUD_PROJECT} or the credentials, the place that of
     * {@code ANTHROPIC_VERTEX_BASE_URL}.
     */
    public static final class Builder extends GoogleOptions<Builder> {
        private final Set<String> withoutBetas = new LinkedHashSet<>();
        private @Nullable String region;
        private @Nullable String countRegion;

        private Builder() {}

        /** The region that answers, such as {@code us-east5}; {@code us}, {@code eu} or {@code global} for any there. */
        public Builder region(String region) {
            this.region = given("region", region);
            return this;
        }

        /** The region that counts tokens, which not all do, {@code global} for one. Default: the same. */
        public Builder countRegion(String region) {
            this.countRegion = given("countRegion", region);
            return this;
        }

        /** Betas not to send, whatever asks for them: those that are not known there may be refused. */
        public Builder withoutBetas(String... betas) {
            withoutBetas.addAll(Set.of(betas));
            return this;
        }

        /**
         * The backend.
         *
         * @throws InvalidParamsException for a region or a project that is nowhere said
         * @throws io.github.claude4j.errors.MissingCredentialsException where nothing says who calls
         */
        public Vertex build() {
            // Told before credentials are looked for, which may take seconds.
            String known = checked("region", required("region", region, "CLOUD_ML_REGION"));
            return new Vertex(this, known, place("ANTHROPIC_VERTEX_BASE_URL"), found());
        }
    }
}
