// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import io.github.claude4j.ApiValue;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One of several forms, told apart by their JSON shape. */
public sealed interface Value extends JsonView
        permits Value.Text, Value.Flag, Value.Int, Value.Decimal, Value.Items, Value.Unknown, HiddenVariant {
    /** The form that this JSON value has. */
    static Value of(Object json) {
        if (json instanceof String value) {
            return new Text(value);
        }
        if (json instanceof Boolean value) {
            return new Flag(value);
        }
        if (json instanceof Long value) {
            return new Int(value);
        }
        if (json instanceof Number value) {
            return new Decimal(value);
        }
        if (json instanceof JsonArray array) {
            return new Items(array);
        }
        return new Unknown(json);
    }

    static Value of(String value) {
        return new Text(Objects.requireNonNull(value, "value"));
    }

    static Value of(boolean value) {
        return new Flag(value);
    }

    static Value of(long value) {
        return new Int(value);
    }

    static Value of(double value) {
        return new Decimal(JsonArray.of(value).get(0));
    }

    static Value of(List<String> items) {
        return new Items(JsonArray.of(Objects.requireNonNull(items, "items")));
    }

    @Override
    Object json();

    /** The form that is text. */
    final class Text extends ApiValue implements Value {
        private Text(String value) {
            super(value);
        }

        public String value() {
            return (String) json();
        }
    }

    /** The form that is a boolean. */
    final class Flag extends ApiValue implements Value {
        private Flag(boolean value) {
            super(value);
        }

        public boolean value() {
            return (Boolean) json();
        }
    }

    /** The form that is an integer. */
    final class Int extends ApiValue implements Value {
        private Int(long value) {
            super(value);
        }

        public long value() {
            return (Long) json();
        }
    }

    /** The form that is a number. */
    final class Decimal extends ApiValue implements Value {
        private Decimal(Object value) {
            super(value);
        }

        public double value() {
            return ((Number) json()).doubleValue();
        }
    }

    /** The form that is a list. */
    final class Items extends ApiValue implements Value {
        private Items(JsonArray items) {
            super(items);
        }

        public List<String> items() {
            List<String> items = new ArrayList<>();
            for (Object item : (JsonArray) json()) {
                if (!(item instanceof String value)) {
                    throw new InvalidDataException("Value: expected text, found " + Json.kind(item));
                }
                items.add(value);
            }
            return List.copyOf(items);
        }
    }

    /** A form that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiValue implements Value {
        private Unknown(Object json) {
            super(json);
        }
    }
}
