package io.github.claude4j.internal;

import java.util.regex.Pattern;

/** Versions of the API are dates; clouds put a word before them. */
public final class ApiVersion {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int LENGTH = 10;

    private ApiVersion() {}

    /** Whether a version is older than the one of this date. What ends in no date counts as the newest. */
    public static boolean isBefore(String version, String date) {
        String end = version.substring(Math.max(0, version.length() - LENGTH));
        return DATE.matcher(end).matches() && end.compareTo(date) < 0;
    }
}
