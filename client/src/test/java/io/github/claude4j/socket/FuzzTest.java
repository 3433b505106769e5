package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Answers that were changed at random, and some that were made to confuse, are each read whole, byte by byte and in random pieces: all
 * three have to understand the same, and fail with nothing but an {@code IOException}. {@code -Dclaude4j.fuzz.seconds} says for how
 * long; a failure names the seed, which {@code -Dclaude4j.fuzz.seed} plays again.
 */
class FuzzTest {
    private static final Route ROUTE = new Route(new Origin(false, "localhost", 80), null);

    private static final String[] TOKENS = {
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        ":",
        " ",
        "\t",
        ";",
        ",",
        "0",
        "1",
        "a",
        "ff",
        "-",
        "+",
        "0x",
        "\u0000",
        "\u0080",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.0 200 OK\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 204 \r\n",
        "Content-Length: 5\r\n",
        "content-length: 0\r\n",
        "Content-Length: 9223372036854775807\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Connection: close\r\n",
        "0\r\n\r\n",
        "5\r\nhello\r\n",
        "fffffffffffffff\r\n",
        "7fffffffffffffff\r\n",
        ";x=\"y\"",
        "\r\n folded"
    };

    /** What one reading came to. */
    private record Understood(String head, byte[] body, String end) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Understood that
                    && head.equals(that.head)
                    && Arrays.equals(body, that.body)
                    && end.equals(that.end);
        }

        @Override
        public int hashCode() {
            return head.hashCode();
        }

        @Override
        public String toString() {
            return head + " | " + new String(body, ISO_8859_1) + " | " + end;
        }
    }

    private static final List<byte[]> SEEDS =
            RawAnswer.all().stream().map(RawAnswer::bytes).toList();

    @Test
    void answers_howeverTheyComeInPieces_areUnderstoodTheSame() throws IOException {
        long seed = Long.getLong("claude4j.fuzz.seed", System.nanoTime());
        long end = System.nanoTime() + Integer.getInteger("claude4j.fuzz.seconds", 3) * 1_000_000_000L;
        int right = 0;
        int all = 0;
        try (Pool pool = new Pool()) {
            Wire wire = pool.open();
            for (byte[] answer : SEEDS) {
                check(wire, answer, new Random(1), "a seed");
            }
            do {
                Random random = new Random(seed);
                right += check(wire, changed(random), random, "seed " + seed) ? 1 : 0;
                all++;
                seed++;
            } while (System.nanoTime() < end);
        }
        assertThat(right).as("answers of " + all + " that were right").isBetween(1, all - 1);
    }

    /** Whether it was a right answer. */
    private static boolean check(Wire wire, byte[] answer, Random random, String name) {
        String method = random.nextInt(8) == 0 ? "HEAD" : "GET";
        Understood whole = understand(wire, new ByteArrayInputStream(answer), 100_000, method);
        Understood bytes = understand(wire, new Pieces(answer, () -> 1), 1, method);
        Understood pieces =
                understand(wire, new Pieces(answer, () -> 1 + random.nextInt(40)), 1 + random.nextInt(60), method);

        assertThat(bytes).as(name).isEqualTo(whole);
        assertThat(pieces).as(name).isEqualTo(whole);
        return whole.end.equals("over");
    }

    private byte[] changed(Random random) {
        byte[] answer = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(answer.length + 1);
            byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(ISO_8859_1);
            ByteArrayOutputStream made = new ByteArrayOutputStream();
            switch (random.nextInt(5)) {
                case 0 -> {
                    made.write(answer, 0, at);
                    made.writeBytes(token);
                    made.write(answer, at, answer.length - at);
                }
                case 1 -> {
                    int skipped = Math.min(answer.length - at, random.nextInt(8));
                    made.write(answer, 0, at);
                    made.write(answer, at + skipped, answer.length - at - skipped);
                }
                case 2 -> {
                    int behind = Math.min(at + 1, answer.length);
                    made.write(answer, 0, at);
                    made.write(random.nextInt(256));
                    made.write(answer, behind, answer.length - behind);
                }
                case 3 -> made.write(answer, 0, at);
                default -> {
                    byte[] other = SEEDS.get(random.nextInt(SEEDS.size()));
                    int from = random.nextInt(other.length);
                    made.write(answer, 0, at);
                    made.write(other, from, other.length - from);
                }
            }
            answer = made.toByteArray();
        }
        return answer;
    }

    private static Understood understand(Wire wire, InputStream in, int most, String method) {
        Connection connection = new Connection(ROUTE, wire, in, OutputStream.nullOutputStream());
        String head = "";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            Head read = Head.read(connection);
            StringBuilder fields = new StringBuilder().append(read.status()).append(read.keepsConnection());
            read.headers()
                    .forEach((name, value) ->
                            fields.append('\n').append(name).append(':').append(value));
            head = fields.toString();
            Content content = read.content(connection, method);
            byte[] piece = new byte[most];
            while (!content.isOver()) {
                body.write(piece, 0, Math.max(0, content.read(piece, 0, most)));
            }
            return new Understood(head, body.toByteArray(), "over");
        } catch (IOException e) {
            return new Understood(head, body.toByteArray(), e.getMessage());
        }
    }

    private interface Size {
        int next();
    }

    /** The bytes, a few at a time. */
    private static final class Pieces extends InputStream {
        private final InputStream in;
        private final Size size;

        Pieces(byte[] bytes, Size size) {
            this.in = new ByteArrayInputStream(bytes);
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(length, size.next()));
        }
    }
}
