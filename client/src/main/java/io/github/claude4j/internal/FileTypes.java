package io.github.claude4j.internal;

/** Tells by its first bytes what a file is, of those kinds that the API takes. */
public final class FileTypes {
    /** As many bytes of a file as tell its type. */
    public static final int HEAD_LENGTH = 12;

    private static final String[] IMAGES = {
        "image/jpeg", "\u00ff\u00d8\u00ff", "image/png", "\u0089PNG\r\n\u001a\n", "image/gif", "GIF8"
    };

    private FileTypes() {}

    /** The media type of a JPEG, PNG, GIF or WebP image, or of a PDF; empty for anything else. */
    public static String of(byte[] head) {
        for (int i = 0; i < IMAGES.length; i += 2) {
            if (holds(head, 0, IMAGES[i + 1])) {
                return IMAGES[i];
            }
        }
        if (holds(head, 0, "RIFF") && holds(head, 8, "WEBP")) {
            return "image/webp";
        }
        return holds(head, 0, "%PDF-") ? "application/pdf" : "";
    }

    /** Whether the bytes are these characters from there on, one byte each. */
    private static boolean holds(byte[] bytes, int from, String magic) {
        if (bytes.length < from + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((bytes[from + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
