// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import io.github.claude4j.ApiValue;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One of several forms, told apart by their JSON shape. */
public sealed interface EffortChoice extends JsonView
        permits EffortChoice.Text, EffortChoice.Items, EffortChoice.Unknown, HiddenVariant {
    /** The form that this JSON value has. */
    static EffortChoice of(Object json) {
        if (json instanceof String value) {
            return new Text(value);
        }
        if (json instanceof JsonArray array) {
            return new Items(array);
        }
        return new Unknown(json);
    }

    static EffortChoice of(String value) {
        return new Text(Objects.requireNonNull(value, "value"));
    }

    static EffortChoice of(List<? extends Block> items) {
        return new Items(JsonArray.of(Objects.requireNonNull(items, "items")));
    }

    @Override
    Object json();

    /** The form that is text. */
    final class Text extends ApiValue implements EffortChoice {
        private Text(String value) {
            super(value);
        }

        public String value() {
            return (String) json();
        }
    }

    /** The form that is a list. */
    final class Items extends ApiValue implements EffortChoice {
        private Items(JsonArray items) {
            super(items);
        }

        public List<Block> items() {
            List<Block> items = new ArrayList<>();
            for (Object item : (JsonArray) json()) {
                if (!(item instanceof JsonObject value)) {
                    throw new InvalidDataException("EffortChoice: expected objects, found " + Json.kind(item));
                }
                items.add(Block.of(value));
            }
            return List.copyOf(items);
        }
    }

    /** A form that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiValue implements EffortChoice {
        private Unknown(Object json) {
            super(json);
        }
    }
}
