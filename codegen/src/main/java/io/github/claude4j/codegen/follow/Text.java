package io.github.claude4j.codegen.follow;

import java.util.regex.Pattern;

/** Texts as the files of the spec write them. */
final class Text {
    private static final Pattern BARE = Pattern.compile("[A-Za-z][\\w./-]*\\??");

    private Text() {}

    /** In quotes where YAML needs them. */
    static String quoted(String text) {
        return BARE.matcher(text).matches() && !text.equals("true") && !text.equals("false") && !text.equals("null")
                ? text
                : "'" + text.replace("'", "''") + "'";
    }
}
