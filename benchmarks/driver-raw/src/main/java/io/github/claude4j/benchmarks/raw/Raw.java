package io.github.claude4j.benchmarks.raw;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.claude4j.benchmarks.BigRequest;
import io.github.claude4j.benchmarks.ClientDriver.ResultSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** The JSON that every raw driver writes and reads, whatever carries it. */
public final class Raw {
    private Raw() {}

    public static byte[] request(String model, boolean stream) throws IOException {
        ByteArrayBuilder out = new ByteArrayBuilder(256);
        try (JsonGenerator g = SseDecoder.JSON.createGenerator(out)) {
            g.writeStartObject();
            g.writeStringField("model", model);
            g.writeNumberField("max_tokens", 1024);
            if (stream) {
                g.writeBooleanField("stream", true);
            }
            g.writeArrayFieldStart("messages");
            g.writeStartObject();
            g.writeStringField("role", "user");
            g.writeStringField("content", "Hello, Claude");
            g.writeEndObject();
            g.writeEndArray();
            g.writeEndObject();
        }
        return out.toByteArray();
    }

    public static byte[] request(String model, BigRequest r) throws IOException {
        ByteArrayBuilder out = new ByteArrayBuilder(1200 * 1024);
        try (JsonGenerator g = SseDecoder.JSON.createGenerator(out)) {
            g.writeStartObject();
            g.writeStringField("model", model);
            g.writeNumberField("max_tokens", 1024);
            g.writeStringField("system", r.system);
            g.writeArrayFieldStart("messages");
            for (int i = 0; i < r.texts.size(); i++) {
                g.writeStartObject();
                g.writeStringField("role", i % 2 == 0 ? "user" : "assistant");
                g.writeStringField("content", r.texts.get(i));
                g.writeEndObject();
            }
            g.writeStartObject();
            g.writeStringField("role", "user");
            g.writeArrayFieldStart("content");
            g.writeStartObject();
            g.writeStringField("type", "image");
            g.writeObjectFieldStart("source");
            g.writeStringField("type", "base64");
            g.writeStringField("media_type", r.mediaType);
            g.writeFieldName("data");
            try (InputStream image = Files.newInputStream(r.image)) {
                g.writeBinary(image, -1);
            }
            g.writeEndObject();
            g.writeEndObject();
            g.writeStartObject();
            g.writeStringField("type", "text");
            g.writeStringField("text", r.question);
            g.writeEndObject();
            g.writeEndArray();
            g.writeEndObject();
            g.writeEndArray();
            g.writeEndObject();
        }
        return out.toByteArray();
    }

    /** The text of a whole message: the first "text" field that is a string. */
    public static String text(byte[] body, int off, int len) throws IOException {
        try (JsonParser p = SseDecoder.JSON.createParser(body, off, len)) {
            String text = null;
            JsonToken t;
            while ((t = p.nextToken()) != null) {
                if (t == JsonToken.FIELD_NAME && text == null && p.currentName().equals("text")) {
                    p.nextToken();
                    text = p.getText();
                }
            }
            return text;
        }
    }

    public static void sse(InputStream in, SseDecoder decoder) throws IOException {
        byte[] buf = new byte[16 * 1024];
        int n;
        while ((n = in.read(buf, 0, buf.length)) >= 0) {
            decoder.feed(buf, 0, n);
        }
    }

    /** One parser over the whole JSONL: the custom_id and the text of each line. */
    public static void results(InputStream in, ResultSink sink) throws IOException {
        try (JsonParser p = SseDecoder.JSON.createParser(in)) {
            int depth = 0;
            String id = null;
            String text = null;
            JsonToken t;
            while ((t = p.nextToken()) != null) {
                if (t == JsonToken.FIELD_NAME) {
                    String name = p.currentName();
                    if (depth == 1 && name.equals("custom_id")) {
                        p.nextToken();
                        id = p.getText();
                    } else if (name.equals("text")) {
                        p.nextToken();
                        text = p.getText();
                    }
                } else if (t == JsonToken.START_OBJECT) {
                    depth++;
                } else if (t == JsonToken.END_OBJECT && --depth == 0) {
                    sink.accept(id, text);
                    text = null;
                }
            }
        }
    }
}
