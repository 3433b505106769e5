package io.github.claude4j.socket;

import java.io.IOException;

/** An answer is not as HTTP has it. */
final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String found) {
        super("the answer could not be read: " + found);
    }
}
