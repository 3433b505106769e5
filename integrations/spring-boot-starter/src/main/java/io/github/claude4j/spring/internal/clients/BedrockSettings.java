package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.bedrock.Bedrock;
import io.github.claude4j.bedrock.BedrockMantle;
import io.github.claude4j.http.Backend;

/** Settings of Bedrock; loaded only where claude4j-bedrock is there. */
final class BedrockSettings {
    private BedrockSettings() {}

    static Backend bedrock(ClientProperties client, PropertySetter setter) {
        Bedrock.Builder builder = Bedrock.builder();
        AwsSettings.apply(builder, client, setter);
        return setter.built(builder::build, AwsSettings.PROPERTIES);
    }

    static Backend mantle(ClientProperties client, PropertySetter setter) {
        BedrockMantle.Builder builder = BedrockMantle.builder();
        AwsSettings.apply(builder, client, setter);
        return setter.built(builder::build, AwsSettings.PROPERTIES);
    }
}
