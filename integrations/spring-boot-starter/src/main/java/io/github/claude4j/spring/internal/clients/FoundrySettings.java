package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.foundry.Foundry;
import io.github.claude4j.http.Backend;
import java.util.Map;

/** Settings of Microsoft Foundry; loaded only where claude4j-foundry is there. */
final class FoundrySettings {
    private FoundrySettings() {}

    static Backend foundry(ClientProperties client, PropertySetter setter) {
        Foundry.Builder builder = Foundry.builder();
        Place.apply(builder, client, setter);
        setter.set("api-key", client.apiKey(), builder::apiKey);
        setter.set("auth-token", client.authToken(), token -> builder.accessToken(() -> token));
        Place.skipAuth(builder, client, setter);
        ClientProperties.Foundry foundry = client.foundry();
        if (foundry != null) {
            setter.set("foundry.resource", foundry.resource(), builder::resource);
        }
        return setter.built(builder::build, Map.of("resource", "foundry.resource", "baseUrl", "base-url"));
    }
}
