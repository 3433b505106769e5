package io.github.claude4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.claude4j.errors.InvalidDataException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds values from what jackson-core reads: the parts of what is open lie on one stack, so that only results are garbage. */
final class JsonReader {
    /** What is read is in memory already, and whoever put it there bounds it. */
    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    /** As deep as can be written, so that whatever was written can be read. */
    private static final int DEEPEST = JsonPrinter.DEEPEST;

    /** What an API sends has to fit into a request again, and into what is saved of a conversation. */
    private static final int DEEPEST_ANSWER = 900;

    /** As many as are at work at the same time, and some for streams: a text at a time does not hold them for long. */
    private static final int SPARE_BUFFERS = 64;

    static final JsonFactory FACTORY = factory();

    /** From this many members on an object's names are looked up instead of compared. */
    private static final int MANY = 32;

    private static JsonFactory factory() {
        JsonFactoryBuilder builder = new JsonFactoryBuilder();
        StreamReadConstraints.Builder limits = StreamReadConstraints.builder()
                .maxStringLength(ANY_LENGTH)
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(ANY_LENGTH);
        builder.disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
        try {
            Newer.setIn(builder, limits);
        } catch (LinkageError before216) {
            // Then there are buffers for each thread, and names have no limit.
        }
        return builder.streamReadConstraints(limits.build()).build();
    }

    /** Apart, because before jackson-core 2.16 there are neither pools to choose from nor limits of names. */
    private static final class Newer {
        /** A pool not for each thread, as by default: thousands of virtual ones would keep 16 KB each. */
        static void setIn(JsonFactoryBuilder builder, StreamReadConstraints.Builder limits) {
            builder.recyclerPool(JsonRecyclerPools.newBoundedPool(SPARE_BUFFERS));
            limits.maxNameLength(ANY_LENGTH);
        }
    }

    /** How many values are read between two looks at whether to go on. */
    private static final int VALUES_BETWEEN_LOOKS = 4096;

    private final @Nullable Runnable check;
    private final int deepest;
    private int depth;
    private int unlooked;

    private @Nullable Object[] stack = new Object[32];
    private int top;

    private JsonReader(@Nullable Runnable check, int deepest) {
        this.check = check;
        this.deepest = deepest;
    }

    /** Of one text after another, none of which need be an answer. */
    static JsonReader ofAny() {
        return new JsonReader(null, DEEPEST);
    }

    /**
     * Of one answer after another.
     *
     * @param check run now and then, may end the reading by throwing; null for nothing
     */
    static JsonReader ofAnswers(@Nullable Runnable check) {
        return new JsonReader(check, DEEPEST_ANSWER);
    }

    @Nullable
    Object whole(byte[] json, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(json, offset, length)) {
            return whole(parser);
        } catch (IOException e) {
            return readAsText(json, offset, length, e);
        }
    }

    @Nullable
    Object whole(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return whole(parser);
        } catch (IOException e) {
            throw MalformedJson.exception(json, e, deepest);
        }
    }

    /** From bytes jackson-core 2.22 refuses a name with half a surrogate pair, which it takes from text. */
    private @Nullable Object readAsText(byte[] json, int offset, int length, IOException refusal) {
        int odd = MalformedJson.notUtf8(json, offset, length);
        if (odd >= 0) {
            throw new InvalidDataException("expected JSON in UTF-8, found a byte that is none at offset " + odd);
        }
        String text = new String(json, offset, length, UTF_8);
        if (!text.contains("\\ud") && !text.contains("\\uD")) {
            throw MalformedJson.exception(text, refusal, deepest);
        }
        reset();
        return whole(text);
    }

    private @Nullable Object whole(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new InvalidDataException("expected JSON, found nothing");
        }
        Object value = value(parser, token);
        if (parser.nextToken() != null) {
            throw new InvalidDataException("expected one JSON value, found more after it");
        }
        return value;
    }

    private @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        if (check != null && ++unlooked == VALUES_BETWEEN_LOOKS) {
            unlooked = 0;
            check.run();
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new EOFException("the JSON goes on");
        };
    }

    /** The object whose beginning the parser has just read. */
    JsonObject object(JsonParser parser) throws IOException {
        descend();
        int base = top;
        Map<String, Integer> index = null;
        JsonToken token = parser.nextToken();
        for (; token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken());
            if (index == null && top - base == MANY * 2) {
                index = new HashMap<>();
                for (int i = base; i < top; i += 2) {
                    index.put((String) stack[i], i);
                }
            }
            int present = index == null ? indexOf(name, base) : index.getOrDefault(name, -1);
            if (present >= 0) {
                stack[present + 1] = value;
            } else {
                if (index != null) {
                    index.put(name, top);
                }
                push(name);
                push(value);
            }
        }
        if (token != JsonToken.END_OBJECT) {
            throw new EOFException("the JSON goes on");
        }
        depth--;
        return new JsonObject(popped(base), null);
    }

    private int indexOf(String name, int base) {
        for (int i = base; i < top; i += 2) {
            if (name.equals(stack[i])) {
                return i;
            }
        }
        return -1;
    }

    private JsonArray array(JsonParser parser) throws IOException {
        descend();
        int base = top;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            push(value(parser, token));
        }
        depth--;
        return new JsonArray(popped(base));
    }

    private void descend() throws StreamConstraintsException {
        if (++depth > deepest) {
            throw new StreamConstraintsException("too deep");
        }
    }

    private void push(@Nullable Object part) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = part;
    }

    private @Nullable Object[] popped(int base) {
        @Nullable Object[] parts = Arrays.copyOfRange(stack, base, top);
        Arrays.fill(stack, base, top, null);
        top = base;
        return parts;
    }

    /** Forgets what was begun and broke off. */
    void reset() {
        Arrays.fill(stack, 0, top, null);
        top = 0;
        depth = 0;
    }

    private static Object integer(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return parser.getTextLength() > JsonNumber.MOST_DIGITS
                    ? new JsonNumber(parser.getText())
                    : parser.getBigIntegerValue();
        }
        long number = parser.getLongValue();
        // A long has no minus zero; the text is kept instead.
        return number == 0 && parser.getTextLength() > 1 ? new JsonNumber(parser.getText()) : (Object) number;
    }
}
