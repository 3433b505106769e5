package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.internal.messages.ToolInputs;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/**
 * How the input of a tool use is read. The model writes it as text, which may be cut or be no JSON: then the text is kept in
 * place of the object, and {@link #invalidInput()} has it.
 */
public interface ToolInputView {
    /** The JSON underneath. */
    JsonObject json();

    /**
     * The arguments of the call, as the tool's schema describes them; empty where the server sent none.
     *
     * @throws InvalidDataException when what the model wrote is no whole JSON object; it names the tool and the text
     */
    default JsonObject input() {
        Object input = json().get("input");
        JsonObject object = ToolInputs.object(input);
        if (object != null) {
            return object;
        }
        String found = input instanceof String text ? ToolInputs.shortened(text) : Json.kind(input);
        throw new InvalidDataException(getClass().getSimpleName() + ".input: expected a whole JSON object for the tool "
                + json().optString("name").orElse("without a name") + ", found " + found);
    }

    /** What the model wrote as input where that is no whole JSON object, because it was cut or is malformed; else empty. */
    default Optional<String> invalidInput() {
        Object input = json().get("input");
        return ToolInputs.object(input) == null
                ? Optional.of(input instanceof String text ? text : Json.write(input))
                : Optional.empty();
    }
}
