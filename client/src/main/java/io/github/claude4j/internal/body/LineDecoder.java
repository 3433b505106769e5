package io.github.claude4j.internal.body;

import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ByteSource;
import io.github.claude4j.http.Headers;
import io.github.claude4j.json.JsonDecoder;
import io.github.claude4j.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an object of each line of one answer. */
public final class LineDecoder implements AnswerDecoder {
    private final Headers headers;
    private final Supplier<Called> called;
    private final JsonDecoder json;
    private final int most;
    private byte[] input;
    private int start;
    private int searched;
    private int end;
    private long number;
    private boolean ended;
    private boolean delivering;

    /** Where a line is too large, none behind it can be read. */
    private boolean stuck;

    /**
     * Of an answer with these headers.
     *
     * @param called asked for where an error stands in the place of a line
     * @param most how many bytes a line may have
     * @param check run now and then while a line is read; may end that by throwing
     */
    public LineDecoder(Headers headers, Supplier<Called> called, int most, Runnable check) {
        this.headers = headers;
        this.called = called;
        this.most = most;
        this.input = new byte[Math.min(16 * 1024, most + 1)];
        this.json = new JsonDecoder(check);
    }

    @Override
    public boolean take(ByteSource source, boolean waiting) throws IOException {
        makeRoom();
        int room = input.length - end;
        int count;
        try {
            count = waiting ? source.read(input, end, room) : source.poll(input, end, room);
        } catch (IOException e) {
            throw named(e);
        }
        ended = count < 0;
        end += Math.max(0, count);
        return count != 0;
    }

    /** Where an answer broke off; what a limit or an interrupt ended did not. */
    private IOException named(IOException failure) {
        boolean brokeOff = failure.getClass() == IOException.class
                || failure instanceof EOFException
                || failure instanceof ProtocolException;
        return brokeOff ? new IOException("line " + (number + 1) + ": " + failure.getMessage(), failure) : failure;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(input, start, input, 0, end - start);
            searched -= start;
            end -= start;
            start = 0;
        }
        if (end == input.length) {
            // With its line feed it has one more.
            if (end > most) {
                stuck = true;
                throw Inbound.tooLarge("line " + (number + 1) + " of the answer", most);
            }
            input = Arrays.copyOf(input, (int) Math.min(end * 2L, most + 1L));
        }
    }

    @Override
    public @Nullable JsonObject next() {
        while (true) {
            while (searched < end && input[searched] != '\n') {
                searched++;
            }
            boolean last = searched == end;
            if (last && !ended) {
                return null;
            }
            int from = start;
            int to = searched;
            start = last ? end : ++searched;
            JsonObject line = parse(from, to, last);
            if (last) {
                json.close();
            }
            if (line != null || last) {
                delivering |= line != null;
                return line;
            }
        }
    }

    /** The object of a line; null for a blank one. */
    private @Nullable JsonObject parse(int from, int to, boolean last) {
        if (last && from == to) {
            return null;
        }
        number++;
        int length = to - from;
        if (length > 0 && input[to - 1] == '\r') {
            length--;
        }
        if (length == 0) {
            return null;
        }
        try {
            if (json.decode(input, from, length) instanceof JsonObject object) {
                return checked(object);
            }
        } catch (InvalidDataException e) {
            if (last && WholeBody.isCutJson(input, from, to)) {
                throw new ConnectionException(
                        called.get().what() + ": line " + number + ": the answer ended in the middle of it", e);
            }
            throw new InvalidDataException("line " + number + ": " + e.getMessage(), e);
        }
        throw new InvalidDataException("line " + number + ": expected a JSON object");
    }

    /** Gateways put an error in the place of the lines; the results of a batch that have errors have an id too. */
    private JsonObject checked(JsonObject line) {
        if (ErrorAnswer.isError(line) && !line.has("custom_id")) {
            throw ErrorAnswer.exception(line, headers, called.get());
        }
        return line;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean isDelivering() {
        return delivering;
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public boolean goesOn() {
        return !stuck;
    }
}
