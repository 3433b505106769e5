package io.github.claude4j.batches;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** The size of JSON that is not written. */
class JsonSizeTest {
    private static void assertSize(JsonObject json) {
        try {
            assertThat(JsonSize.of(json))
                    .as(json.toJson())
                    .isEqualTo(JsonText.of(json).length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void size_ofEveryKindOfValue_isThatOfItsText() {
        assertSize(JsonObject.of());
        assertSize(
                JsonObject.of("a", JsonArray.of(), "b", JsonArray.of(1, -2.50, true, null, "x"), "c", JsonObject.of()));
        assertSize(JsonObject.parse("{\"n\":1.2300e5,\"big\":123456789012345678901234567890}"));
    }

    @Test
    void size_ofText_countsEscapesAndUtf8() {
        assertSize(JsonObject.of(
                "\u00e4\"", "tab\t nul\u0000 quote\" back\\ e\u00e9 euro\u20ac smile\ud83d\ude00 slash/ \u007f\u0085"));
    }

    @Test
    void size_ofBytes_isThatOfBase64() {
        for (int length = 0; length < 7; length++) {
            assertSize(JsonObject.of("data", Binary.of(new byte[length])));
        }
    }
}
