// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiEnum;
import java.util.Objects;

/** Words of the API. */
public final class Speed extends ApiEnum {
    public static final Speed SLOW = new Speed("slow");
    /** Beta: a request that carries it needs the header {@code fast-2026-01-01}, which the client sends by itself. */
    public static final Speed FAST = new Speed("fast");

    private Speed(String value) {
        super(value);
    }

    /** The word that the API spells like this, known or not. */
    @JsonCreator
    public static Speed of(String value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case "slow" -> SLOW;
            case "fast" -> FAST;
            default -> new Speed(value);
        };
    }
}
