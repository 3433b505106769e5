package io.github.claude4j.benchmarks.raw;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.claude4j.benchmarks.ClientDriver.DeltaSink;
import java.io.IOException;
import java.util.Arrays;

/**
 * Bytes in, text deltas out: splits lines in the byte buffer and runs a jackson-core parser over
 * each data line in place. It has no model: the limit that a client with jackson-core can reach.
 */
public class SseDecoder {
    public static final JsonFactory JSON = new JsonFactory();

    private final DeltaSink sink;
    private byte[] carry = new byte[4096];
    private int carried;

    public SseDecoder(DeltaSink sink) {
        this.sink = sink;
    }

    public void feed(byte[] b, int off, int len) throws IOException {
        int end = off + len;
        int line = off;
        for (int i = off; i < end; i++) {
            if (b[i] == '\n') {
                if (carried > 0) {
                    append(b, line, i - line);
                    line(carry, 0, carried);
                    carried = 0;
                } else if (i > line) {
                    line(b, line, i - line);
                }
                line = i + 1;
            }
        }
        if (line < end) {
            append(b, line, end - line);
        }
    }

    private void append(byte[] b, int off, int len) {
        if (carried + len > carry.length) {
            carry = Arrays.copyOf(carry, Math.max(carry.length * 2, carried + len));
        }
        System.arraycopy(b, off, carry, carried, len);
        carried += len;
    }

    /** One line, without its end. */
    protected void line(byte[] b, int off, int len) throws IOException {
        // "data: {...}"; the event's type is in the data too
        if (len > 6 && b[off] == 'd' && b[off + 4] == ':') {
            try (JsonParser p = JSON.createParser(b, off + 6, len - 6)) {
                event(p);
            }
        }
    }

    protected final void event(JsonParser p) throws IOException {
        p.nextToken();
        String name;
        while ((name = p.nextFieldName()) != null) {
            JsonToken v = p.nextToken();
            if (name.equals("type")) {
                if (!accept(p.getText())) {
                    return;
                }
            } else if (name.equals("delta")) {
                delta(p);
            } else if (v.isStructStart()) {
                object(name, p);
            }
        }
    }

    /** Whether events of that type matter. */
    protected boolean accept(String type) {
        return type.equals("content_block_delta");
    }

    /** An object that is not the delta. */
    protected void object(String name, JsonParser p) throws IOException {
        p.skipChildren();
    }

    protected void delta(JsonParser p) throws IOException {
        String name;
        while ((name = p.nextFieldName()) != null) {
            p.nextToken();
            if (name.equals("text") || name.equals("partial_json")) {
                sink.accept(p.getText());
            } else {
                other(name, p);
            }
        }
    }

    /** A field of the delta that is not text. */
    protected void other(String name, JsonParser p) throws IOException {
        p.skipChildren();
    }
}
