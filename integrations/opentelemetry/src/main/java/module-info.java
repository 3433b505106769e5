/** Spans and metrics by the GenAI conventions of OpenTelemetry. {@link io.github.claude4j.opentelemetry.ClaudeTelemetry} is all of it. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // OpenTelemetry has names, but no descriptors.
module io.github.claude4j.opentelemetry {
    requires transitive io.github.claude4j;
    requires transitive io.opentelemetry.api;
    requires transitive io.opentelemetry.context;
    requires static org.jspecify;

    exports io.github.claude4j.opentelemetry;
}
