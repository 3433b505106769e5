// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiEnum;
import java.util.Objects;

/** Words of the API. */
public final class Effort extends ApiEnum {
    public static final Effort LOW = new Effort("low");
    public static final Effort HIGH = new Effort("high");

    private Effort(String value) {
        super(value);
    }

    /** The word that the API spells like this, known or not. */
    @JsonCreator
    public static Effort of(String value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case "low" -> LOW;
            case "high" -> HIGH;
            default -> new Effort(value);
        };
    }
}
