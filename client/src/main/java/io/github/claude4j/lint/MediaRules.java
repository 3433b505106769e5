package io.github.claude4j.lint;

import io.github.claude4j.internal.FileTypes;
import io.github.claude4j.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images and documents: whether they are what they are said to be, and what is to be cited of them. */
final class MediaRules {
    /** As many characters of base64 text as tell the type of what they stand for. */
    private static final int HEAD = FileTypes.HEAD_LENGTH / 3 * 4;

    private final Inspection look;

    /** Where the first document is that is to be cited, and the first that is not; empty where there is none. */
    private String cited = "";

    private String uncited = "";

    private MediaRules(Inspection look) {
        this.look = look;
    }

    static void check(Inspection look) {
        MediaRules rules = new MediaRules(look);
        List<JsonObject> messages = look.messages();
        for (int i = 0; i < messages.size(); i++) {
            rules.blocks(messages.get(i).get("content"), Inspection.at("messages", i) + ".content", true);
        }
        rules.citations();
    }

    private void blocks(@Nullable Object content, String path, boolean outermost) {
        List<JsonObject> blocks = Inspection.objects(content);
        for (int i = 0; i < blocks.size(); i++) {
            JsonObject block = blocks.get(i);
            String at = Inspection.at(path, i);
            String type = Inspection.text(block, "type");
            if (type.equals("document") && outermost) {
                document(block, at);
            }
            if ((type.equals("image") || type.equals("document"))
                    && block.get("source") instanceof JsonObject source
                    && Inspection.text(source, "type").equals("base64")
                    && source.get("data") instanceof String data) {
                base64(data, Inspection.text(source, "media_type"), at, type);
            }
            blocks(block.get("content"), at + ".content", false);
        }
    }

    private void document(JsonObject block, String path) {
        boolean enabled =
                block.get("citations") instanceof JsonObject citations && Boolean.TRUE.equals(citations.get("enabled"));
        if (enabled && cited.isEmpty()) {
            cited = path + ".citations";
        } else if (!enabled && uncited.isEmpty()) {
            uncited = path;
        }
    }

    private void citations() {
        if (!cited.isEmpty() && look.outputSchema() != null) {
            look.refused(
                    cited,
                    "the API does not cite in an answer that follows a schema",
                    "leave the citations out, or the schema",
                    "Citations cannot be enabled when output format is set. Please disable citations on uploaded"
                            + " document blocks.");
        }
        if (!cited.isEmpty() && !uncited.isEmpty()) {
            look.refused(
                    uncited,
                    "other documents are to be cited, and this one is not",
                    "enable citations on all documents or on none",
                    "Citations must be enabled on all or none of the documents within a request.");
        }
    }

    private void base64(String data, String mediaType, String path, String block) {
        String said = Inspection.apiPath(path) + "." + block + ".source.base64: ";
        if (data.startsWith("data:") || !isBase64(data)) {
            look.refused(
                    path + ".source.data",
                    data.startsWith("data:")
                            ? "expected base64 alone, found a data: URL"
                            : "expected base64, found other text",
                    data.startsWith("data:") ? "leave out all up to the comma" : "encode the bytes as base64",
                    said + "invalid base64 data");
            return;
        }
        String found = FileTypes.of(head(data));
        String expected = block.equals("image") ? "a JPEG, PNG, GIF or WebP image" : "a PDF";
        if (found.isEmpty() || (block.equals("document") && !found.equals(mediaType))) {
            look.advice(path + ".source.data", "expected " + expected + ", found something else", "look at the file");
        } else if (block.equals("image") && !found.equals(mediaType)) {
            look.refused(
                    path + ".source.media_type",
                    "said to be " + mediaType + ", and is " + found,
                    "say what it is",
                    said + "The image was specified using the " + mediaType + " media type, but the image appears to be"
                            + " a " + found + " image");
        }
    }

    /** Whether it can be decoded; lines and the lack of padding are let be. */
    private static boolean isBase64(String data) {
        int digits = 0;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            boolean digit =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
            if (!digit && c != '\n' && c != '\r' && !(c == '=' && i >= data.length() - 2)) {
                return false;
            }
            digits += digit ? 1 : 0;
        }
        return digits % 4 != 1;
    }

    /** The first bytes of what can be decoded. */
    private static byte[] head(String data) {
        StringBuilder head = new StringBuilder(HEAD);
        for (int i = 0; i < data.length() && head.length() < HEAD; i++) {
            char c = data.charAt(i);
            if (c != '\n' && c != '\r' && c != '=') {
                head.append(c);
            }
        }
        return Base64.getDecoder().decode(head.toString());
    }
}
