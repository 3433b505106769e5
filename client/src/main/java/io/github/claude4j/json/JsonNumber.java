package io.github.claude4j.json;

import io.github.claude4j.errors.InvalidDataException;
import java.math.BigDecimal;

/**
 * A JSON number that is no plain integer, or one of more than 1000 digits, with the spelling it came in: {@code 1.10} stays
 * {@code 1.10}. Two of them are equal when their text is.
 */
public final class JsonNumber extends Number {
    private static final long serialVersionUID = 1L;

    /** The time it takes to make a decimal or an integer grows with the square of its digits. */
    static final int MOST_DIGITS = 1000;

    private final String text;

    JsonNumber(String text) {
        this.text = text;
    }

    /**
     * The number as a decimal, exactly.
     *
     * @throws InvalidDataException when it has more than 1000 digits, or an exponent beyond what a decimal holds
     */
    public BigDecimal decimal() {
        if (text.length() > MOST_DIGITS) {
            throw new InvalidDataException(
                    "expected a number of " + MOST_DIGITS + " digits at most, found " + text.length() + " characters");
        }
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
