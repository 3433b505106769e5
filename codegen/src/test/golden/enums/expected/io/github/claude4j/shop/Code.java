// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiEnum;
import java.util.Objects;
import java.util.Optional;

/** What went wrong. */
public final class Code extends ApiEnum {
    public static final Code HALF_MADE = new Code("half_made");
    public static final Code TRY_AGAIN = new Code("try_again");
    public static final Code OTHER = new Code("other");

    private Code(String value) {
        super(value);
    }

    /** The word that the API spells like this, known or not. */
    @JsonCreator
    public static Code of(String value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case "half_made" -> HALF_MADE;
            case "try_again" -> TRY_AGAIN;
            case "other" -> OTHER;
            default -> new Code(value);
        };
    }

    /** Whether a request that failed with it may be sent again; empty where the status decides. */
    public Optional<Boolean> retryable() {
        return switch (value()) {
            case "half_made" -> Optional.of(false);
            case "try_again" -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
