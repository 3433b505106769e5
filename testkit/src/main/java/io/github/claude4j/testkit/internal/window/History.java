package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.testkit.internal.record.Redaction;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Watcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The exchanges that passed by last. The oldest go when there are too many, or when together they hold too much. */
public final class History implements Watcher {
    static final int MOST = 5_000;

    /** Less where there is little memory, which belongs to the program that is watched. */
    private static final long MOST_BYTES =
            Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

    private final Redaction redaction;
    private final int most;
    private final long mostBytes;

    /** A waiting page holds no carrier of virtual threads, as it would in a monitor. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition change = lock.newCondition();
    private final Deque<KeptExchange> all = new ArrayDeque<>();
    private long bytes;
    private long ids;
    private long version;

    public History(Redaction redaction) {
        this(redaction, MOST, MOST_BYTES);
    }

    History(Redaction redaction, int most, long mostBytes) {
        this.redaction = redaction;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    Redaction redaction() {
        return redaction;
    }

    @Override
    public Watcher.Exchange begin(Received request) {
        redaction.secrets().note(request);
        RequestFacts facts = RequestFacts.of(request, redaction.secrets());
        lock.lock();
        try {
            KeptExchange exchange = new KeptExchange(++ids, this, request, facts);
            all.add(exchange);
            changed(exchange, exchange.requestHeld());
            return exchange;
        } finally {
            lock.unlock();
        }
    }

    /** Takes note that there is news of an exchange, which holds this many bytes more than before. */
    void changed(KeptExchange exchange, long grown) {
        lock.lock();
        try {
            exchange.version = ++version;
            if (!exchange.gone) {
                exchange.held += grown;
                bytes += grown;
            }
            while (all.size() > most || (bytes > mostBytes && all.size() > 1)) {
                KeptExchange oldest = all.remove();
                oldest.gone = true;
                bytes -= oldest.held;
            }
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes note that an exchange has grown, of which there is no other news. */
    void grown(KeptExchange exchange, long more) {
        lock.lock();
        try {
            if (!exchange.gone) {
                exchange.held += more;
                bytes += more;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is new.
     *
     * @param version up to which the exchanges are told
     * @param oldest the id of the oldest that is kept; all before it are forgotten
     */
    record News(long version, long oldest, List<KeptExchange> exchanges) {}

    /** The exchanges of which there is news since this version, the first news first; waits for some as long as that. */
    News since(long known, int atMost, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (version <= known && nanos > 0) {
                nanos = change.awaitNanos(nanos);
            }
            List<KeptExchange> news = new ArrayList<>();
            all.stream().filter(exchange -> exchange.version > known).forEach(news::add);
            news.sort(Comparator.comparingLong(exchange -> exchange.version));
            boolean more = news.size() > atMost;
            List<KeptExchange> told = List.copyOf(more ? news.subList(0, atMost) : news);
            long upTo = more ? told.get(atMost - 1).version : version;
            return new News(upTo, all.isEmpty() ? ids + 1 : all.peek().id, told);
        } finally {
            lock.unlock();
        }
    }

    List<KeptExchange> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /** The exchange of this id; null when it is forgotten or was never there. */
    @Nullable
    KeptExchange find(long id) {
        return all().stream().filter(exchange -> exchange.id == id).findFirst().orElse(null);
    }

    /** The last request before this one that belongs to the same conversation; null where there is none. */
    @Nullable
    KeptExchange before(KeptExchange exchange) {
        String conversation = exchange.facts.conversation();
        lock.lock();
        try {
            Iterator<KeptExchange> backwards = all.descendingIterator();
            while (backwards.hasNext()) {
                KeptExchange other = backwards.next();
                if (other.id < exchange.id
                        && !conversation.isEmpty()
                        && other.facts.conversation().equals(conversation)) {
                    return other;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The request that brought the result of this call; null where none has. */
    @Nullable
    KeptExchange resultOf(String toolUseId) {
        return all().stream()
                .filter(exchange -> exchange.facts.toolResults().contains(toolUseId))
                .findFirst()
                .orElse(null);
    }
}
