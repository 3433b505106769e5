package io.github.claude4j.checks.wire;

/**
 * What came of a call.
 *
 * @param value null where it failed
 * @param failure null where it did not
 * @param partial the text that had come by then; null where none can have
 * @param signals how often it was told that all is over
 */
record Result(String value, Throwable failure, String partial, int signals) {
    static Result value(String value) {
        return new Result(value, null, null, 1);
    }

    static Result failure(Throwable failure, String partial) {
        return new Result(null, failure, partial, 1);
    }

    @Override
    public String toString() {
        if (failure == null) {
            return "\"" + shortened(value) + "\"";
        }
        StringBuilder text = new StringBuilder(shortened(failure.toString()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" < ").append(shortened(cause.toString()));
        }
        return text + (partial == null ? "" : " after \"" + partial + "\"");
    }

    static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
