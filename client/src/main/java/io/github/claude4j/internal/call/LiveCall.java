package io.github.claude4j.internal.call;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.body.Called;
import io.github.claude4j.json.JsonObject;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that is under way: what interceptors and listeners see of it, and what the engine notes on it. */
public final class LiveCall implements Call {
    private static final int SHORTEST_SECRET = 8;

    private final Operation operation;
    private final JsonObject params;
    private final Timeouts timeouts;
    private final boolean streaming;
    private final boolean repeatable;
    private final long started = System.nanoTime();
    private final List<Runnable> onCancel = new ArrayList<>(2);
    private final Watch watch;

    private volatile int attempt;
    private volatile boolean cancelled;
    private @Nullable Runnable abort;
    private volatile @Nullable Map<String, Object> attributes;

    /** What to check, for the exception that a refusal becomes; empty for nothing. */
    private volatile String hint = "";

    /** Where it goes, for people. */
    private volatile String place = "";

    private volatile @Nullable Request sent;

    private volatile String provider = "anthropic";

    private volatile Supplier<String> baseUrl = () -> "";

    /** When the first byte of the body came; 0 before that. */
    private volatile long firstByte;

    private volatile @Nullable JsonObject usage;

    private volatile List<ResponseInfo.Tried> tried = List.of();

    public LiveCall(Operation operation, JsonObject params, Timeouts timeouts, boolean streaming, boolean repeatable) {
        this.operation = operation;
        this.params = params;
        this.timeouts = timeouts;
        this.streaming = streaming;
        this.repeatable = repeatable;
        this.watch = new Watch(this);
    }

    /** The call of a chain: they are all made here. */
    static LiveCall of(Interceptor.Chain chain) {
        return (LiveCall) chain.call();
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public JsonObject params() {
        return params;
    }

    @Override
    public String provider() {
        return provider;
    }

    void provider(String name) {
        provider = name;
    }

    @Override
    public String baseUrl() {
        return baseUrl.get();
    }

    void baseUrl(Supplier<String> place) {
        baseUrl = place;
    }

    @Override
    public Timeouts timeouts() {
        return timeouts;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public boolean streaming() {
        return streaming;
    }

    @Override
    public boolean repeatable() {
        return repeatable;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Override
    public Duration headWait() throws SocketTimeoutException {
        return watch.left();
    }

    /** Only the thread that makes the call counts; others look. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void beginAttempt() {
        hint = "";
        firstByte = 0;
        attempt++;
        synchronized (onCancel) {
            abort = null;
            watch.beginAttempt();
        }
    }

    Watch watch() {
        return watch;
    }

    @Override
    public void restartAttempt() {
        watch.restartAttempt();
    }

    @Override
    public void abortWith(Runnable action) {
        synchronized (onCancel) {
            if (!cancelled && !watch.hasPassed()) {
                abort = action;
                return;
            }
        }
        action.run();
    }

    @Override
    public void arrived() {
        watch.headArrived();
    }

    @Override
    public void bodyArrived() {
        if (firstByte == 0) {
            firstByte = System.nanoTime() | 1;
        }
    }

    @Override
    public Optional<Duration> firstByte() {
        long came = firstByte;
        return came == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(came - started));
    }

    @Override
    public Optional<JsonObject> usage() {
        return Optional.ofNullable(usage);
    }

    /** Notes what an event or an answer says of tokens. What comes later counts for what came before. */
    void used(JsonObject told) {
        JsonObject from = told.get("message") instanceof JsonObject message ? message : told;
        if (from.get("usage") instanceof JsonObject more) {
            JsonObject before = usage;
            JsonObject.Builder sum = before == null ? JsonObject.builder() : before.toBuilder();
            more.forEach((name, value) -> {
                if (value != null) {
                    sum.put(name, value);
                }
            });
            usage = sum.build();
        }
    }

    /** Gives up what is being sent or read, if that is still so. */
    void abort(BooleanSupplier still) {
        Runnable action;
        synchronized (onCancel) {
            if (!still.getAsBoolean()) {
                return;
            }
            action = abort;
            abort = null;
        }
        if (action != null) {
            action.run();
        }
    }

    /** Where the same was asked before, and where this is. */
    public void tried(List<ResponseInfo.Tried> targets) {
        tried = targets;
    }

    /** What HTTP said when this answer of the call began. */
    public ResponseInfo info(Response response) {
        return new ResponseInfo(response.status(), response.headers(), attempt, elapsed(), tried);
    }

    void hint(String whatToCheck) {
        hint = whatToCheck;
    }

    /** Notes what it sends, last of all the request as it departs. */
    void sends(Request request) {
        if (sent == null) {
            place = " at " + request.url().getRawAuthority();
        }
        sent = request;
    }

    /** What is called, and where. */
    String name() {
        return operation + place;
    }

    /** What an error among the events is the answer to. */
    Called called() {
        return called(0);
    }

    /** What an error is the answer to. */
    Called called(int status) {
        return new Called(name(), hint.isEmpty() && status == 404 ? notFound() : hint, secrets());
    }

    private String notFound() {
        if (params.get("model") instanceof String) {
            return "check the name of the model, and the base URL";
        }
        return operation.routeParameters().isEmpty() ? "check the base URL" : "check the id, and the base URL";
    }

    /** What went out in headers that may hold a credential; what is short would be found anywhere. */
    private List<String> secrets() {
        Request departed = sent;
        List<String> secrets = new ArrayList<>(2);
        if (departed != null) {
            departed.headers().forEach((name, value) -> {
                String secret = value.substring(value.lastIndexOf(' ') + 1);
                if (!Headers.isShown(name) && secret.length() >= SHORTEST_SECRET) {
                    secrets.add(secret);
                }
            });
        }
        return secrets;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (onCancel) {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void cancel() {
        List<Runnable> actions;
        synchronized (onCancel) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            actions = List.copyOf(onCancel);
            onCancel.clear();
            onCancel.notifyAll();
        }
        abort(() -> true);
        actions.forEach(Runnable::run);
    }

    /** Waits that long, or until the call is cancelled. */
    public void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        synchronized (onCancel) {
            for (long left = time.toNanos(); left > 0 && !cancelled; left = end - System.nanoTime()) {
                onCancel.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public @Nullable Object attribute(String name) {
        Map<String, Object> noted = attributes;
        return noted == null ? null : noted.get(name);
    }

    @Override
    public void attribute(String name, Object value) {
        Map<String, Object> noted = attributes;
        if (noted == null) {
            synchronized (this) {
                noted = attributes;
                if (noted == null) {
                    noted = new ConcurrentHashMap<>();
                    attributes = noted;
                }
            }
        }
        noted.put(name, value);
    }
}
