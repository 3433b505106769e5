package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Looks for a text in what was asked and answered. Small and large letters of ASCII are the same. */
final class Search {
    private static final byte CASE = 'a' - 'A';

    private final String text;

    /** As it stands in JSON. */
    private final byte[] written;

    Search(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
        String json = Json.write(text);
        written = lower(json.substring(1, json.length() - 1).getBytes(StandardCharsets.UTF_8));
    }

    boolean finds(KeptExchange exchange) {
        return !text.isEmpty()
                && (exchange.answer().facts().text().toLowerCase(Locale.ROOT).contains(text)
                        || contains(exchange.request.body()));
    }

    private boolean contains(byte[] body) {
        for (int i = 0; i <= body.length - written.length; i++) {
            int at = 0;
            while (at < written.length && lower(body[i + at]) == written[at]) {
                at++;
            }
            if (at == written.length) {
                return true;
            }
        }
        return false;
    }

    private static byte[] lower(byte[] bytes) {
        byte[] lower = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            lower[i] = lower(bytes[i]);
        }
        return lower;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + CASE) : letter;
    }
}
