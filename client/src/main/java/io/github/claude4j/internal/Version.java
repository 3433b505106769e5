package io.github.claude4j.internal;

/** The version of this library, for the user-agent. */
public final class Version {
    public static final String NUMBER = "0.1.0";

    private Version() {}
}
