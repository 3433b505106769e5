package io.github.claude4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading many texts with one parser, and writing texts that are put together while they are sent. */
class JsonDecoderTest {
    @TempDir
    Path folder;

    private static Object decode(JsonDecoder decoder, String json) {
        byte[] bytes = ("xx" + json + "yy").getBytes(UTF_8);
        return decoder.decode(bytes, 2, bytes.length - 4);
    }

    private static Object outcome(Callable<Object> read) throws Exception {
        try {
            return Arrays.asList("read", read.call());
        } catch (InvalidDataException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"a\":1}\n",
                "{\"a\":1,\"a\":2}",
                "[1,2]",
                "\"text\"",
                "12",
                "-0",
                "null",
                "true",
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":{\"b\":1}",
                "{\"a\":1}}",
                "{\"a\":1} 1",
                "{\"a\":1} {",
                "{\"a\":1} \"}",
                "[}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\ud800\":1}",
                "{\"a\":1.50}",
                "{\"a\":123456789012345678901234567890}",
                "{\"a\":tru}"
            })
    void decode_anyText_isWhatAReadingByItselfGives(String json) throws Exception {
        JsonDecoder decoder = new JsonDecoder();
        decode(decoder, "{\"before\":[1]}");

        assertThat(outcome(() -> decode(decoder, json))).isEqualTo(outcome(() -> Json.parse(json.getBytes(UTF_8))));
        assertThat(decode(decoder, "{\"after\":[1]}")).isEqualTo(JsonObject.of("after", List.of(1)));
    }

    @Test
    void decode_objectsCutAnywhere_areRefusedAndForgotten() {
        JsonDecoder decoder = new JsonDecoder();
        String json = "{\"type\":\"a\",\"delta\":{\"b\":[1,2.5,{\"c\":null}]},\"usage\":{\"d\":25}}";
        for (int i = 0; i < json.length(); i++) {
            String cut = json.substring(0, i);
            assertThatThrownBy(() -> decode(decoder, cut)).as(cut).isInstanceOf(InvalidDataException.class);
        }
        assertThat(decode(decoder, json)).isEqualTo(JsonObject.parse(json));
    }

    @Test
    void decode_manyMembers_keepOrderAndLastValue() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            json.append("\"m").append(i).append("\":").append(i).append(',');
        }
        json.append("\"m7\":\"last\"}");

        JsonObject object = (JsonObject) decode(new JsonDecoder(), json.toString());

        assertThat(object.size()).isEqualTo(100);
        assertThat(object.name(7)).isEqualTo("m7");
        assertThat(object.get("m7")).isEqualTo("last");
    }

    @Test
    void text_withLargeFiles_isWhatIsWrittenAtOnce() throws IOException {
        Random random = new Random(3);
        for (int size : List.of(0, 1, 16 * 1024 - 1, 16 * 1024, 6143, 6144, 6145, 12288, 100_001, 100_002)) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            Binary file = Binary.of(Files.write(folder.resolve("f" + size), bytes));
            JsonObject value = JsonObject.of(
                    "before", "é", "list", List.of(file, 1, JsonObject.of("x", file)), "after", Binary.of(bytes));

            JsonText text = JsonText.of(value);

            try (InputStream in = text.open()) {
                byte[] read = in.readAllBytes();
                assertThat(read).hasSize(Math.toIntExact(text.length()));
                assertThat(new String(read, UTF_8)).isEqualTo(value.toJson());
            }
        }
    }

    @Test
    void text_fileThatHasChanged_isNoted() throws IOException {
        for (int change : List.of(-1, 1)) {
            Path file = Files.write(folder.resolve("changes"), new byte[20_000]);
            JsonText text = JsonText.of(JsonObject.of("data", Binary.of(file)));
            Files.write(file, new byte[20_000 + change]);

            try (InputStream in = text.open()) {
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining("has changed");
            }
        }
    }
}
