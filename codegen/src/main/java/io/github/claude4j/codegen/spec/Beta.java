package io.github.claude4j.codegen.spec;

import java.util.List;

/**
 * What must be sent in the anthropic-beta header.
 *
 * @param headers the names to send
 * @param unknown whether one is needed whose name nobody told us
 */
public record Beta(List<String> headers, boolean unknown) {
    static final Beta NONE = new Beta(List.of(), false);
}
