package io.github.claude4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Registries that can be looked at, and a handler that passes traces on as a tracer's does. */
final class Observed {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ObservationRegistry registry = ObservationRegistry.create();
    final ClaudeObservations observations = ClaudeObservations.of(registry, meters);
    private final LinkedBlockingQueue<Observation.Context> stopped = new LinkedBlockingQueue<>();

    Observed() {
        registry.observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters))
                .observationHandler(new ObservationHandler<>() {
                    @Override
                    public void onStart(Observation.Context context) {
                        if (context instanceof CallContext call && call.getCarrier() != null) {
                            call.getSetter().set(call.getCarrier(), "traceparent", "00-1-2-01");
                            call.getSetter().set(call.getCarrier(), "baggage", "customer=Miller");
                        }
                    }

                    @Override
                    public void onStop(Observation.Context context) {
                        stopped.add(context);
                    }

                    @Override
                    public boolean supportsContext(Observation.Context context) {
                        return true;
                    }
                });
    }

    /** The next observation of this name that is over; it may still be about to end. */
    Observation.Context stopped(String name) {
        try {
            while (true) {
                Observation.Context context = stopped.poll(60, TimeUnit.SECONDS);
                assertThat(context).as(name).isNotNull();
                if (context.getName().equals(name)) {
                    return context;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Those that are over and were not asked for, in the order of their ends. */
    List<Observation.Context> all() {
        return List.copyOf(stopped);
    }
}
