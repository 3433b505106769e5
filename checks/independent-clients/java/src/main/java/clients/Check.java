package clients;

import java.util.stream.Stream;

/** Says what works, one line for each thing tried, and counts what does not. */
final class Check {
    /** Something to try. */
    interface Body {
        void run() throws Exception;
    }

    private static int failed;

    private Check() {}

    static void check(String name, Body body) {
        try {
            body.run();
            System.out.println("ok    " + name);
        } catch (Exception | AssertionError e) {
            failed++;
            System.out.println("FAIL  " + name + "\n      " + e);
            Stream.of(e.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("clients."))
                    .limit(3)
                    .forEach(frame -> System.out.println("          at " + frame));
        }
    }

    static void that(boolean holds, Object found) {
        if (!holds) {
            throw new AssertionError("found " + found);
        }
    }

    static void same(Object expected, Object found) {
        that(expected.equals(found), found + ", expected " + expected);
    }

    static void throwing(Class<? extends Exception> expected, Body body) throws Exception {
        try {
            body.run();
        } catch (Exception e) {
            if (expected.isInstance(e)) {
                return;
            }
            throw e;
        }
        throw new AssertionError("no " + expected.getSimpleName());
    }

    static int end(String name) {
        System.out.println(name + ": " + (failed > 0 ? failed + " failed" : "no difference noticed"));
        return failed > 0 ? 1 : 0;
    }
}
