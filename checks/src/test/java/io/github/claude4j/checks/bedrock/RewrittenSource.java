package io.github.claude4j.checks.bedrock;

import io.github.claude4j.http.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** A short answer made to another one, once all of it has come. */
final class RewrittenSource implements ByteSource {
    private final ByteSource source;
    private final UnaryOperator<byte[]> rewrite;
    private final ByteArrayOutputStream come = new ByteArrayOutputStream();
    private final byte[] piece = new byte[1024];
    private byte[] rewritten = new byte[0];
    private boolean ended;
    private int given;

    RewrittenSource(ByteSource source, UnaryOperator<byte[]> rewrite) {
        this.source = source;
        this.rewrite = rewrite;
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        while (!ended) {
            int count = source.poll(piece, 0, piece.length);
            if (count == 0) {
                return 0;
            }
            if (count < 0) {
                ended = true;
                rewritten = rewrite.apply(come.toByteArray());
            } else {
                come.write(piece, 0, count);
            }
        }
        int count = Math.min(length, rewritten.length - given);
        System.arraycopy(rewritten, given, target, offset, count);
        given += count;
        return count == 0 ? -1 : count;
    }

    @Override
    public void await() throws IOException {
        if (!ended) {
            source.await();
        }
    }

    @Override
    public void onArrival(Runnable action) {
        source.onArrival(action);
    }

    @Override
    public void close() {
        source.close();
    }
}
