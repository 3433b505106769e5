package io.github.claude4j.internal.body;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ByteSource;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer, whatever transport it came over and whoever takes it: as it was before it was encoded. Once it
 * has failed it fails in the same way ever after, once it is closed it gives nothing any more.
 */
public final class Inbound implements ByteSource {
    /**
     * What is held in memory of one answer, line or event, in bytes, unless the options say otherwise: no answer of the API comes
     * near it. Where memory is short, a quarter of it.
     */
    public static final int MOST_IN_MEMORY =
            (int) Math.min(256L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 4);

    private final ByteSource source;
    private @Nullable IOException broken;
    private @Nullable RuntimeException refused;
    private boolean ended;
    private volatile boolean closed;

    private Inbound(ByteSource source) {
        this.source = source;
    }

    /** The answer with its body decoded, should it be encoded, and guarded. */
    public static Response of(Response answer) {
        Response decoded = answer.headers().has("content-encoding") ? decoded(answer) : answer;
        return decoded.withBody(new Inbound(decoded.source()));
    }

    /**
     * The answer as it was before it was encoded, should it be; its headers say nothing of that then.
     *
     * @throws InvalidDataException for a coding that is not known: its bytes are none that anyone asked for
     */
    public static Response decoded(Response answer) {
        List<String> codings = new ArrayList<>(1);
        answer.headers().all("content-encoding").forEach(value -> codings.addAll(Headers.words(value)));
        ByteSource source = answer.source();
        for (int i = codings.size() - 1; i >= 0; i--) {
            String coding = codings.get(i).toLowerCase(Locale.ROOT);
            switch (coding) {
                case "gzip", "x-gzip" -> source = Gunzip.gzip(source);
                case "deflate" -> source = Gunzip.deflate(source);
                case "identity" -> {}
                default -> {
                    if (answer.status() > 299) {
                        // The status says more than the body would.
                        answer.close();
                        return Response.of(answer.status(), plain(answer.headers()), new byte[0]);
                    }
                    answer.close();
                    throw new InvalidDataException(
                            "content-encoding: expected gzip or deflate, found " + shown(codings.get(i)));
                }
            }
        }
        return answer.withHeaders(plain(answer.headers())).withBody(source);
    }

    private static Headers plain(Headers headers) {
        return headers.toBuilder()
                .remove("content-encoding")
                .remove("content-length")
                .build();
    }

    /** What is thrown for more than may be held in memory. */
    public static InvalidDataException tooLarge(String what, int most) {
        boolean whole = most >= 1 << 20 && most % (1 << 20) == 0;
        return new InvalidDataException(
                what + " is larger than " + (whole ? (most >> 20) + " MB" : most + " bytes") + ", see maxAnswerSize");
    }

    private static String shown(String coding) {
        return coding.length() <= 40 ? coding : coding.substring(0, 40) + "…";
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        if (check()) {
            return -1;
        }
        try {
            return given(source.poll(target, offset, length));
        } catch (IOException e) {
            throw fail(e);
        } catch (RuntimeException e) {
            throw refuse(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (check()) {
            return -1;
        }
        try {
            return given(source.read(target, offset, length));
        } catch (IOException e) {
            throw fail(e);
        } catch (RuntimeException e) {
            throw refuse(e);
        }
    }

    @Override
    public void await() throws IOException {
        if (check()) {
            return;
        }
        try {
            source.await();
        } catch (IOException e) {
            throw fail(e);
        } catch (RuntimeException e) {
            throw refuse(e);
        }
    }

    private int given(int count) {
        ended = count < 0;
        return count;
    }

    /** Whether the end was given; throws what was thrown before. */
    private boolean check() throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (refused != null) {
            throw refused;
        }
        if (closed && !ended) {
            throw fail(new IOException("the stream is closed"));
        }
        return ended;
    }

    private IOException fail(IOException failure) {
        broken = failure;
        source.close();
        return failure;
    }

    private RuntimeException refuse(RuntimeException failure) {
        refused = failure;
        source.close();
        return failure;
    }

    @Override
    public void onArrival(Runnable action) {
        source.onArrival(action);
    }

    @Override
    public int available() {
        return source.available();
    }

    @Override
    public void close() {
        closed = true;
        source.close();
    }
}
