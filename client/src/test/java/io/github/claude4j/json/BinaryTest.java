package io.github.claude4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTest {
    @TempDir
    Path folder;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("content.bin"), content);
    }

    private static String utf8(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.write(value, out);
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 56, 57, 58, 1999, 2000, 2001, 5999, 6000, 6001, 8192, 100_000})
    void write_bytesOrFile_areBase64Text(int length) throws IOException {
        byte[] content = bytes(length);
        String expected = "{\"data\":\"" + Base64.getEncoder().encodeToString(content) + "\"}";
        JsonObject fromMemory = JsonObject.of("data", content);
        JsonObject fromFile = JsonObject.of("data", Binary.of(file(content)));

        assertThat(fromMemory.toJson()).isEqualTo(expected);
        assertThat(utf8(fromMemory)).isEqualTo(expected);
        assertThat(fromFile.toJson()).isEqualTo(expected);
        assertThat(utf8(fromFile)).isEqualTo(expected);
        assertThat(fromFile.string("data")).isEqualTo(Base64.getEncoder().encodeToString(content));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000, 5999, 6001, 20_000})
    void write_fileThatShrank_fails(int length) throws IOException {
        Path file = file(bytes(length + 1));
        JsonObject object = JsonObject.of("data", Binary.of(file));
        Files.write(file, bytes(length));

        assertThatIOException().isThrownBy(() -> Json.write(object, OutputStream.nullOutputStream()));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(object::toJson);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1000, 5999, 6000, 20_000})
    void write_fileThatGrew_fails(int length) throws IOException {
        Path file = file(bytes(length));
        JsonObject object = JsonObject.of("data", Binary.of(file));
        Files.write(file, bytes(length + 1));

        assertThatIOException()
                .isThrownBy(() -> Json.write(object, OutputStream.nullOutputStream()))
                .withMessageContaining("content.bin")
                .withMessageContaining("changed");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(object::toJson);
    }

    @Test
    void write_fileThatIsGone_fails() throws IOException {
        Path file = file(bytes(3));
        JsonObject object = JsonObject.of("data", Binary.of(file));
        Files.delete(file);
        assertThatIOException().isThrownBy(() -> Json.write(object, OutputStream.nullOutputStream()));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(object::toJson);
    }

    @Test
    void of_noFile_refuses() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Binary.of(folder.resolve("absent")))
                .withMessageStartingWith("file: expected a file, found none at ");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Binary.of(folder));
    }

    @Test
    void of_bytesThatChangeLater_areNotTouched() {
        byte[] content = {1, 2, 3};
        Binary binary = Binary.of(content);
        content[0] = 9;
        assertThat(binary.base64()).isEqualTo("AQID");
    }

    @Test
    void named_andAs_describeTheSameBytes() throws IOException {
        Binary file = Binary.of(file(bytes(3)));
        assertThat(file.filename()).contains("content.bin");
        assertThat(file.mediaType()).isEmpty();
        assertThat(file.length()).isEqualTo(3);

        Binary named = file.named("a.pdf").as("application/pdf");
        assertThat(named.filename()).contains("a.pdf");
        assertThat(named.mediaType()).contains("application/pdf");
        assertThat(named).isEqualTo(file).hasSameHashCodeAs(file);
        assertThat(named).hasToString("Binary[a.pdf, 3 bytes]");
        assertThat(Binary.of(new byte[2])).hasToString("Binary[2 bytes]");
        assertThat(Binary.of(new byte[2]).filename()).isEmpty();
    }

    @Test
    void equals_insideJson_isThatOfTheBase64Text() throws IOException {
        JsonObject text = JsonObject.of("data", "AQID", "list", JsonArray.of("AQID"));
        JsonObject memory = JsonObject.of("data", new byte[] {1, 2, 3}, "list", JsonArray.of(new byte[] {1, 2, 3}));
        JsonObject file = JsonObject.of("data", Binary.of(file(new byte[] {1, 2, 3})), "list", JsonArray.of("AQID"));

        assertThat(memory).isEqualTo(text).hasSameHashCodeAs(text);
        assertThat(text).isEqualTo(memory);
        assertThat(file).isEqualTo(text).isEqualTo(memory).hasSameHashCodeAs(text);
        assertThat(memory).isEqualTo(file);
        assertThat(JsonObject.parse(file.toJson())).isEqualTo(file);
        assertThat(JsonObject.of("data", new byte[] {1})).isNotEqualTo(JsonObject.of("data", "AQ"));
        assertThat(JsonObject.of("data", new byte[] {1})).isNotEqualTo(JsonObject.of("data", 1));
    }

    @Test
    void kind_binary_isAString() {
        JsonObject object = JsonObject.of("data", new byte[1]);
        assertThat(Json.kind(object.get("data"))).isEqualTo("a string");
        assertThat(object.optString("data")).contains("AA==");
    }
}
