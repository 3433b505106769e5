package io.github.claude4j.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A body that is read and pushed on. */
class ReadSourceTest {
    @Test
    void piece_thatIsUsedUpAtOnce_isNotTakenForTheEnd() throws Exception {
        ByteSource body =
                new Response(200, Headers.of(), new ByteArrayInputStream("all of it".getBytes(UTF_8))).source();
        StringBuffer seen = new StringBuffer();
        CountDownLatch ended = new CountDownLatch(1);

        body.onArrival(() -> {
            byte[] piece = new byte[4];
            int count = poll(body, piece);
            for (; count > 0; count = poll(body, piece)) {
                seen.append(new String(piece, 0, count, UTF_8));
            }
            if (count < 0) {
                ended.countDown();
            }
        });

        assertThat(ended.await(30, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(seen).hasToString("all of it");
    }

    private static int poll(ByteSource body, byte[] piece) {
        try {
            return body.poll(piece, 0, piece.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
