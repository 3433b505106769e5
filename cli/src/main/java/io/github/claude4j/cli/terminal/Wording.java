package io.github.claude4j.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Sizes, times and texts as people read them. */
public final class Wording {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final int STEP = 1000;

    private Wording() {}

    /** A number of bytes with three digits or so: {@code 1.5 MB}. */
    public static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        // What would be rounded to the next unit is written in it.
        while (size >= STEP - 0.5 && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
    }

    /** A time in the zone of this machine, to the minute. */
    public static String time(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(time.atZone(ZoneId.systemDefault()));
    }

    /** A day. Those of models are days of the world, whatever the zone of this machine. */
    public static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** A duration in its two greatest units: {@code 4 min 10 s}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }

    /** A number; nothing where it is not known. */
    public static String number(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    /** A count and what is counted, in singular or plural. */
    public static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** A text of several lines in one. */
    public static String oneLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }
}
