package io.github.claude4j.micrometer;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Observes each call; what belongs to one is noted on the call. */
final class CallObservations implements CallListener {
    private static final AtomicLong COUNT = new AtomicLong();

    private final String key = "claude4j micrometer " + COUNT.incrementAndGet();
    private final ObservationRegistry registry;
    private final @Nullable CallMeters meters;

    CallObservations(ObservationRegistry registry, @Nullable CallMeters meters) {
        this.registry = registry;
        this.meters = meters;
    }

    private record Observed(Observation observation, CallContext context) {}

    @Override
    public void onStart(Call call) {
        CallContext context = new CallContext(call);
        CallConvention names = context.isChat() ? CallConvention.CHAT : CallConvention.OTHER;
        Observation observation = Observation.start(null, names, () -> context, registry);
        call.attribute(key, new Observed(observation, context));
    }

    @Override
    public <T> Supplier<T> carry(Supplier<T> call) {
        Observation current = registry.getCurrentObservation();
        return current == null ? call : () -> Inside.get(current, call);
    }

    /** What a handler that passes traces on has put there when the observation began. */
    @Override
    public Headers headers(Call call) {
        Headers.Builder carrier =
                call.attribute(key) instanceof Observed observed ? observed.context.getCarrier() : null;
        return carrier == null ? Headers.of() : carrier.build();
    }

    @Override
    public void onHead(Call call, Response response) {
        if (call.attribute(key) instanceof Observed observed) {
            observed.context.status(response.status());
        }
    }

    @Override
    public void onEvent(Call call, JsonObject event) {
        Object type = event.get("type");
        boolean start = "message_start".equals(type);
        if ((start || "message_delta".equals(type))
                && call.attribute(key) instanceof Observed observed
                && event.get(start ? "message" : "delta") instanceof JsonObject part) {
            observed.context.told(part);
        }
    }

    @Override
    public void onAnswer(Call call, JsonObject answer) {
        if (call.attribute(key) instanceof Observed observed && observed.context.isChat()) {
            observed.context.told(answer);
        }
    }

    @Override
    public void onEnd(Call call, @Nullable Throwable failure) {
        if (call.attribute(key) instanceof Observed observed) {
            if (failure != null) {
                observed.observation.error(failure);
            }
            observed.observation.stop();
            if (meters != null && observed.context.isChat()) {
                meters.count(observed.context);
            }
        }
    }
}
