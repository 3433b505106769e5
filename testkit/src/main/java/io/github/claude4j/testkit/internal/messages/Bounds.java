package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How small and how large a value may be by its schema. What strict schemas do not take is often written into the
 * description instead, as {@code maximum: 10} or in words, and counts as well.
 *
 * @param least infinite when there is no such bound
 * @param most infinite when there is no such bound
 */
record Bounds(double least, double most) {
    private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";
    private static final Pattern LEAST = words("at least|no less than|no fewer than|minimum(?: of)?|min");
    private static final Pattern MOST = words("at most|up to|no more than|not more than|maximum(?: of)?|max");
    private static final Pattern BETWEEN =
            Pattern.compile("\\bbetween " + NUMBER + " and " + NUMBER + "(.*)", Pattern.CASE_INSENSITIVE);

    private static Pattern words(String words) {
        return Pattern.compile("\\b(?:" + words + ")[:=]? " + NUMBER + "(.*)", Pattern.CASE_INSENSITIVE);
    }

    /** Bounds of a number. */
    static Bounds ofNumber(JsonObject schema, double step) {
        double least = Math.max(
                said(schema, "minimum", Double.NEGATIVE_INFINITY),
                said(schema, "exclusiveMinimum", Double.NEGATIVE_INFINITY) + step);
        double most = Math.min(
                said(schema, "maximum", Double.POSITIVE_INFINITY),
                said(schema, "exclusiveMaximum", Double.POSITIVE_INFINITY) - step);
        return new Bounds(least, most).and(inWords(schema, ""));
    }

    /** Bounds of the number of characters. */
    static Bounds ofLength(JsonObject schema) {
        return new Bounds(said(schema, "minLength", 0), said(schema, "maxLength", Double.POSITIVE_INFINITY))
                .and(inWords(schema, "characters|chars|letters"));
    }

    /** Bounds of the number of words. */
    static Bounds ofWords(JsonObject schema) {
        return inWords(schema, "words");
    }

    /** Bounds of the number of items. */
    static Bounds ofItems(JsonObject schema) {
        return new Bounds(said(schema, "minItems", 0), said(schema, "maxItems", Double.POSITIVE_INFINITY))
                .and(inWords(schema, "items|elements|entries"));
    }

    /** The value, or the nearest that is allowed. */
    double nearest(double value) {
        return Math.min(Math.max(value, least), Math.max(least, most));
    }

    private Bounds and(Bounds other) {
        return new Bounds(Math.max(least, other.least), Math.min(most, other.most));
    }

    private static double said(JsonObject schema, String name, double otherwise) {
        if (schema.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        Matcher found = Pattern.compile("\\b" + name + "\\b[\"']?\\s*[:=]?\\s*" + NUMBER)
                .matcher(description(schema));
        return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
    }

    private static Bounds inWords(JsonObject schema, String units) {
        String description = description(schema);
        Optional<String[]> between = found(BETWEEN, description, units);
        double least = found(LEAST, description, units)
                .or(() -> between)
                .map(numbers -> Double.parseDouble(numbers[0]))
                .orElse(Double.NEGATIVE_INFINITY);
        double most = found(MOST, description, units)
                .map(numbers -> Double.parseDouble(numbers[0]))
                .or(() -> between.map(numbers -> Double.parseDouble(numbers[1])))
                .orElse(Double.POSITIVE_INFINITY);
        return new Bounds(least, most);
    }

    /** The numbers, if the word behind them is one of these units; no number of something when there are none. */
    private static Optional<String[]> found(Pattern pattern, String description, String units) {
        Matcher matcher = pattern.matcher(description);
        while (matcher.find()) {
            String behind = matcher.group(matcher.groupCount()).strip();
            boolean fits = units.isEmpty()
                    ? !behind.matches("(?s)(?:characters|chars|letters|words|items|elements|entries)\\b.*")
                    : behind.matches("(?s)(?:" + units + ")\\b.*");
            if (fits) {
                return Optional.of(new String[] {matcher.group(1), matcher.group(Math.max(1, matcher.groupCount() - 1))
                });
            }
        }
        return Optional.empty();
    }

    private static String description(JsonObject schema) {
        return schema.optString("description").orElse("");
    }
}
