package io.github.claude4j.testkit.internal.sessions;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a cron expression of five fields is due: minute, hour, day of the month, month, day of the week. */
final class Cron {
    private static final int FIELDS = 5;

    /** February the 29th comes again within eight years; what does not come by then never does. */
    private static final int MOST_DAYS = 8 * 366 + 1;

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final ZoneId zone;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;

    /** Days of the month and of the week both count when both are given, and the other alone when one is not. */
    private final boolean eitherDay;

    private Cron(String[] fields, ZoneId zone) {
        this.zone = zone;
        minutes = field(fields[0], 0, 59, List.of());
        hours = field(fields[1], 0, 23, List.of());
        daysOfMonth = field(fields[2], 1, 31, List.of());
        months = field(fields[3], 1, 12, MONTHS);
        daysOfWeek = field(fields[4], 0, 7, DAYS);
        daysOfWeek.set(0, daysOfWeek.get(0) || daysOfWeek.get(DayOfWeek.SUNDAY.getValue()));
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /**
     * Understands an expression.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Cron parse(String expression, ZoneId zone) {
        String[] fields = expression.strip().split("\\s+");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("expected 5 fields, found " + fields.length);
        }
        return new Cron(fields, zone);
    }

    /** The values that a field allows: {@code *}, numbers, names, ranges and steps, with commas between them. */
    private static BitSet field(String text, int least, int most, List<String> names) {
        BitSet values = new BitSet(most + 1);
        for (String part : text.split(",", -1)) {
            int slash = part.indexOf('/');
            String range = slash < 0 ? part : part.substring(0, slash);
            int step = slash < 0 ? 1 : number(part.substring(slash + 1), 1, most, List.of());
            int dash = range.indexOf('-');
            boolean all = range.equals("*");
            int from = all ? least : number(dash < 0 ? range : range.substring(0, dash), least, most, names);
            int to = all || (dash < 0 && slash >= 0)
                    ? most
                    : dash < 0 ? from : number(range.substring(dash + 1), least, most, names);
            if (from > to) {
                throw new IllegalArgumentException("expected a range that goes up, found " + part);
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
        return values;
    }

    private static int number(String text, int least, int most, List<String> names) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (name >= 0) {
            return name + least;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException(
                "expected a number from " + least + " to " + most + ", found '" + text + "'");
    }

    /** The first time after this one; null when there is none. */
    @Nullable
    Instant next(Instant after) {
        ZonedDateTime from = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate day = from.toLocalDate();
        for (int i = 0; i < MOST_DAYS; i++) {
            if (isDay(day)) {
                Instant time = on(day, after);
                if (time != null) {
                    return time;
                }
            }
            day = day.plusDays(1);
        }
        return null;
    }

    private boolean isDay(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    /** A time that the clocks skip in spring comes as much later. */
    private @Nullable Instant on(LocalDate day, Instant after) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Instant time = day.atTime(hour, minute).atZone(zone).toInstant();
                if (time.isAfter(after)) {
                    return time;
                }
            }
        }
        return null;
    }
}
