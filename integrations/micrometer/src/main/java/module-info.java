/** Observations and meters. {@link io.github.claude4j.micrometer.ClaudeObservations} is where to begin. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has names, but no descriptors.
module io.github.claude4j.micrometer {
    requires transitive io.github.claude4j;
    requires transitive micrometer.observation;
    requires transitive micrometer.commons;
    requires static transitive micrometer.core;
    requires static org.jspecify;

    exports io.github.claude4j.micrometer;
}
