package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.FileTypes;
import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Tells by its first bytes what the content of a file is. */
final class FileContent {
    private FileContent() {}

    static ImageMediaType imageType(Binary image, String where) {
        String type = FileTypes.of(head(image));
        if (!type.startsWith("image/")) {
            throw new InvalidParamsException(
                    "image: expected a JPEG, PNG, GIF or WebP image, found something else in " + where);
        }
        return ImageMediaType.of(type);
    }

    /** A PDF, which is read while it is sent, or else text. */
    static DocumentBlockSource document(Binary content, String where) {
        return FileTypes.of(head(content)).equals("application/pdf")
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
            return in.readNBytes(FileTypes.HEAD_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
