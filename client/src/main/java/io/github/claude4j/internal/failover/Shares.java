package io.github.claude4j.internal.failover;

/**
 * Whose turn it is of several that are to get shares of all calls. The turns of each are spread evenly, so that after as many calls as
 * all weights together each has had exactly its share.
 */
public final class Shares {
    private final int[] weights;
    private final long[] due;

    /** Shares of these sizes. */
    public Shares(int... weights) {
        this.weights = weights.clone();
        this.due = new long[weights.length];
    }

    /** The number of the one whose turn it is. */
    public synchronized int next() {
        int next = 0;
        long all = 0;
        for (int i = 0; i < weights.length; i++) {
            due[i] += weights[i];
            all += weights[i];
            if (due[i] > due[next]) {
                next = i;
            }
        }
        due[next] -= all;
        return next;
    }
}
