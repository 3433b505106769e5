package io.github.claude4j.codegen.spec;

/** A place in the spec, for messages. Lines count from 1. */
public record Mark(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
