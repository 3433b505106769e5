package io.github.claude4j.runs;

import io.github.claude4j.internal.threads.Threads;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolInterceptor;
import io.github.claude4j.tools.ToolOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the code of calls, several at a time, and tells one thread what comes of it. */
final class CallRuns {
    private static final long GRACE_MILLIS = 1000;

    /** What has come of a call: progress, or its end. */
    record Note(
            Work work,
            @Nullable String progress,
            @Nullable ToolOutput output,
            @Nullable Conversation inner,
            @Nullable Throwable failure) {
        boolean isEnd() {
            return progress == null;
        }

        /** Whether it ends the run: the tool is to, or the JVM is in need. A tool that calls itself for ever hurts nobody else. */
        boolean isFatal() {
            boolean need = failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
            return need || (failure != null && work.function.isFatal());
        }
    }

    private final RunnerOptions options;
    private final Listeners listeners;
    private final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    private final List<Work> running = new ArrayList<>();

    CallRuns(RunnerOptions options, Listeners listeners) {
        this.options = options;
        this.listeners = listeners;
    }

    /** How many more may begin now. */
    int free() {
        return options.parallel - running.size();
    }

    /** Whether nobody is waited for; what others still say does not count. */
    boolean isIdle() {
        return running.isEmpty();
    }

    /**
     * Begins a call: on a thread of its own, or here where one at a time is allowed.
     *
     * @param kept the conversation of its own that it goes on with; null where it has none
     * @param place where it stands among the calls of the answer; less than 0 before that has ended
     */
    Work start(ToolCall call, ToolFunction function, ToolFunction.Bound code, @Nullable Conversation kept, int place) {
        Duration asked = function.timeout().orElse(options.toolTimeout);
        Duration most = asked.compareTo(RunnerOptions.LONGEST) > 0 ? RunnerOptions.LONGEST : asked;
        Work work = new Work(call, function, code, kept, System.nanoTime() + most.toNanos());
        work.place = place;
        running.add(work);
        if (options.parallel == 1) {
            work.here(most);
        } else {
            work.future = Threads.run(Threads.tools(), work);
        }
        return work;
    }

    /** The next that comes of a call; waits for it. */
    Note await() throws InterruptedException {
        while (true) {
            Note note = notes.poll(left(), TimeUnit.NANOSECONDS);
            if (note == null) {
                note = late();
            }
            if (note != null && note(note)) {
                return note;
            }
        }
    }

    /** What has come already; null where nothing has. */
    @Nullable
    Note poll() {
        Note note = notes.poll();
        while (note != null && !note(note)) {
            note = notes.poll();
        }
        return note;
    }

    /** Whether it is of a call that is still waited for. */
    private boolean note(Note note) {
        boolean known = running.contains(note.work);
        if (known && note.isEnd()) {
            running.remove(note.work);
        }
        return known;
    }

    private long left() {
        long now = System.nanoTime();
        long left = Long.MAX_VALUE;
        for (Work work : running) {
            left = Math.min(left, Math.max(0, work.deadline - now));
        }
        return left;
    }

    /** The end of a call that took too long. */
    private @Nullable Note late() {
        long now = System.nanoTime();
        for (Work work : running) {
            if (work.deadline - now <= 0) {
                work.cancel();
                return new Note(work, null, null, null, timedOut());
            }
        }
        return null;
    }

    private static ToolException timedOut() {
        return new ToolException("timed out; it may have had an effect");
    }

    /** Cancels a call whose result nobody wants. */
    void drop(Work work) {
        work.cancel();
        running.remove(work);
    }

    /** Cancels all calls and waits a little for those that end now: what they still bring is not lost. */
    List<Note> cancel() {
        for (Work work : running) {
            work.cancel();
        }
        // What has no thread yet gets none, and says nothing any more.
        running.removeIf(work -> !work.begun);
        List<Note> ended = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        boolean interrupted = false;
        while (!running.isEmpty() && end - System.nanoTime() > 0) {
            try {
                Note note = notes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (note != null && note(note) && note.isEnd() && note.failure == null) {
                    ended.add(note);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        running.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    /** A call whose code runs. */
    final class Work implements Supplier<Boolean>, ToolCall.Surroundings {
        final ToolFunction function;
        private final ToolCall call;
        private final ToolFunction.Bound code;
        private final long deadline;
        private final @Nullable Conversation kept;
        private volatile boolean cancelled;
        private volatile boolean begun;
        private @Nullable Future<?> future;

        /** Where it stands among the calls of the answer; less than 0 before the answer has ended. */
        int place = -1;

        private Work(
                ToolCall call,
                ToolFunction function,
                ToolFunction.Bound code,
                @Nullable Conversation kept,
                long deadline) {
            this.call = call.in(this);
            this.function = function;
            this.code = code;
            this.kept = kept;
            this.deadline = deadline;
        }

        ToolCall call() {
            return call;
        }

        private void cancel() {
            cancelled = true;
            if (future != null) {
                future.cancel(true);
            }
        }

        @Override
        public Boolean get() {
            begun = true;
            try {
                notes.add(listeners.inside(this::ended));
            } catch (Throwable e) {
                notes.add(new Note(this, null, null, null, e));
            }
            return true;
        }

        /** Runs on the thread that asks, which is interrupted when it takes too long. */
        private void here(Duration most) {
            Overtime overtime = new Overtime(Thread.currentThread());
            Future<?> timer = Threads.later(most, overtime);
            get();
            timer.cancel(false);
            if (overtime.end()) {
                cancelled = true;
                notes.clear();
                notes.add(new Note(this, null, null, null, timedOut()));
            }
        }

        private Note ended() throws Exception {
            ToolInterceptor.Next next = () -> code.run(call);
            for (int i = options.interceptors.size() - 1; i >= 0; i--) {
                ToolInterceptor around = options.interceptors.get(i);
                ToolInterceptor.Next inner = next;
                next = () -> around.run(call, inner);
            }
            Object value = next.run();
            if (value instanceof CompletionStage<?> later) {
                value = awaited(later);
            }
            return value instanceof Conversation inner
                    ? new Note(this, null, null, inner, null)
                    : new Note(this, null, ToolOutput.of(value).atMost(options.maxResult), null, null);
        }

        private @Nullable Object awaited(CompletionStage<?> later) throws Exception {
            try {
                return later.toCompletableFuture().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof Exception cause ? cause : e;
            } catch (InterruptedException e) {
                later.toCompletableFuture().cancel(true);
                throw e;
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled || Thread.currentThread().isInterrupted();
        }

        @Override
        public void progress(String text) {
            notes.add(new Note(this, text, null, null, null));
        }

        @Override
        public <C> @Nullable C context(Class<C> type) {
            return type == InnerRun.Kept.class ? type.cast(new InnerRun.Kept(kept)) : options.context(type);
        }
    }

    /** Interrupts a thread that works on its own calls, unless it is done by then. */
    private static final class Overtime implements Runnable {
        private final Thread thread;
        private boolean done;
        private boolean interrupted;

        Overtime(Thread thread) {
            this.thread = thread;
        }

        @Override
        public synchronized void run() {
            if (!done) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** Whether the thread was interrupted; then it no longer is. */
        synchronized boolean end() {
            done = true;
            if (interrupted) {
                boolean unused = Thread.interrupted();
            }
            return interrupted;
        }
    }
}
