package io.github.claude4j.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on a thread of its own, whose failure and interrupt flag can be looked at when it has ended. */
final class Background {
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Object result;
    private volatile Throwable failure;
    private volatile boolean interrupted;

    Background(Callable<?> work) {
        thread = ScriptedServer.daemon(() -> {
            try {
                result = work.call();
            } catch (Throwable e) {
                failure = e;
            } finally {
                interrupted = Thread.currentThread().isInterrupted();
                ended.countDown();
            }
        });
    }

    /** Runs this on so many threads at once and waits for all of them; throws what one of them threw. */
    static void together(int threads, Callable<?> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(work));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** What the work threw; an error where it did not. */
    Throwable failure() throws InterruptedException {
        ScriptedServer.await(ended);
        if (failure == null) {
            throw new AssertionError("expected a failure, found " + result);
        }
        return failure;
    }

    Object result() throws InterruptedException {
        ScriptedServer.await(ended);
        if (failure != null) {
            throw new AssertionError(failure);
        }
        return result;
    }

    /** Whether the thread's interrupt flag was set when its work had ended. */
    boolean interrupted() throws InterruptedException {
        ScriptedServer.await(ended);
        return interrupted;
    }

    /** A thread that waits for the network itself counts as running; all its stack says is that it is in the kernel. */
    private boolean waitsInNativeCode() {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && stack[0].isNativeMethod()
                && stack[0].getClassName().startsWith("sun.nio.ch.");
    }

    /** Waits until the thread waits for something itself. */
    void awaitWaiting() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            Thread.State state = thread.getState();
            if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || waitsInNativeCode()) {
                return;
            }
            Thread.sleep(1);
        }
        throw new AssertionError("the thread does not wait but is " + thread.getState());
    }
}
