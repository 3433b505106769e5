package io.github.claude4j.bedrock.internal;

import io.github.claude4j.errors.InvalidParamsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a model, of an inference profile, or its ARN. */
public final class ModelId {
    /** What says where an inference profile runs, in front of the id of its model, perhaps in an ARN. */
    private static final Pattern PROFILE =
            Pattern.compile("(?:arn:.*:inference-profile/)?[a-z]+(?:-[a-z]+)*\\.(anthropic\\..+)");

    private ModelId() {}

    /**
     * The id as it is to be one segment of a path, not encoded yet: what callers of older clients had to encode is as good.
     *
     * @throws InvalidParamsException for what would lead to another path
     */
    public static String of(@Nullable Object model) {
        String id = model instanceof String text ? text : "";
        id = id.replace("%2F", "/").replace("%2f", "/").replace("%3A", ":").replace("%3a", ":");
        String bare = id.indexOf(';') < 0 ? id : id.substring(0, id.indexOf(';'));
        if (bare.isBlank() || bare.equals(".") || bare.equals("..")) {
            throw new InvalidParamsException(
                    "model: expected the id of a model or of an inference profile, or an ARN, found "
                            + (id.isBlank() ? "none" : "\"" + id + "\""));
        }
        return id;
    }

    /** Whether this is the id of an inference profile of several regions, such as {@code us.anthropic.claude-…}. */
    public static boolean isProfile(String id) {
        return PROFILE.matcher(id).matches();
    }

    /** The model itself, which counts tokens where a profile does not; the id as it is where it does not tell. */
    public static String base(String id) {
        Matcher profile = PROFILE.matcher(id);
        return profile.matches() ? profile.group(1) : id;
    }
}
