package io.github.claude4j.cli.terminal;

/** What a command has to finish however the process ends, such as a file that is written at the end. */
public final class LastWork {
    private static final String NAME = "claude4j-last-work";

    private final Thread hook;

    private LastWork(Thread hook) {
        this.hook = hook;
    }

    /** Does this when the process ends, unless it was cancelled. */
    public static LastWork of(Runnable work) {
        LastWork last = new LastWork(new Thread(work, NAME));
        Runtime.getRuntime().addShutdownHook(last.hook);
        return last;
    }

    /** Waits for what is being finished, while the process ends. */
    public static void await() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(NAME)) {
                thread.join();
            }
        }
    }

    /** The command has done it itself, or is about to. */
    public void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and the work is being done.
        }
    }
}
