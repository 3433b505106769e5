// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiEnum;
import java.util.Objects;

/** Words of the API. */
public final class Sure extends ApiEnum {
    /**
     * Beta: it comes only when the header {@code sure-2026-01-01} was sent; {@code o.beta("sure-2026-01-01")} asks
     * for it.
     */
    public static final Sure YES_SURE = new Sure("yes_sure");

    private Sure(String value) {
        super(value);
    }

    /** The word that the API spells like this, known or not. */
    @JsonCreator
    public static Sure of(String value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case "yes_sure" -> YES_SURE;
            default -> new Sure(value);
        };
    }
}
