package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Tells by its first bytes what the content of a file is. */
final class FileContent {
    /** As many bytes of a file as tell its type. */
    private static final int HEAD_LENGTH = 12;

    private FileContent() {}

    static ImageMediaType imageType(Binary image, String where) {
        return imageType(head(image))
                .orElseThrow(() -> new InvalidParamsException(
                        "image: expected a JPEG, PNG, GIF or WebP image, found something else in " + where));
    }

    /** A PDF, which is read while it is sent, or else text. */
    static DocumentBlockSource document(Binary content, String where) {
        return startsWith(head(content), "%PDF-")
                ? Base64PdfSource.builder().data(content).build()
                : PlainTextSource.of(utf8(content, where));
    }

    /** The bytes of base64 text, which may be broken into lines. */
    static byte[] decoded(String field, String base64) {
        try {
            boolean lines = base64.indexOf('\n') >= 0;
            return (lines ? Base64.getMimeDecoder() : Base64.getDecoder()).decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidParamsException(field + ": expected base64, found other text");
        }
    }

    private static byte[] head(Binary content) {
        try (InputStream in = content.open()) {
            return in.readNBytes(HEAD_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ImageMediaType> imageType(byte[] head) {
        if (startsWith(head, "\u00ff\u00d8\u00ff")) {
            return Optional.of(ImageMediaType.IMAGE_JPEG);
        }
        if (startsWith(head, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(ImageMediaType.IMAGE_PNG);
        }
        if (startsWith(head, "GIF8")) {
            return Optional.of(ImageMediaType.IMAGE_GIF);
        }
        boolean webp = startsWith(head, "RIFF")
                && head.length == HEAD_LENGTH
                && startsWith(Arrays.copyOfRange(head, 8, HEAD_LENGTH), "WEBP");
        return webp ? Optional.of(ImageMediaType.IMAGE_WEBP) : Optional.empty();
    }

    /** Whether the bytes begin with these characters, one byte each. */
    private static boolean startsWith(byte[] bytes, String magic) {
        if (bytes.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((bytes[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String utf8(Binary content, String where) {
        try (InputStream in = content.open()) {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidParamsException(
                    "document: expected a PDF or text in UTF-8, found something else in " + where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
