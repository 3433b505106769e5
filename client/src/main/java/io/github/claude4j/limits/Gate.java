package io.github.claude4j.limits;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Timeouts;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where calls wait for their turn. Tenants come in turn, the calls of one in the order they came. Nobody overtakes within a
 * budget, so that a large request gets its chance; other budgets go on.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Time time;
    private final int most;
    private final Map<String, Budget> budgets = new HashMap<>();

    /** Those who wait, whoever is next first. */
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();

    private int running;
    private int pass;

    Gate(Time time, int most) {
        this.time = time;
        this.most = most;
    }

    private static final class Tenant {
        final Map<Budget, ArrayDeque<Waiter>> lanes = new LinkedHashMap<>(2);
    }

    private static final class Waiter {
        final Thread thread = Thread.currentThread();
        final String tenant;
        final Permit permit;
        boolean admitted;
        long wakeAt;
        boolean timed;

        Waiter(String tenant, Permit permit) {
            this.tenant = tenant;
            this.permit = permit;
        }
    }

    /**
     * Waits for leave to send.
     *
     * @param again whether it had waited its turn before, and need not stand at the end
     * @throws SocketTimeoutException when the call must end before it is its turn
     */
    Permit acquire(String budget, String tenant, Estimate estimate, boolean again, Call call)
            throws IOException, InterruptedException {
        Waiter waiter = enter(budget, tenant, estimate, again);
        if (waiter.admitted) {
            return waiter.permit;
        }
        call.onCancel(() -> time.unpark(waiter.thread));
        Timeouts limits = call.timeouts();
        boolean limited = limits.total().isPresent();
        long patience = limited ? limits.total().get().minus(call.elapsed()).toNanos() : 0;
        long deadline = time.nanos() + patience;
        while (true) {
            long wait;
            lock.lock();
            try {
                long now = time.nanos();
                waiter.timed = false;
                dispatch(now);
                if (waiter.admitted) {
                    return waiter.permit;
                }
                boolean late = limited && deadline - now <= 0;
                if (late || call.isCancelled() || Thread.currentThread().isInterrupted()) {
                    leave(waiter);
                    dispatch(now);
                    throw givenUp(late, call);
                }
                wait = waiter.timed ? waiter.wakeAt - now : Long.MAX_VALUE;
                wait = limited ? Math.min(wait, deadline - now) : wait;
            } finally {
                lock.unlock();
            }
            time.park(wait);
        }
    }

    private static IOException givenUp(boolean late, Call call) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for the rate limits");
        }
        return late && !call.isCancelled()
                ? new SocketTimeoutException("the time for the call ended while it waited for the rate limits")
                : new IOException("the call was cancelled");
    }

    private Waiter enter(String budget, String tenant, Estimate estimate, boolean again) {
        lock.lock();
        try {
            Permit permit = new Permit(budgets.computeIfAbsent(budget, name -> new Budget()), estimate);
            Waiter waiter = new Waiter(tenant, permit);
            ArrayDeque<Waiter> lane = tenants.computeIfAbsent(tenant, name -> new Tenant())
                    .lanes
                    .computeIfAbsent(permit.budget, key -> new ArrayDeque<>());
            if (again) {
                lane.addFirst(waiter);
            } else {
                lane.addLast(waiter);
            }
            dispatch(time.nanos());
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiter waiter) {
        Tenant tenant = tenants.get(waiter.tenant);
        ArrayDeque<Waiter> lane = tenant == null ? null : tenant.lanes.get(waiter.permit.budget);
        if (tenant != null && lane != null && lane.remove(waiter)) {
            forgetIfEmpty(tenant, waiter, lane);
        }
    }

    private void forgetIfEmpty(Tenant tenant, Waiter waiter, ArrayDeque<Waiter> lane) {
        if (lane.isEmpty()) {
            tenant.lanes.remove(waiter.permit.budget);
            if (tenant.lanes.isEmpty()) {
                tenants.remove(waiter.tenant);
            }
        }
    }

    /** Lets in all who may go now. */
    private void dispatch(long now) {
        boolean more = true;
        while (more && running < most) {
            Waiter next = next(now);
            more = next != null;
            if (next != null) {
                admit(next, now);
            }
        }
    }

    private @Nullable Waiter next(long now) {
        pass++;
        for (Tenant tenant : tenants.values()) {
            for (ArrayDeque<Waiter> lane : tenant.lanes.values()) {
                Waiter first = lane.element();
                Budget budget = first.permit.budget;
                if (budget.closedInPass == pass) {
                    continue;
                }
                long wait = budget.waitNanos(first.permit, now);
                if (wait <= 0) {
                    return first;
                }
                budget.closedInPass = pass;
                wake(first, now, wait);
            }
        }
        return null;
    }

    /** Whoever is first of a budget looks at the clock for all behind. */
    private void wake(Waiter first, long now, long wait) {
        if (wait != Long.MAX_VALUE && (!first.timed || now + wait - first.wakeAt < 0)) {
            first.timed = true;
            first.wakeAt = now + wait;
            if (!first.thread.equals(Thread.currentThread())) {
                time.unpark(first.thread);
            }
        }
    }

    private void admit(Waiter next, long now) {
        Tenant tenant = tenants.get(next.tenant);
        if (tenant != null) {
            ArrayDeque<Waiter> lane = tenant.lanes.get(next.permit.budget);
            if (lane != null) {
                lane.remove(next);
                // To the end of the turn.
                tenants.remove(next.tenant);
                tenants.put(next.tenant, tenant);
                forgetIfEmpty(tenant, next, lane);
            }
        }
        next.permit.budget.take(next.permit, now);
        running++;
        next.admitted = true;
        if (!next.thread.equals(Thread.currentThread())) {
            time.unpark(next.thread);
        }
    }

    /** Changes a permit's budget and lets in who may go after that; nothing where the permit was given back. */
    void with(Permit permit, Consumer<Budget> change) {
        lock.lock();
        try {
            if (!permit.released) {
                change.accept(permit.budget);
                dispatch(time.nanos());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives a permit back, the first time. */
    void release(Permit permit) {
        with(permit, budget -> {
            permit.released = true;
            running--;
            budget.settle(permit);
        });
    }
}
