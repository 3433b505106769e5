package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.http.Backend;
import io.github.claude4j.spring.internal.clients.ClientProperties.Google;
import io.github.claude4j.vertex.ClaudeOnGoogleCloud;
import io.github.claude4j.vertex.GoogleOptions;
import io.github.claude4j.vertex.Vertex;
import java.util.Map;

/** Settings of the backends on Google's clouds; loaded only where claude4j-vertex is there. */
final class GoogleSettings {
    private static final Map<String, String> PROPERTIES = Map.of(
            "region", "google.region",
            "location", "google.region",
            "project", "google.project",
            "baseUrl", "base-url",
            "workspaceId", "workspace-id");

    private GoogleSettings() {}

    static Backend vertex(ClientProperties client, PropertySetter setter) {
        Vertex.Builder builder = Vertex.builder();
        apply(builder, client, setter);
        Google google = client.google();
        if (google != null) {
            setter.set("google.region", google.region(), builder::region);
        }
        return setter.built(builder::build, PROPERTIES);
    }

    static Backend claudeOnGoogleCloud(ClientProperties client, PropertySetter setter) {
        ClaudeOnGoogleCloud.Builder builder = ClaudeOnGoogleCloud.builder();
        apply(builder, client, setter);
        setter.set("workspace-id", client.workspaceId(), builder::workspaceId);
        Google google = client.google();
        if (google != null) {
            setter.set("google.region", google.region(), builder::location);
        }
        return setter.built(builder::build, PROPERTIES);
    }

    private static void apply(GoogleOptions<?> builder, ClientProperties client, PropertySetter setter) {
        Place.apply(builder, client, setter);
        setter.set("auth-token", client.authToken(), (String token) -> builder.accessToken(token));
        Place.skipAuth(builder, client, setter);
        Google google = client.google();
        if (google != null) {
            setter.set("google.project", google.project(), builder::project);
        }
    }
}
