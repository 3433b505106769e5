package io.github.claude4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWritingTest {
    /** Knows whether it was closed. */
    private static final class Watched extends FilterOutputStream {
        private boolean closed;
        private boolean flushed;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void flush() throws IOException {
            flushed = true;
            super.flush();
        }

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }

    @Test
    void write_toAStream_leavesItOpenWithAllWritten() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Watched out = new Watched(bytes);
        Json.write(JsonObject.of("a", "é"), out);
        Json.write(null, out);
        assertThat(out.closed).isFalse();
        assertThat(out.flushed).isTrue();
        assertThat(bytes.toString(UTF_8)).isEqualTo("{\"a\":\"é\"}null");
    }

    @Test
    void write_toAStreamThatFails_failsAndLeavesItOpen() {
        Watched out = new Watched(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        });
        assertThatIOException()
                .isThrownBy(() -> Json.write(JsonObject.of("a", 1), out))
                .withMessage("full");
        assertThat(out.closed).isFalse();
    }

    @Test
    void writePretty_nested_indentsByTwo() {
        JsonObject object = JsonObject.of("a", 1, "b", JsonObject.of("c", JsonArray.of(1, 2)), "d", JsonObject.of());
        assertThat(Json.writePretty(object).replaceAll("\\s*:\\s*", ": "))
                .isEqualTo("{\n  \"a\": 1,\n  \"b\": {\n    \"c\": [ 1, 2 ]\n  },\n  \"d\": { }\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "client_secret", "token", "signing_secret", "refresh_token", "secret"})
    void toString_secretField_isMaskedAtEveryDepth(String name) {
        JsonObject object = JsonObject.parse(
                "{\"" + name + "\":\"hush\",\"list\":[{\"" + name + "\":\"hush\"}],\"other\":\"seen\"}");
        assertThat(object.toString())
                .doesNotContain("hush")
                .contains("\"" + name + "\":\"***\"")
                .contains("\"other\":\"seen\"");
        assertThat(object.array("list").toString()).doesNotContain("hush");
        assertThat(object.toJson()).contains("hush");
    }

    @Test
    void toString_longText_isCutWithItsLength() {
        String text = "x".repeat(400);
        assertThat(JsonObject.of("a", text).toString()).contains(text);
        assertThat(JsonObject.of("a", text + "y").toString())
                .isEqualTo("{\"a\":\"" + "x".repeat(200) + "… (401 characters)\"}");
    }

    @Test
    void toString_binary_isItsLength() {
        assertThat(JsonObject.of("a", new byte[1000])).hasToString("{\"a\":\"Binary[1000 bytes]\"}");
    }

    @Test
    void toString_shortAndNotSecret_isTheJson() {
        JsonObject object = JsonObject.parse("{\"a\":[1,1.10,null,true,{\"b\":\"\\ud800\"}]}");
        assertThat(object).hasToString(object.toJson());
    }

    @Test
    void kind_everyValue_isNamed() {
        assertThat(JsonArray.of(null, "x", 1, 1.5, true, JsonObject.of(), JsonArray.of(), new byte[0]))
                .extracting(Json::kind)
                .containsExactly(
                        "null", "a string", "a number", "a number", "a boolean", "an object", "an array", "a string");
    }
}
