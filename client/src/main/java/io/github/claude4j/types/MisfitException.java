package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidDataException;
import java.util.List;

/**
 * JSON does not fit the type that it was read as. The message is made for the model, which can correct itself by it: it has
 * the path of each problem, up to five, and says what was expected. It quotes names, and no values.
 */
public class MisfitException extends InvalidDataException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of text
    private final List<String> problems;

    /** With what does not fit, each problem beginning with its path: {@code lines[0].price: is missing}. */
    public MisfitException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What does not fit, in the order of the JSON. */
    public List<String> problems() {
        return problems;
    }
}
