package io.github.claude4j.internal.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A body that is read and pushed on. */
class ReadSourceTest {
    @Test
    void piece_thatIsUsedUpAtOnce_isNotTakenForTheEnd() throws Exception {
        ReadSource body = new ReadSource(new ByteArrayInputStream("all of it".getBytes(UTF_8)));
        StringBuffer seen = new StringBuffer();
        CountDownLatch ended = new CountDownLatch(1);

        body.onArrival(() -> {
            taken(body).forEach(bytes -> seen.append(UTF_8.decode(bytes)));
            if (body.hasEnded()) {
                ended.countDown();
            }
        });

        assertThat(ended.await(30, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(seen).hasToString("all of it");
    }

    private static List<ByteBuffer> taken(ReadSource body) {
        try {
            List<ByteBuffer> come = body.take();
            return come == null ? List.of() : come;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
