package io.github.claude4j.types;

import io.github.claude4j.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is text in JSON: text itself, dates and times in ISO 8601, UUIDs, URIs. */
final class TextNode extends Node {
    private static final int LONGEST_TIME = 100;
    private static final int LENGTH_OF_UUID = 36;

    private enum Kind {
        TEXT("", "text"),
        CHARACTER("", "one character"),
        UUID("uuid", "a UUID"),
        URI("uri", "a URI"),
        INSTANT("date-time", "a time such as 2026-01-31T14:30:00Z"),
        OFFSET_DATE_TIME("date-time", "a time such as 2026-01-31T14:30:00+01:00"),
        ZONED_DATE_TIME("", "a time with its zone, such as 2026-01-31T14:30:00+01:00[Europe/Paris]"),
        LOCAL_DATE_TIME("", "a date and time without offset, such as 2026-01-31T14:30:00"),
        LOCAL_DATE("date", "a date such as 2026-01-31"),
        LOCAL_TIME("", "a time of day without offset, such as 14:30:00"),
        OFFSET_TIME("time", "a time of day such as 14:30:00+01:00"),
        YEAR_MONTH("", "a year and month, such as 2026-01"),
        MONTH_DAY("", "a month and day, such as --01-31"),
        DURATION("duration", "a duration such as PT1H30M"),
        PERIOD("", "a period such as P1Y2M3D"),
        ZONE_ID("", "a time zone such as Europe/Paris"),
        ZONE_OFFSET("", "an offset such as +01:00");

        final String format;
        final String expected;

        Kind(String format, String expected) {
            this.format = format;
            this.expected = expected;
        }
    }

    private final Kind kind;
    private final boolean primitive;

    private TextNode(Kind kind, boolean primitive) {
        super(kind == Kind.TEXT ? String.class : Void.class);
        this.kind = kind;
        this.primitive = primitive;
    }

    /** The node of this class; null where it is no text. */
    static @Nullable TextNode of(Class<?> type) {
        Kind kind = switch (type.getName()) {
            case "java.lang.String", "java.lang.CharSequence" -> Kind.TEXT;
            case "char", "java.lang.Character" -> Kind.CHARACTER;
            case "java.util.UUID" -> Kind.UUID;
            case "java.net.URI" -> Kind.URI;
            case "java.time.Instant" -> Kind.INSTANT;
            case "java.time.OffsetDateTime" -> Kind.OFFSET_DATE_TIME;
            case "java.time.ZonedDateTime" -> Kind.ZONED_DATE_TIME;
            case "java.time.LocalDateTime" -> Kind.LOCAL_DATE_TIME;
            case "java.time.LocalDate" -> Kind.LOCAL_DATE;
            case "java.time.LocalTime" -> Kind.LOCAL_TIME;
            case "java.time.OffsetTime" -> Kind.OFFSET_TIME;
            case "java.time.YearMonth" -> Kind.YEAR_MONTH;
            case "java.time.MonthDay" -> Kind.MONTH_DAY;
            case "java.time.Duration" -> Kind.DURATION;
            case "java.time.Period" -> Kind.PERIOD;
            case "java.time.ZoneId" -> Kind.ZONE_ID;
            case "java.time.ZoneOffset" -> Kind.ZONE_OFFSET;
            default -> null;
        };
        return kind == null ? null : new TextNode(kind, type.isPrimitive());
    }

    @Override
    @Nullable
    Object absent() {
        return primitive ? (Object) '\0' : null;
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        schema.put("type", "string");
        if (!kind.format.isEmpty()) {
            schema.put("format", kind.format);
        } else if (kind != Kind.TEXT) {
            schema.put("description", kind.expected);
        }
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        if (!(json instanceof String text)) {
            return reading.expected(kind == Kind.TEXT ? "a string" : kind.expected, json);
        }
        if (kind == Kind.TEXT) {
            return text;
        }
        Object value = null;
        try {
            value = kind == Kind.URI ? new URI(text) : text.length() > LONGEST_TIME ? null : parsed(text);
        } catch (DateTimeException | URISyntaxException | IllegalArgumentException e) {
            // What was expected says more than what is wrong.
        }
        return value != null || reading.partial
                ? value == null ? Reading.FAILED : value
                : reading.fail("expected ".concat(kind.expected).concat(", found other text"));
    }

    private @Nullable Object parsed(String text) {
        return switch (kind) {
            case CHARACTER -> text.length() == 1 ? (Object) text.charAt(0) : null;
            case UUID -> text.length() == LENGTH_OF_UUID ? UUID.fromString(text) : null;
            case INSTANT -> OffsetDateTime.parse(text).toInstant();
            case OFFSET_DATE_TIME -> OffsetDateTime.parse(text);
            case ZONED_DATE_TIME -> ZonedDateTime.parse(text);
            case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
            case LOCAL_DATE -> LocalDate.parse(text);
            case LOCAL_TIME -> LocalTime.parse(text);
            case OFFSET_TIME -> OffsetTime.parse(text);
            case YEAR_MONTH -> YearMonth.parse(text);
            case MONTH_DAY -> MonthDay.parse(text);
            case DURATION -> Duration.parse(text);
            case PERIOD -> Period.parse(text);
            case ZONE_ID -> ZoneId.of(text);
            case ZONE_OFFSET -> ZoneOffset.of(text);
            default -> null;
        };
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return value;
        }
        // Their own text leaves the seconds out where there are none, which the format does not allow.
        return value instanceof OffsetDateTime time
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
                : value instanceof OffsetTime time ? DateTimeFormatter.ISO_OFFSET_TIME.format(time) : value.toString();
    }
}
