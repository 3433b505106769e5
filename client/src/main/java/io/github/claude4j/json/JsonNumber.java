package io.github.claude4j.json;

import io.github.claude4j.errors.InvalidDataException;
import java.math.BigDecimal;

/**
 * A JSON number that is no plain integer, with the spelling it came in: {@code 1.10} stays {@code 1.10}. Two of them are
 * equal when their text is.
 */
public final class JsonNumber extends Number {
    private static final long serialVersionUID = 1L;

    private final String text;

    JsonNumber(String text) {
        this.text = text;
    }

    /**
     * The number as a decimal, exactly.
     *
     * @throws InvalidDataException when its exponent is beyond what a decimal holds
     */
    public BigDecimal decimal() {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new InvalidDataException("expected a number that a decimal holds, found a larger exponent");
        }
    }

    @Override
    public int intValue() {
        return (int) doubleValue();
    }

    @Override
    public long longValue() {
        return (long) doubleValue();
    }

    @Override
    public float floatValue() {
        return Float.parseFloat(text);
    }

    @Override
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNumber that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The number as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
