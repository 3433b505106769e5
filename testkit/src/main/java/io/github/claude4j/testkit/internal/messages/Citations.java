package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out where passages that an answer cites stand: in a conversation, or in what came before them in the answer. */
final class Citations {
    private final List<JsonObject> documents = new ArrayList<>();
    private final List<JsonObject> searchResults = new ArrayList<>();
    private final List<JsonObject> foundPages = new ArrayList<>();

    Citations(Dialogue conversation) {
        for (JsonObject message : conversation.messages()) {
            Blocks.of(message.get("content")).forEach(this::see);
        }
    }

    /** Takes note of a block that later ones can cite. */
    void see(JsonObject block) {
        switch (block.optString("type").orElse("")) {
            case "document" -> documents.add(block);
            case "search_result" -> searchResults.add(block);
            case "tool_result" -> Blocks.objects(block.get("content")).forEach(this::see);
            case "web_fetch_tool_result" ->
                block.optObject("content")
                        .ifPresent(page -> page.optObject("content").ifPresent(documents::add));
            case "web_search_tool_result" -> foundPages.addAll(Blocks.objects(block.get("content")));
            default -> {
                // Nothing to cite.
            }
        }
    }

    /** The documents that the model is to cite, in the order of the conversation. */
    List<JsonObject> wanted() {
        return documents.stream()
                .filter(document -> document.optObject("citations")
                        .flatMap(config -> config.optBoolean("enabled"))
                        .orElse(false))
                .toList();
    }

    /** The block with its citations whole; those that have a type are. */
    JsonObject complete(JsonObject block) {
        if (!(block.get("citations") instanceof JsonArray citations) || citations.isEmpty()) {
            return block;
        }
        JsonArray.Builder whole = JsonArray.builder();
        int number = 0;
        for (JsonObject citation : Blocks.objects(citations)) {
            boolean isWhole = citation.has("type") || !citation.has("cited_text");
            whole.add(isWhole ? citation : find(citation.string("cited_text"), number));
            number++;
        }
        return block.with("citations", whole.build());
    }

    private JsonObject find(String passage, int number) {
        for (int i = 0; i < documents.size(); i++) {
            JsonObject place = inDocument(documents.get(i), passage);
            if (place != null) {
                return ofDocument(i, passage, place);
            }
        }
        for (int i = 0; i < searchResults.size(); i++) {
            int at = block(searchResults.get(i).get("content"), passage);
            if (at >= 0) {
                return ofSearchResult(i, passage, at);
            }
        }
        if (!foundPages.isEmpty()) {
            return ofPage(foundPages.get(number % foundPages.size()), passage);
        }
        for (int i = 0; i < documents.size(); i++) {
            if (sourceText(documents.get(i)) == null) {
                return ofDocument(i, passage, place("page_location", "page_number", 1, 2));
            }
        }
        throw new IllegalStateException("quote: expected a passage of a document, found “" + passage + "”");
    }

    private static @Nullable JsonObject inDocument(JsonObject document, String passage) {
        Object content = document.object("source").get("content");
        if (content instanceof JsonArray) {
            int at = block(content, passage);
            return at < 0 ? null : place("content_block_location", "block_index", at, at + 1);
        }
        String text = sourceText(document);
        int at = text == null ? -1 : text.indexOf(passage);
        return at < 0 ? null : place("char_location", "char_index", at, at + passage.length());
    }

    /** The text of a document; null when it is no text. */
    static @Nullable String sourceText(JsonObject document) {
        JsonObject source = document.object("source");
        Object text = "text".equals(source.get("type")) ? source.get("data") : source.get("content");
        return text instanceof String plain ? plain : text == null ? null : Blocks.textOf(Blocks.of(text));
    }

    private static int block(@Nullable Object content, String passage) {
        List<JsonObject> blocks = Blocks.of(content);
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).get("text") instanceof String text && text.contains(passage)) {
                return i;
            }
        }
        return -1;
    }

    private static JsonObject place(String type, String unit, int from, int to) {
        return JsonObject.of("type", type, "start_" + unit, (long) from, "end_" + unit, (long) to);
    }

    private JsonObject ofDocument(int index, String passage, JsonObject place) {
        JsonObject document = documents.get(index);
        return place.toBuilder()
                .put("cited_text", passage)
                .put("document_index", (long) index)
                .put("document_title", document.get("title"))
                .put("file_id", document.object("source").get("file_id"))
                .build();
    }

    private JsonObject ofSearchResult(int index, String passage, int block) {
        JsonObject result = searchResults.get(index);
        return place("search_result_location", "block_index", block, block + 1).toBuilder()
                .put("cited_text", passage)
                .put("search_result_index", (long) index)
                .put("source", result.get("source"))
                .put("title", result.get("title"))
                .build();
    }

    private static JsonObject ofPage(JsonObject page, String passage) {
        return JsonObject.builder()
                .put("type", "web_search_result_location")
                .put("cited_text", passage)
                .put("url", page.get("url"))
                .put("title", page.get("title"))
                .put("encrypted_index", "ZmFrZSBpbmRleA==")
                .build();
    }
}
