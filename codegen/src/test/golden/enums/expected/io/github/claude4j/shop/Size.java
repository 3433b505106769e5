// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiEnum;
import java.util.Objects;

/** How big. */
public final class Size extends ApiEnum {
    public static final Size SMALL = new Size("small");
    /**
     * Beta: it comes only when the header {@code big-2026-01-01} was sent; {@code o.beta("big-2026-01-01")} asks
     * for it.
     */
    public static final Size VERY_BIG = new Size("very_big");
    public static final Size SIZE_5M = new Size("5m");
    public static final Size IMAGE_PNG = new Size("image/png");
    public static final Size SESSION_CREATED = new Size("session.created");

    private Size(String value) {
        super(value);
    }

    /** The word that the API spells like this, known or not. */
    @JsonCreator
    public static Size of(String value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case "small" -> SMALL;
            case "very_big" -> VERY_BIG;
            case "5m" -> SIZE_5M;
            case "image/png" -> IMAGE_PNG;
            case "session.created" -> SESSION_CREATED;
            default -> new Size(value);
        };
    }
}
