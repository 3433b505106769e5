package io.github.claude4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a request of 50 messages is made of: 49 texts in turn, the user's first, and an image with a question. */
public final class BigRequest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Even entries are the user's, odd ones the assistant's. */
    public final List<String> texts = new ArrayList<>();
    /** 768 KiB, which are 1 MiB of base64. */
    public final Path image;

    public final String mediaType = "image/png";
    public final String question = "What is in this image?";
    public final String system = "You are a helpful assistant.";

    BigRequest() throws IOException {
        Random random = new Random(23);
        for (int i = 0; i < 49; i++) {
            texts.add(text(random));
        }
        byte[] bytes = new byte[768 * 1024];
        random.nextBytes(bytes);
        System.arraycopy(PNG, 0, bytes, 0, PNG.length);
        image = Files.createTempFile("claude4j-benchmark", ".png");
        image.toFile().deleteOnExit();
        Files.write(image, bytes);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 400) {
            text.append((char) ('a' + random.nextInt(26)));
            if (random.nextInt(6) == 0) {
                text.append(' ');
            }
            if (random.nextInt(60) == 0) {
                text.append("\n\"é");
            }
        }
        return text.toString();
    }
}
