package io.github.claude4j.internal.call;

import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Transport;
import io.github.claude4j.internal.threads.Threads;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a client and its copies share: the transport, the calls that are under way, and what they have learnt. */
public final class Shared {
    private final Transport transport;
    private final @Nullable Backend backend;
    private final Set<Call> open = Collections.newSetFromMap(new WeakHashMap<>());
    private final ModelWarnings modelWarnings = new ModelWarnings();
    private final Map<Object, Object> shared = new ConcurrentHashMap<>(2);
    private final Executor calls;
    private boolean closed;

    /**
     * What a client begins with.
     *
     * @param backend null where it calls the API itself
     * @param mostCalls how many calls may run at once that nobody waits for, where each takes a thread
     */
    public Shared(Transport transport, @Nullable Backend backend, int mostCalls) {
        this.transport = transport;
        this.backend = backend;
        this.calls = Threads.calls(mostCalls);
    }

    /** Where calls run that nobody waits for, and streams until their head has come where that takes a thread. */
    public Executor calls() {
        return calls;
    }

    @Nullable
    Backend backend() {
        return backend;
    }

    /** Whether the transport can reach that place at all, as far as its name tells. */
    public void checkReachable(URI url) {
        transport.check(url);
    }

    Transport transport() {
        return transport;
    }

    public ModelWarnings modelWarnings() {
        return modelWarnings;
    }

    /** What was made for this key, or is made now. */
    public Object shared(Object key, Supplier<?> make) {
        return shared.computeIfAbsent(key, absent -> make.get());
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    synchronized void begin(Call call) {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        open.add(call);
    }

    synchronized void end(Call call) {
        open.remove(call);
    }

    /** Cancels every call that is under way and closes the transport, and the backend. */
    public void close() {
        List<Call> calls;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            calls = List.copyOf(open);
            open.clear();
        }
        calls.forEach(Call::cancel);
        transport.close();
        if (backend != null) {
            backend.close();
        }
    }
}
