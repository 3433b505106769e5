package io.github.claude4j.types;

import io.github.claude4j.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/** Numbers, which may also come as text, and integers as {@code 3.0}. */
final class NumberNode extends Node {
    /** What a number may have in digits or as exponent: beyond it, arithmetic takes as long as somebody else likes. */
    private static final int LARGEST = 1_000;

    private enum Kind {
        BYTE("an integer between -128 and 127"),
        SHORT("an integer between -32768 and 32767"),
        INT("an integer between -2147483648 and 2147483647"),
        LONG("an integer between -9223372036854775808 and 9223372036854775807"),
        YEAR("a year between -999999999 and 999999999"),
        BIG_INTEGER("an integer of at most 1000 digits"),
        FLOAT("a number that a float holds"),
        DOUBLE("a number that a double holds"),
        BIG_DECIMAL("a number of at most 1000 digits");

        final String expected;

        Kind(String expected) {
            this.expected = expected;
        }
    }

    private final Kind kind;
    private final boolean primitive;

    private NumberNode(Kind kind, boolean primitive) {
        super(kind == Kind.LONG ? Long.class : Void.class);
        this.kind = kind;
        this.primitive = primitive;
    }

    /** The node of this class; null where it is no number. */
    static @Nullable NumberNode of(Class<?> type) {
        Kind kind = switch (type.getName()) {
            case "byte", "java.lang.Byte" -> Kind.BYTE;
            case "short", "java.lang.Short" -> Kind.SHORT;
            case "int", "java.lang.Integer" -> Kind.INT;
            case "long", "java.lang.Long" -> Kind.LONG;
            case "float", "java.lang.Float" -> Kind.FLOAT;
            case "double", "java.lang.Double" -> Kind.DOUBLE;
            case "java.math.BigInteger" -> Kind.BIG_INTEGER;
            case "java.math.BigDecimal" -> Kind.BIG_DECIMAL;
            case "java.time.Year" -> Kind.YEAR;
            default -> null;
        };
        return kind == null ? null : new NumberNode(kind, type.isPrimitive());
    }

    @Override
    @Nullable
    Object absent() {
        return primitive ? exact(0) : null;
    }

    private boolean isInteger() {
        return kind.compareTo(Kind.BIG_INTEGER) <= 0;
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        schema.put("type", isInteger() ? "integer" : "number");
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        Object number = null;
        if (json instanceof Long value) {
            number = exact(value);
        } else if (json instanceof String || (json instanceof Number && !isEndless(json))) {
            String spelling = json.toString().strip();
            BigDecimal decimal = decimal(spelling);
            number = decimal == null ? null : isInteger() ? integer(decimal) : fraction(decimal, spelling);
        }
        return number != null ? number : refused(json, reading);
    }

    /** The text of such an integer alone would take its time. */
    private static boolean isEndless(Object json) {
        return json instanceof BigInteger integer && integer.bitLength() > LARGEST * 4;
    }

    private static @Nullable BigDecimal decimal(String spelling) {
        if (spelling.isEmpty() || spelling.length() > LARGEST) {
            return null;
        }
        try {
            BigDecimal decimal = new BigDecimal(spelling);
            return Math.abs((long) decimal.scale()) > LARGEST ? null : decimal;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable Object integer(BigDecimal decimal) {
        try {
            BigInteger integer = decimal.toBigIntegerExact();
            return kind == Kind.BIG_INTEGER
                    ? integer
                    : integer.bitLength() < Long.SIZE ? exact(integer.longValue()) : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** By its spelling, since a decimal has no minus zero. */
    private @Nullable Object fraction(BigDecimal decimal, String spelling) {
        if (kind == Kind.BIG_DECIMAL) {
            return decimal;
        }
        if (kind == Kind.FLOAT) {
            float value = Float.parseFloat(spelling);
            return Float.isFinite(value) ? value : null;
        }
        double value = Double.parseDouble(spelling);
        return Double.isFinite(value) ? value : null;
    }

    /** An integer as this kind of number; null beyond its range. */
    private @Nullable Object exact(long value) {
        return switch (kind) {
            case BYTE -> value == (byte) value ? (Object) (byte) value : null;
            case SHORT -> value == (short) value ? (Object) (short) value : null;
            case INT -> value == (int) value ? (Object) (int) value : null;
            case LONG -> (Object) value;
            case YEAR -> value >= Year.MIN_VALUE && value <= Year.MAX_VALUE ? Year.of((int) value) : null;
            case BIG_INTEGER -> BigInteger.valueOf(value);
            case FLOAT -> (Object) (float) value;
            case DOUBLE -> (Object) (double) value;
            case BIG_DECIMAL -> BigDecimal.valueOf(value);
        };
    }

    private Object refused(@Nullable Object json, Reading reading) {
        return reading.partial || json instanceof Number
                ? reading.fail("expected ".concat(kind.expected))
                : reading.expected(isInteger() ? "an integer" : "a number", json);
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        return value instanceof Year year ? (Object) year.getValue() : value;
    }
}
