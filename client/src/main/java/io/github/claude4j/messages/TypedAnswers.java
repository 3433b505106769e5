package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import org.jspecify.annotations.Nullable;

/** Requests whose answer is to be a value, and where in an answer it is. */
final class TypedAnswers {
    private TypedAnswers() {}

    /** These params, asking for an answer of this type. */
    static MessageCreateParams params(MessageCreateParams params, JsonType<?> type) {
        check(params.json());
        return params.toBuilder().outputSchema(type).build();
    }

    /** What asks again after an answer to these params that did not fit. */
    static <T> Parsed.Reasking<T> reasking(MessageCalls calls, MessageCreateParams params, JsonType<T> type) {
        return (misfit, problems) -> {
            MessageCreateParams again = params.toBuilder()
                    .addMessage(misfit.message())
                    .addUserMessage("Your answer cannot be used: " + problems.getMessage()
                            + ". Give the whole answer again, corrected.")
                    .build();
            return new Parsed<>(calls.create(again), type, reasking(calls, again, type), misfit.usage());
        };
    }

    private static void check(JsonObject params) {
        if (params.get("output_config") instanceof JsonObject output && output.get("format") != null) {
            throw new InvalidParamsException(
                    "output_config.format: expected none beside a type for the answer, found one: leave out"
                            + " outputSchema");
        }
        String cited = cited(params);
        if (!cited.isEmpty()) {
            throw new InvalidParamsException(cited
                    + ".citations: expected none in a request whose answer is a value, found them enabled: the API"
                    + " does not cite in JSON");
        }
        JsonArray messages = params.optArray("messages").orElse(JsonArray.of());
        if (!messages.isEmpty()
                && messages.get(messages.size() - 1) instanceof JsonObject last
                && "assistant".equals(last.get("role"))
                && endsWithText(last.get("content"))) {
            throw new InvalidParamsException("messages[" + (messages.size() - 1)
                    + "]: expected a turn of the user at the end, found text of the assistant: the API does not go on"
                    + " with an answer that is a value");
        }
    }

    private static boolean endsWithText(@Nullable Object content) {
        return content instanceof String
                || (content instanceof JsonArray blocks
                        && !blocks.isEmpty()
                        && blocks.get(blocks.size() - 1) instanceof JsonObject last
                        && "text".equals(last.get("type")));
    }

    /** The path of something that is to be cited; empty where there is nothing. */
    private static String cited(JsonObject params) {
        String tool = citedIn(params.get("tools"), "tools");
        if (!tool.isEmpty()) {
            return tool;
        }
        JsonArray messages = params.optArray("messages").orElse(JsonArray.of());
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof JsonObject message) {
                String found = citedIn(message.get("content"), "messages[" + i + "].content");
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String citedIn(@Nullable Object blocks, String path) {
        if (blocks instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof JsonObject block) {
                    String at = path + "[" + i + "]";
                    if (block.get("citations") instanceof JsonObject citations
                            && Boolean.TRUE.equals(citations.get("enabled"))) {
                        return at;
                    }
                    String inside = citedIn(block.get("content"), at + ".content");
                    if (!inside.isEmpty()) {
                        return inside;
                    }
                }
            }
        }
        return "";
    }

    /** The text of the answer itself: the last one, and none of an attempt before that refused. */
    static String text(Message message) {
        String text = "";
        for (ContentBlock block : message.content()) {
            if (block instanceof FallbackBlock) {
                text = "";
            } else if (block instanceof TextBlock next && !next.text().isBlank()) {
                text = next.text();
            }
        }
        return text;
    }
}
