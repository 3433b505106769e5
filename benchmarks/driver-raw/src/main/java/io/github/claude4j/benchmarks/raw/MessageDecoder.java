package io.github.claude4j.benchmarks.raw;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Accumulates what a final message has: id, model, stop reason, usage and the text or tool input. */
public final class MessageDecoder extends SseDecoder {
    private final StringBuilder content;
    String id;
    String model;
    String stopReason;
    String toolName;
    int inputTokens;
    int outputTokens;

    public MessageDecoder() {
        this(new StringBuilder());
    }

    private MessageDecoder(StringBuilder content) {
        super(content::append);
        this.content = content;
    }

    /** The length of the text; of a tool use, the length of the whole JSON of its input. */
    public int finish() {
        if (id == null || stopReason == null || outputTokens == 0) {
            throw new IllegalStateException("incomplete message");
        }
        return content.toString().length();
    }

    @Override
    protected boolean accept(String type) {
        return true;
    }

    @Override
    protected void object(String name, JsonParser p) throws IOException {
        String field;
        while ((field = p.nextFieldName()) != null) {
            JsonToken v = p.nextToken();
            switch (field) {
                case "id" -> id = id == null ? p.getText() : id;
                case "model" -> model = p.getText();
                case "name" -> toolName = p.getText();
                case "input_tokens" -> inputTokens = p.getIntValue();
                case "output_tokens" -> outputTokens = p.getIntValue();
                case "usage" -> object(field, p);
                default -> {
                    if (v.isStructStart()) {
                        p.skipChildren();
                    }
                }
            }
        }
    }

    @Override
    protected void other(String name, JsonParser p) throws IOException {
        if (name.equals("stop_reason")) {
            stopReason = p.getText();
        } else {
            p.skipChildren();
        }
    }
}
