package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.messages.ToolInputs;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes the content blocks that people send most: text, images, documents, search results, results of tools.
 *
 * <p>The options of a block are the methods of its builder:
 * {@code Content.documentFileId(file.id(), d -> d.title("Q4").cited().cached())}, {@code Content.image(path, i -> i.cached())}.
 */
public final class Content {
    private Content() {}

    /** Text. */
    public static TextBlock text(String text) {
        return TextBlock.of(text);
    }

    /** Text, with options: {@code t -> t.cached()}. */
    public static TextBlock text(String text, Consumer<TextBlock.Builder> options) {
        TextBlock.Builder block = TextBlock.builder().text(text);
        options.accept(block);
        return block.build();
    }

    /** Text with a cache breakpoint behind it that lives for 5 minutes after its last use. */
    public static TextBlock cachedText(String text) {
        return text(text, block -> block.cached());
    }

    /** Text with a cache breakpoint behind it that lives for that long after its last use. */
    public static TextBlock cachedText(String text, CacheTtl ttl) {
        return text(text, block -> block.cached(ttl));
    }

    /**
     * An image from a file, whose type is told by its content; the file is read while the request is sent.
     *
     * @throws InvalidParamsException when it is no JPEG, PNG, GIF or WebP
     * @throws java.io.UncheckedIOException when it is no readable file
     */
    public static ImageBlock image(Path file) {
        return image(file, image -> {});
    }

    /** An image from a file, with options: {@code i -> i.cached()}. */
    public static ImageBlock image(Path file, Consumer<ImageBlock.Builder> options) {
        return image(Binary.of(file), file.toString(), options);
    }

    /**
     * An image from memory, whose type is told by its content.
     *
     * @throws InvalidParamsException when it is no JPEG, PNG, GIF or WebP
     */
    public static ImageBlock image(byte[] bytes) {
        return image(bytes, image -> {});
    }

    /** An image from memory, with options. */
    public static ImageBlock image(byte[] bytes, Consumer<ImageBlock.Builder> options) {
        return image(Binary.of(bytes), "these bytes", options);
    }

    private static ImageBlock image(Binary image, String where, Consumer<ImageBlock.Builder> options) {
        return image(
                Base64ImageSource.builder()
                        .mediaType(FileContent.imageType(image, where))
                        .data(image)
                        .build(),
                options);
    }

    private static ImageBlock image(ImageBlockSource source, Consumer<ImageBlock.Builder> options) {
        ImageBlock.Builder image = ImageBlock.builder().source(source);
        options.accept(image);
        return image.build();
    }

    /**
     * An image as base64 text, whose type is told by its content.
     *
     * @throws InvalidParamsException when it is no JPEG, PNG, GIF or WebP in base64
     */
    public static ImageBlock imageBase64(String base64) {
        return imageBase64(base64, image -> {});
    }

    /** An image as base64 text, with options. */
    public static ImageBlock imageBase64(String base64, Consumer<ImageBlock.Builder> options) {
        return image(FileContent.decoded("image", base64), options);
    }

    /** An image that was uploaded through the Files API. */
    public static ImageBlock imageFileId(String fileId) {
        return imageFileId(fileId, image -> {});
    }

    /** An image that was uploaded through the Files API, with options. */
    public static ImageBlock imageFileId(String fileId, Consumer<ImageBlock.Builder> options) {
        return image(FileSource.of(fileId), options);
    }

    /** An image that the API fetches from this URL. */
    public static ImageBlock imageUrl(String url) {
        return imageUrl(url, image -> {});
    }

    /** An image that the API fetches from this URL, with options. */
    public static ImageBlock imageUrl(String url, Consumer<ImageBlock.Builder> options) {
        return image(UrlSource.of(url), options);
    }

    /**
     * A document from a file: a PDF, which is read while the request is sent, or text in UTF-8. Its title is the file's name.
     *
     * @throws InvalidParamsException when it is neither
     * @throws java.io.UncheckedIOException when it is no readable file
     */
    public static DocumentBlock document(Path file) {
        return document(file, document -> {});
    }

    /** A document from a file, with options: {@code d -> d.title("Q4").context("Draft").cited().cached()}. */
    public static DocumentBlock document(Path file, Consumer<DocumentBlock.Builder> options) {
        DocumentBlock.Builder document = DocumentBlock.builder();
        Binary content = Binary.of(file);
        content.filename().ifPresent(document::title);
        return document(document.source(FileContent.document(content, file.toString())), options);
    }

    /**
     * A document from memory: a PDF, or text in UTF-8.
     *
     * @throws InvalidParamsException when it is neither
     */
    public static DocumentBlock document(byte[] bytes) {
        return document(bytes, document -> {});
    }

    /** A document from memory, with options. */
    public static DocumentBlock document(byte[] bytes, Consumer<DocumentBlock.Builder> options) {
        return document(FileContent.document(Binary.of(bytes), "these bytes"), options);
    }

    /**
     * A document as base64 text: a PDF, or text in UTF-8.
     *
     * @throws InvalidParamsException when it is neither, or not in base64
     */
    public static DocumentBlock documentBase64(String base64) {
        return documentBase64(base64, document -> {});
    }

    /** A document as base64 text, with options. */
    public static DocumentBlock documentBase64(String base64, Consumer<DocumentBlock.Builder> options) {
        return document(FileContent.decoded("document", base64), options);
    }

    /** A document of plain text. */
    public static DocumentBlock documentText(String text) {
        return documentText(text, document -> {});
    }

