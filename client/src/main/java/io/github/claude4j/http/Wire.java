package io.github.claude4j.http;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** What a client and its copies share: the transport, and the calls that are under way. */
final class Wire {
    private final Transport transport;
    private final Set<Call> open = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean closed;

    Wire(Transport transport) {
        this.transport = transport;
    }

    Transport transport() {
        return transport;
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

    /** Cancels every call that is under way and closes the transport. */
    void close() {
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
    }
}
