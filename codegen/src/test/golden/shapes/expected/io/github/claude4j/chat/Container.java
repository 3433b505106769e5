// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import io.github.claude4j.ApiValue;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.util.Objects;

/** An id or more. */
public sealed interface Container extends JsonView
        permits ContainerConfig, Container.Text, Container.Unknown, HiddenVariant {
    /** The form that this JSON value has. */
    static Container of(Object json) {
        if (json instanceof String value) {
            return new Text(value);
        }
        if (json instanceof JsonObject object) {
            return ContainerConfig.of(object);
        }
        return new Unknown(json);
    }

    static Container of(String value) {
        return new Text(Objects.requireNonNull(value, "value"));
    }

    @Override
    Object json();

    /** The form that is text. */
    final class Text extends ApiValue implements Container {
        private Text(String value) {
            super(value);
        }

        public String value() {
            return (String) json();
        }
    }

    /** A form that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiValue implements Container {
        private Unknown(Object json) {
            super(json);
        }
    }
}
