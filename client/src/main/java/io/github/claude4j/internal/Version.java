package io.github.claude4j.internal;

/** The version of this library, for the user-agent. */
final class Version {
    static final String NUMBER = "0.1.0";

    private Version() {}
}
