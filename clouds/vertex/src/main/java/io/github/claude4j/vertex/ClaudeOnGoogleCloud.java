package io.github.claude4j.vertex;

import com.google.auth.Credentials;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Claude on Google Cloud, managed by Anthropic: the API itself, with its model ids and betas, behind the accounts of Google.
 *
 * <pre>{@code
 * try (Claude claude = Claude.builder().backend(ClaudeOnGoogleCloud.fromEnv()).build()) {
 *     …
 * }
 * }</pre>
 */
public final class ClaudeOnGoogleCloud extends GoogleBackend {
    private final String baseUrl;

    /** Where what belongs to the organization is; null where the base URL was given, which has all. */
    private final @Nullable String organization;

    private ClaudeOnGoogleCloud(
            Builder options, Optional<String> place, String workspace, Optional<Credentials> found) {
        super(options.identity(found));
        if (place.isPresent()) {
            this.baseUrl = place.get();
            this.organization = null;
            return;
        }
        String project = options.project(found, "ANTHROPIC_GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_PROJECT");
        String location = "https://claude.googleapis.com/v1/projects/" + Segment.of("project", project) + "/locations/"
                + Segment.of("location", options.location());
        this.baseUrl = location + "/workspaces/" + Segment.of("workspaceId", workspace) + "/invoke";
        this.organization = location + "/claudeOrganization/invoke";
    }

    /** With what the environment says: see {@link Builder#fromEnv()}. */
    public static ClaudeOnGoogleCloud fromEnv() {
        return builder().fromEnv().build();
    }

    /** Builds it. It looks at the environment only if it is told to. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    Request rewritten(Request request, Call call) {
        String url = request.url().toString();
        if (organization == null || !url.startsWith(baseUrl)) {
            return request;
        }
        String route = url.substring(baseUrl.length());
        return isOrganizations(route) ? request.withUrl(URI.create(organization + route)) : request;
    }

    private static boolean isOrganizations(String route) {
        int end = route.indexOf('?');
        String path = (end < 0 ? route : route.substring(0, end)) + "/";
        return path.startsWith("/v1/organizations/") || path.startsWith("/v1/user_profiles/");
    }

    /**
     * Says who calls, for which project and workspace, and where. With {@link #fromEnv()} these are
     * {@code ANTHROPIC_GOOGLE_CLOUD_PROJECT} (or {@code GOOGLE_CLOUD_PROJECT}, or the credentials' project),
     * {@code ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID}, {@code ANTHROPIC_GOOGLE_CLOUD_LOCATION} and
     * {@code ANTHROPIC_GOOGLE_CLOUD_BASE_URL}.
     */
    public static final class Builder extends GoogleOptions<Builder> {
        private @Nullable String location;
        private @Nullable String workspace;

        private Builder() {}

        /** Where it runs. Default: {@code global}. */
        public Builder location(String location) {
            this.location = given("location", location);
            return this;
        }

        /** The workspace that calls count for. */
        public Builder workspaceId(String id) {
            this.workspace = given("workspaceId", id);
            return this;
        }

        private String location() {
            return location == null
                    ? variable("ANTHROPIC_GOOGLE_CLOUD_LOCATION").orElse("global")
                    : location;
        }

        /**
         * The backend. A base URL takes the place of all of host, project, location and workspace.
         *
         * @throws io.github.claude4j.errors.InvalidParamsException for a project or a workspace that is nowhere said
         * @throws io.github.claude4j.errors.MissingCredentialsException where nothing says who calls
         */
        public ClaudeOnGoogleCloud build() {
            Optional<String> place = place("ANTHROPIC_GOOGLE_CLOUD_BASE_URL");
            // Told before credentials are looked for, which may take seconds.
            String id =
                    place.isPresent() ? "" : required("workspaceId", workspace, "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID");
            return new ClaudeOnGoogleCloud(this, place, id, found());
        }
    }
}
