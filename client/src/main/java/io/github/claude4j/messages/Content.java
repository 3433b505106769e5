package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes the content blocks that people send most: text, images, documents and results of tools. */
public final class Content {
    /** As many bytes of a file as tell its type. */
    private static final int HEAD_LENGTH = 12;

    private Content() {}

    /** Text. */
    public static TextBlock text(String text) {
        return TextBlock.of(text);
    }

    /** Text with a cache breakpoint behind it that lives for 5 minutes after its last use. */
    public static TextBlock cachedText(String text) {
        return TextBlock.builder().text(text).cacheControl(c -> {}).build();
    }

    /** Text with a cache breakpoint behind it that lives for that long after its last use. */
    public static TextBlock cachedText(String text, CacheTtl ttl) {
        return TextBlock.builder().text(text).cacheControl(c -> c.ttl(ttl)).build();
    }

    /**
     * An image from a file, whose type is told by its content; the file is read while the request is sent.
     *
     * @throws InvalidRequestException when it is no JPEG, PNG, GIF or WebP
     */
    public static ImageBlock image(Path file) {
        return image(Binary.of(file), file.toString());
    }

    /**
     * An image from memory, whose type is told by its content.
     *
     * @throws InvalidRequestException when it is no JPEG, PNG, GIF or WebP
     */
    public static ImageBlock image(byte[] bytes) {
        return image(Binary.of(bytes), "these bytes");
    }

    private static ImageBlock image(Binary image, String where) {
        ImageMediaType type = imageType(head(image))
                .orElseThrow(() -> new InvalidRequestException(
                        "image: expected a JPEG, PNG, GIF or WebP image, found something else in " + where));
        return ImageBlock.of(
                Base64ImageSource.builder().mediaType(type).data(image).build());
    }

    /** An image that the API fetches from this URL. */
    public static ImageBlock imageUrl(String url) {
        return ImageBlock.of(UrlSource.of(url));
    }

    /**
     * A document from a file: a PDF, which is read while the request is sent, or text in UTF-8. Its title is the file's name.
     *
     * @throws InvalidRequestException when it is neither
     */
    public static DocumentBlock document(Path file) {
        Binary content = Binary.of(file);
        DocumentBlock.Builder document = DocumentBlock.builder();
        content.filename().ifPresent(document::title);
        if (startsWith(head(content), "%PDF-")) {
            return document.source(Base64PdfSource.builder().data(content).build())
                    .build();
        }
        return document.source(PlainTextSource.of(utf8(content, file))).build();
    }

    /** A PDF that the API fetches from this URL. */
    public static DocumentBlock documentUrl(String url) {
        return DocumentBlock.of(UrlSource.of(url));
    }

    /** What a tool answered to a call of the model. */
    public static ToolResultBlock toolResult(String toolUseId, String result) {
        return ToolResultBlock.builder().toolUseId(toolUseId).content(result).build();
    }

    /** What a tool answered to a call of the model, in blocks. */
    public static ToolResultBlock toolResult(String toolUseId, List<? extends ToolResultItem> result) {
        return ToolResultBlock.builder().toolUseId(toolUseId).content(result).build();
    }

    /** Why a tool could not answer a call of the model, for the model to read. */
    public static ToolResultBlock toolError(String toolUseId, String reason) {
        return ToolResultBlock.builder()
                .toolUseId(toolUseId)
                .content(reason)
                .isError(true)
                .build();
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

    private static String utf8(Binary content, Path file) {
        try (InputStream in = content.open()) {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException(
                    "document: expected a PDF or text in UTF-8, found something else in " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
