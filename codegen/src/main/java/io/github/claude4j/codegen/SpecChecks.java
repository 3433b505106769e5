package io.github.claude4j.codegen;

/** What the generator refuses. */
final class SpecChecks {
    static void run(Spec spec, Problems problems) {}
}
