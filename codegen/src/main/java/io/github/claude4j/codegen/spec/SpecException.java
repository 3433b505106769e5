package io.github.claude4j.codegen.spec;

import java.util.List;

/** The spec is wrong. The message is one line a problem, and a stack trace would only hide it. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpecException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
    }
}
