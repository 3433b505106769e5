package io.github.claude4j.cli.options;

import io.github.claude4j.aws.ClaudeOnAws;
import io.github.claude4j.bedrock.Bedrock;
import io.github.claude4j.bedrock.BedrockMantle;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.foundry.Foundry;
import io.github.claude4j.http.Backend;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.vertex.ClaudeOnGoogleCloud;
import io.github.claude4j.vertex.Vertex;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A cloud that calls can go to, by its name on the command line. */
public enum Place {
    BEDROCK("bedrock"),
    MANTLE("mantle"),
    AWS("aws"),
    VERTEX("vertex"),
    GOOGLE_CLOUD("google-cloud"),
    FOUNDRY("foundry");

    private final String name;

    Place(String name) {
        this.name = name;
    }

    /** The backend with what the environment says. */
    Backend open() {
        try {
            return switch (this) {
                case BEDROCK -> Bedrock.fromEnv();
                case MANTLE -> BedrockMantle.fromEnv();
                case AWS -> ClaudeOnAws.fromEnv();
                case VERTEX -> Vertex.fromEnv();
                case GOOGLE_CLOUD -> ClaudeOnGoogleCloud.fromEnv();
                case FOUNDRY -> Foundry.fromEnv();
            };
        } catch (MissingCredentialsException | InvalidParamsException e) {
            throw new UsageException("--backend " + name + ": " + e.getMessage());
        }
    }

    /** What stands for it where no account is needed. */
    public FakeCloud fake() {
        return switch (this) {
            case BEDROCK -> FakeCloud.BEDROCK;
            case MANTLE -> FakeCloud.BEDROCK_MANTLE;
            case AWS -> FakeCloud.CLAUDE_ON_AWS;
            case VERTEX -> FakeCloud.VERTEX;
            case GOOGLE_CLOUD -> FakeCloud.CLAUDE_ON_GOOGLE_CLOUD;
            case FOUNDRY -> FakeCloud.FOUNDRY;
        };
    }

    /** As people write it. */
    @Override
    public String toString() {
        return name;
    }

    /** What there is to choose from, for help and completion. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Place::toString).iterator();
        }
    }

    /** Reads a name. */
    public static final class Reader implements ITypeConverter<Place> {
        @Override
        public Place convert(String text) {
            for (Place place : values()) {
                if (place.name.equals(text)) {
                    return place;
                }
            }
            throw new TypeConversionException("expected one of " + String.join(", ", new Names()) + ", found " + text);
        }
    }
}
