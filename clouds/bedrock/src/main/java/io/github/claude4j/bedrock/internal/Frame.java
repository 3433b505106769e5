package io.github.claude4j.bedrock.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One message of an event stream of AWS.
 *
 * @param headers those that are texts
 */
record Frame(Map<String, String> headers, byte[] payload) {
    private static final int BYTES = 6;
    private static final int TEXT = 7;

    /** How long values of the other types are, by the number of their type: truths, whole numbers, a time, a UUID. */
    private static final int[] LENGTHS = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The headers that lie in these bytes, from the first to the last of them. */
    static Map<String, String> headers(ByteBuffer bytes) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Set<String> names = new HashSet<>();
        try {
            while (bytes.hasRemaining()) {
                String name = text(bytes, bytes.get() & 0xff);
                if (!names.add(name)) {
                    throw new IOException("the event stream is broken: a header comes twice, " + name);
                }
                int type = bytes.get();
                if (type < 0 || type >= LENGTHS.length) {
                    throw new IOException("the event stream is broken: a header of type " + type);
                }
                int length = type == TEXT || type == BYTES ? bytes.getShort() & 0xffff : LENGTHS[type];
                String value = text(bytes, length);
                if (type == TEXT) {
                    texts.put(name, value);
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("the event stream is broken: a header is longer than all of them", e);
        }
        return texts;
    }

    private static String text(ByteBuffer bytes, int length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), length, UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }
}
