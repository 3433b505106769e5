// Generated from spec/ by codegen; edit that file instead.
package io.github.claude4j.internal;

import org.jspecify.annotations.Nullable;

/** What was known of models when this version was made. */
public final class KnownModels {
    private KnownModels() {}

    /** The last day of a model, such as {@code 2026-11-30}; null where it is not known to go. */
    public static @Nullable String end(String model) {
        return switch (model) {
            case "claude-opus-4-5" -> "2027-01-22";
            case "claude-opus-4-5-20251101" -> "2027-01-22";
            default -> null;
        };
    }

    /** The model that takes its place; null where none is known. */
    public static @Nullable String instead(String model) {
        return switch (model) {
            case "claude-opus-4-5" -> "claude-opus-5-5";
            default -> null;
        };
    }

    /** Whether it should think as much as it finds right, and not by a budget. */
    public static boolean adaptive(String model) {
        return switch (model) {
            case "claude-opus-5-5" -> true;
            default -> false;
        };
    }
}
