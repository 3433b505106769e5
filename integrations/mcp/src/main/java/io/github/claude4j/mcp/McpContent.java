package io.github.claude4j.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.DocumentBlock;
import io.github.claude4j.messages.ImageBlock;
import io.github.claude4j.messages.MessageParam;
import io.github.claude4j.messages.TextBlock;
import io.github.claude4j.messages.ToolResultItem;
import io.github.claude4j.tools.ToolOutput;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** What a server gives, as content of the API. */
final class McpContent {
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private McpContent() {}

    /** The result of a tool. The tool has done its work, so what Claude cannot be given is named in its place. */
    static ToolOutput output(JsonObject result) {
        List<ToolResultItem> blocks = new ArrayList<>();
        for (JsonObject block :
                result.optArray("content").orElse(JsonArray.of()).objects()) {
            blocks.add(item(block));
        }
        boolean error = result.optBoolean("isError").orElse(false);
        if (blocks.isEmpty() && result.get("structuredContent") != null) {
            blocks.add(Content.text(Json.write(result.get("structuredContent"))));
        }
        if (blocks.size() == 1 && blocks.get(0) instanceof TextBlock only) {
            return error ? ToolOutput.error(only.text()) : ToolOutput.text(only.text());
        }
        return error ? ToolOutput.error(blocks) : ToolOutput.blocks(blocks);
    }

    private static ToolResultItem item(JsonObject block) {
        try {
            return (ToolResultItem) block(block);
        } catch (McpException e) {
            return Content.text("[left out: " + e.getMessage() + "]");
        }
    }

    /** The messages of a prompt. */
    static List<MessageParam> messages(JsonObject prompt) {
        List<MessageParam> messages = new ArrayList<>();
        for (JsonObject message : prompt.array("messages").objects()) {
            ContentBlock content = block(message.object("content"));
            messages.add(MessageParam.of(
                    JsonObject.of("role", message.string("role"), "content", JsonArray.of(content.json()))));
        }
        return messages;
    }

    /** What is read of a resource. */
    static List<ContentBlock> resources(JsonObject result) {
        List<ContentBlock> blocks = new ArrayList<>();
        for (JsonObject contents : result.array("contents").objects()) {
            blocks.add(resource(contents));
        }
        return blocks;
    }

    static byte[] bytes(JsonObject result) {
        List<JsonObject> contents = result.array("contents").objects();
        if (contents.size() != 1) {
            throw new McpException("expected one content, found " + contents.size(), null);
        }
        JsonObject only = contents.get(0);
        return only.optString("text").map(text -> text.getBytes(UTF_8)).orElseGet(() -> decoded(only, "blob"));
    }

    /** All that this gives may stand in a message and in the result of a tool. */
    private static ContentBlock block(JsonObject block) {
        String type = block.string("type");
        return switch (type) {
            case "text" -> Content.text(block.string("text"));
            case "image" -> image(block, "data");
            case "resource" -> resource(block.object("resource"));
            // Claude cannot follow it, but may name it to a tool that reads resources.
            case "resource_link" -> Content.text(block.toJson());
            default -> throw unsupported(type, block);
        };
    }

    private static ContentBlock resource(JsonObject contents) {
        String type = contents.optString("mimeType").orElse("");
        String text = contents.optString("text").orElse(null);
        if (text != null) {
            return document(contents, text);
        }
        if (type.startsWith("image/")) {
            return image(contents, "blob");
        }
        if (type.equals("application/pdf")) {
            return pdf(contents);
        }
        if (type.startsWith("text/")) {
            return document(contents, new String(decoded(contents, "blob"), UTF_8));
        }
        throw unsupported("resource", contents);
    }

    private static DocumentBlock document(JsonObject contents, String text) {
        return Content.documentText(text, document -> document.title(contents.string("uri")));
    }

    private static DocumentBlock pdf(JsonObject contents) {
        try {
            return Content.documentBase64(contents.string("blob"), document -> document.title(contents.string("uri")));
        } catch (InvalidParamsException e) {
            throw new McpException("a PDF that is none", e);
        }
    }

    private static ImageBlock image(JsonObject block, String data) {
        if (!IMAGES.contains(block.optString("mimeType").orElse(""))) {
            throw unsupported("image", block);
        }
        try {
            return Content.imageBase64(block.string(data));
        } catch (InvalidParamsException e) {
            throw new McpException("an image that is none of " + block.string("mimeType"), e);
        }
    }

    private static byte[] decoded(JsonObject contents, String name) {
        try {
            return Base64.getDecoder().decode(contents.string(name));
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(name + ": expected base64, found other text");
        }
    }

    private static McpException unsupported(String type, JsonObject block) {
        String mime = block.optString("mimeType").map(name -> " of " + name).orElse("");
        return new McpException(type + mime + ", which Claude cannot be given", null);
    }
}
