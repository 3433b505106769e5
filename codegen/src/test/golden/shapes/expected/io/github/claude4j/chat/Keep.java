// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import io.github.claude4j.ApiValue;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.util.Objects;

/** One of several forms, told apart by their JSON shape. */
public sealed interface Keep extends JsonView permits Turns, Keep.Text, Keep.Unknown, HiddenVariant {
    /** The form that this JSON value has. */
    static Keep of(Object json) {
        if (json instanceof String value) {
            return new Text(value);
        }
        if (json instanceof JsonObject object) {
            return Turns.of(object);
        }
        return new Unknown(json);
    }

    static Keep of(String value) {
        return new Text(Objects.requireNonNull(value, "value"));
    }

    @Override
    Object json();

    /** The form that is text. */
    final class Text extends ApiValue implements Keep {
        private Text(String value) {
            super(value);
        }

        public String value() {
            return (String) json();
        }
    }

    /** A form that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiValue implements Keep {
        private Unknown(Object json) {
            super(json);
        }
    }
}
