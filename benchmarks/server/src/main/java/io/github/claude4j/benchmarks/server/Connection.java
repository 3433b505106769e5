package io.github.claude4j.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/** One connection of the event loop: requests in, answers out, and the clock of a slow answer. */
final class Connection {
    interface Step {
        void run() throws IOException;
    }

    private final FakeServer server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final RequestReader requests = new RequestReader();
    private final Queue<ByteBuffer> out = new ArrayDeque<>(4);
    private boolean closed;

    /** The answer that is being sent piece by piece; null where there is none. */
    private Answer slow;

    private int tick;
    private long dueAt;

    Connection(FakeServer server, SocketChannel channel, SelectionKey key) {
        this.server = server;
        this.channel = channel;
        this.key = key;
    }

    /** When {@link #tick} is next, by the nanosecond clock. */
    long dueAt() {
        return dueAt;
    }

    /** Does a step; a failure ends the connection and nothing else. */
    void guarded(Step step) {
        try {
            if (!closed) {
                step.run();
            }
        } catch (IOException e) {
            close();
        } catch (RuntimeException e) {
            e.printStackTrace();
            close();
        }
    }

    void read() throws IOException {
        ByteBuffer scratch = server.scratch;
        int count;
        do {
            scratch.clear();
            count = channel.read(scratch);
            if (count < 0) {
                close();
                return;
            }
            requests.add(scratch.flip());
        } while (count == scratch.capacity());
        while (requests.next()) {
            send(server.answers.to(requests));
        }
    }

    private void send(Answer answer) throws IOException {
        answer.atOnce().forEach(piece -> out.add(piece.duplicate()));
        if (!answer.later().isEmpty()) {
            slow = answer;
            tick = 0;
            dueAt = System.nanoTime() + answer.firstNanos();
            server.schedule(this);
        }
        flush();
    }

    /** Sends the next piece of a slow answer. */
    void tick() throws IOException {
        out.add(slow.later().get(tick++).duplicate());
        if (tick < slow.later().size()) {
            dueAt += slow.nextNanos();
            server.schedule(this);
        } else {
            slow = null;
        }
        flush();
    }

    void flush() throws IOException {
        for (ByteBuffer piece = out.peek(); piece != null; piece = out.peek()) {
            channel.write(piece);
            if (piece.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            out.poll();
        }
        if (key.interestOps() != SelectionKey.OP_READ) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private void close() {
        closed = true;
        if (slow != null) {
            server.unschedule(this);
        }
        try {
            channel.close();
        } catch (IOException e) {
            // The client has what it will get.
        }
    }
}