    /** A document of plain text, with options. */
    public static DocumentBlock documentText(String text, Consumer<DocumentBlock.Builder> options) {
        return document(PlainTextSource.of(Objects.requireNonNull(text, "text")), options);
    }

    /** A document that was uploaded through the Files API. */
    public static DocumentBlock documentFileId(String fileId) {
        return documentFileId(fileId, document -> {});
    }

    /** A document that was uploaded through the Files API, with options. */
    public static DocumentBlock documentFileId(String fileId, Consumer<DocumentBlock.Builder> options) {
        return document(FileSource.of(fileId), options);
    }

    /** A PDF that the API fetches from this URL. */
    public static DocumentBlock documentUrl(String url) {
        return documentUrl(url, document -> {});
    }

    /** A PDF that the API fetches from this URL, with options. */
    public static DocumentBlock documentUrl(String url, Consumer<DocumentBlock.Builder> options) {
        return document(UrlSource.of(url), options);
    }

    private static DocumentBlock document(DocumentBlockSource source, Consumer<DocumentBlock.Builder> options) {
        return document(DocumentBlock.builder().source(source), options);
    }

    private static DocumentBlock document(DocumentBlock.Builder document, Consumer<DocumentBlock.Builder> options) {
        options.accept(document);
        return document.build();
    }

    /**
     * A search result of your own.
     *
     * @param source where it comes from, such as a URL; citations repeat it
     * @param passages its text, cited passage by passage
     */
    public static SearchResultBlock searchResult(String source, String title, String... passages) {
        return searchResult(source, title, List.of(Objects.requireNonNull(passages, "passages")), result -> {});
    }

    /** A search result of your own, with options: {@code r -> r.cited().cached()}. */
    public static SearchResultBlock searchResult(
            String source, String title, List<String> passages, Consumer<SearchResultBlock.Builder> options) {
        SearchResultBlock.Builder result = SearchResultBlock.builder()
                .source(source)
                .title(title)
                .content(passages.stream().map(TextBlock::of).toList());
        options.accept(result);
        return result.build();
    }

    /** An uploaded file for the container, where the model's code can read it. */
    public static ContainerUploadBlock containerUpload(String fileId) {
        return containerUpload(fileId, upload -> {});
    }

    /** An uploaded file for the container, with options. */
    public static ContainerUploadBlock containerUpload(String fileId, Consumer<ContainerUploadBlock.Builder> options) {
        ContainerUploadBlock.Builder upload = ContainerUploadBlock.builder().fileId(fileId);
        options.accept(upload);
        return upload.build();
    }

    /** Thinking of an earlier answer. The signature proves that it is the model's, also where the thinking is empty. */
    public static ThinkingBlock thinking(String thinking, String signature) {
        return ThinkingBlock.builder().thinking(thinking).signature(signature).build();
    }

    /** A call of a tool in an earlier answer. */
    public static ToolUseBlock toolUse(String id, String name, JsonObject input) {
        return toolUse(id, name, input, use -> {});
    }

    /** A call of a tool in an earlier answer, with options: {@code u -> u.cached()}. */
    public static ToolUseBlock toolUse(
            String id, String name, JsonObject input, Consumer<ToolUseBlock.Builder> options) {
        ToolUseBlock.Builder use = ToolUseBlock.builder().id(id).name(name).input(input);
        options.accept(use);
        return use.build();
    }

    /** What a tool answered to a call of the model. */
    public static ToolResultBlock toolResult(String toolUseId, String result) {
        return toolResult(toolUseId, result, block -> {});
    }

    /** What a tool answered to a call of the model, with options: {@code r -> r.cached()}. */
    public static ToolResultBlock toolResult(
            String toolUseId, String result, Consumer<ToolResultBlock.Builder> options) {
        Objects.requireNonNull(result, "result");
        return toolResult(ToolResultBlock.builder().toolUseId(toolUseId).content(result), options);
    }

    /** What a tool answered to a call of the model, in blocks. */
    public static ToolResultBlock toolResult(String toolUseId, List<? extends ToolResultItem> result) {
        return toolResult(toolUseId, result, block -> {});
    }

    /** What a tool answered to a call of the model, in blocks, with options. */
    public static ToolResultBlock toolResult(
            String toolUseId, List<? extends ToolResultItem> result, Consumer<ToolResultBlock.Builder> options) {
        Objects.requireNonNull(result, "result");
        return toolResult(ToolResultBlock.builder().toolUseId(toolUseId).content(result), options);
    }

    private static ToolResultBlock toolResult(
            ToolResultBlock.Builder result, Consumer<ToolResultBlock.Builder> options) {
        options.accept(result);
        return result.build();
    }

    /**
     * Tells the model that the input of its call was cut or is no JSON, so that it can call again; the input goes back in
     * the form that the API has for it.
     */
    public static ToolResultBlock invalidToolInput(ToolUseBlock call) {
        String written = call.invalidInput().orElseGet(() -> call.input().toJson());
        return toolError(call.id(), ToolInputs.wrapped(written).toJson());
    }

    /** Why a tool could not answer a call of the model, for the model to read. */
    public static ToolResultBlock toolError(String toolUseId, String reason) {
        return toolError(toolUseId, reason, block -> {});
    }

    /** Why a tool could not answer a call of the model, with options. */
    public static ToolResultBlock toolError(
            String toolUseId, String reason, Consumer<ToolResultBlock.Builder> options) {
        Objects.requireNonNull(reason, "reason");
        return toolResult(
                ToolResultBlock.builder().toolUseId(toolUseId).content(reason).isError(true), options);
    }
}
