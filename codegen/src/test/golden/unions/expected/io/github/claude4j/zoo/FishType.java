// Generated from spec/zoo.yaml by codegen; edit that file instead.
package io.github.claude4j.zoo;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiEnum;
import java.util.Objects;

/** Words of the API. */
public final class FishType extends ApiEnum {
    public static final FishType CARP = new FishType("carp");
    public static final FishType PIKE = new FishType("pike");

    private FishType(String value) {
        super(value);
    }

    /** The word that the API spells like this, known or not. */
    @JsonCreator
    public static FishType of(String value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case "carp" -> CARP;
            case "pike" -> PIKE;
            default -> new FishType(value);
        };
    }
}
