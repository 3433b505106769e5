package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    @TempDir
    Path folder;

    /** Bytes, of which text gives one each. */
    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static final String JPEG = "\u00ff\u00d8\u00ff\u00e0rest";
    private static final String PNG = "\u0089PNG\r\n\u001a\nrest";
    private static final String WEBP = "RIFF\u0001\u0002\u0003\u0004WEBPrest";

    @Test
    void image_bytes_typeIsToldByTheirBeginning() {
        for (List<String> image : List.of(
                List.of("image/jpeg", JPEG),
                List.of("image/png", PNG),
                List.of("image/gif", "GIF87arest"),
                List.of("image/gif", "GIF89arest"),
                List.of("image/webp", WEBP))) {
            assertThat(Content.image(bytes(image.get(1))).json())
                    .isEqualTo(JsonObject.of(
                            "type",
                            "image",
                            "source",
                            JsonObject.of(
                                    "type",
                                    "base64",
                                    "media_type",
                                    image.get(0),
                                    "data",
                                    Base64.getEncoder().encodeToString(bytes(image.get(1))))));
        }
    }

    @Test
    void image_file_typeIsToldByItsContentNotByItsName() throws IOException {
        ImageBlock image = Content.image(file("photo.jpg", bytes(PNG)));
        assertThat(image.source()).isInstanceOf(Base64ImageSource.class);
        assertThat(((Base64ImageSource) image.source()).mediaType()).isSameAs(ImageMediaType.IMAGE_PNG);
        assertThat(image).isEqualTo(Content.image(bytes(PNG)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "RIFF",
                "RIFF123",
                "RIFF1234",
                "RIFF1234WEB",
                "RIFF1234WAVE",
                "GIF",
                "\u0089PNG\r\n",
                "\u00ff\u00d8",
                "BM rest of a bitmap",
                "<svg xmlns='http://www.w3.org/2000/svg'/>"
            })
    void image_somethingElse_refusesAndSaysWhichAreTaken(String content) throws IOException {
        Path file = file("picture.png", bytes(content));
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> Content.image(bytes(content)))
                .withMessage("image: expected a JPEG, PNG, GIF or WebP image, found something else in these bytes");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> Content.image(file))
                .withMessageContaining("picture.png");
    }

    @Test
    void fileThatIsNotThere_fails() {
        Path absent = folder.resolve("absent");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Content.image(absent));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Content.document(absent));
    }

    @Test
    void document_pdf_isSentAsBase64UnderItsName() throws IOException {
        DocumentBlock document = Content.document(file("report.pdf", bytes("%PDF-1.7\n...")));
        assertThat(document.title()).contains("report.pdf");
        assertThat(document.source().json())
                .isEqualTo(JsonObject.of(
                        "type",
                        "base64",
                        "media_type",
                        "application/pdf",
                        "data",
                        Base64.getEncoder().encodeToString(bytes("%PDF-1.7\n..."))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Grüße 😀\n", "%PDF", "# Title"})
    void document_text_isSentAsText(String text) throws IOException {
        DocumentBlock document = Content.document(file("notes.md", text.getBytes(UTF_8)));
        assertThat(document.title()).contains("notes.md");
        assertThat(document.source().json())
                .isEqualTo(JsonObject.of("type", "text", "media_type", "text/plain", "data", text));
    }

    @Test
    void document_neither_refuses() throws IOException {
        Path file = file("notes.doc", bytes("Gr\u00fc\u00dfe"));
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> Content.document(file))
                .withMessageContaining("expected a PDF or text in UTF-8")
                .withMessageContaining("notes.doc");
    }

    @Test
    void urls_areSentAsSuch() {
        JsonObject source = JsonObject.of("type", "url", "url", "https://example.com/a");
        assertThat(Content.imageUrl("https://example.com/a").json())
                .isEqualTo(JsonObject.of("type", "image", "source", source));
        assertThat(Content.documentUrl("https://example.com/a").json())
                .isEqualTo(JsonObject.of("type", "document", "source", source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | {\"type\":\"text\",\"text\":\"x\"}",
                "cached | {\"type\":\"text\",\"text\":\"x\",\"cache_control\":{\"type\":\"ephemeral\"}}",
                "hour | {\"type\":\"text\",\"text\":\"x\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}",
            })
    void text_withAndWithoutCache(String kind, String expected) {
        TextBlock text = switch (kind) {
            case "plain" -> Content.text("x");
            case "cached" -> Content.cachedText("x");
            default -> Content.cachedText("x", CacheTtl.of("1h"));
        };
        assertThat(text.json().toJson()).isEqualTo(expected);
    }

    @Test
    void toolResults_textBlocksAndErrors() {
        assertThat(Content.toolResult("t", "22 °C").json())
                .isEqualTo(JsonObject.parse("{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"22 °C\"}"));
        assertThat(Content.toolResult("t", List.of(Content.text("x"), Content.imageUrl("https://e.org/i")))
                        .json())
                .isEqualTo(JsonObject.parse("{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"x\"},"
                        + "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://e.org/i\"}}]}"));
        assertThat(Content.toolError("t", "no such city").json())
                .isEqualTo(
                        JsonObject.parse("{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"no such city\","
                                + "\"is_error\":true}"));
    }

    @Test
    void imageBase64_tellsItsType() {
        ImageBlock image = Content.imageBase64("iVBORw0KGgoAAAAN");

        assertThat(image.json().object("source").string("media_type")).isEqualTo("image/png");
        assertThat(image.json().toJson()).contains("\"data\":\"iVBORw0KGgoAAAAN\"");
    }

    @Test
    void imageBase64_ofOtherText_isRefused() {
        assertThatThrownBy(() -> Content.imageBase64("no base64 at all"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("image: expected base64, found other text");
    }

    @Test
    void imageFile_namesTheUpload() {
        assertThat(Content.imageFileId("file_1").json().object("source").toJson())
                .isEqualTo("{\"type\":\"file\",\"file_id\":\"file_1\"}");
    }

    @Test
    void documentFile_withOptions_hasTitleContextCitationsAndABreakpoint() {
        DocumentBlock document = Content.documentFileId(
                "file_1", d -> d.title("Q4").context("A draft.").cited().cached());

        assertThat(document.json().toJson())
                .isEqualTo(
                        "{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"file_1\"},\"title\":\"Q4\","
                                + "\"context\":\"A draft.\",\"citations\":{\"enabled\":true},"
                                + "\"cache_control\":{\"type\":\"ephemeral\"}}");
    }

    @Test
    void document_fromEverySource() {
        assertThat(Content.documentText("Hi").json().object("source").toJson())
                .isEqualTo("{\"media_type\":\"text/plain\",\"type\":\"text\",\"data\":\"Hi\"}");
        assertThat(Content.documentUrl("https://e.org/a.pdf")
                        .json()
                        .object("source")
                        .string("url"))
                .isEqualTo("https://e.org/a.pdf");
        assertThat(Content.document("%PDF-1.7 binary".getBytes(UTF_8))
                        .json()
                        .object("source")
                        .string("media_type"))
                .isEqualTo("application/pdf");
        assertThat(Content.document("Text".getBytes(UTF_8))
                        .json()
                        .object("source")
                        .string("data"))
                .isEqualTo("Text");
        assertThat(Content.documentBase64("JVBERi0xLjcg\nAAAA")
                        .json()
                        .object("source")
                        .string("media_type"))
                .isEqualTo("application/pdf");
    }

    @Test
    void searchResult_wrapsItsPassages() {
        assertThat(Content.searchResult("https://docs", "Reference", "One.", "Two.")
                        .json()
                        .toJson())
                .isEqualTo(
                        "{\"type\":\"search_result\",\"source\":\"https://docs\",\"title\":\"Reference\",\"content\":["
                                + "{\"type\":\"text\",\"text\":\"One.\"},{\"type\":\"text\",\"text\":\"Two.\"}]}");
        assertThat(Content.searchResult("s", "t", List.of("p"), r -> r.cited().cached(CacheTtl.TTL_1H))
                        .json()
                        .toJson())
                .endsWith("\"citations\":{\"enabled\":true},"
                        + "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}");
    }

    @Test
    void everyBlock_withOptions_isWhatItsBuilderMakes() {
        byte[] png = Base64.getDecoder().decode("iVBORw0KGgoAAAAN");
        JsonObject input = JsonObject.of("a", 1);
        List<ContentBlock> marked = List.of(
                Content.text("Hi", t -> t.cached()),
                Content.image(png, i -> i.cached()),
                Content.imageBase64("iVBORw0KGgoAAAAN", i -> i.cached()),
                Content.imageFileId("f", i -> i.cached()),
                Content.imageUrl("https://e.org/i", i -> i.cached()),
                Content.containerUpload("f", c -> c.cached()),
                Content.toolUse("t", "f", input, u -> u.cached()),
                Content.toolResult("t", "ok", r -> r.cached()),
                Content.toolResult("t", List.of(Content.text("ok")), r -> r.cached()),
                Content.toolError("t", "no", r -> r.cached()));
        List<ContentBlock> plain = List.of(
                Content.text("Hi"),
                Content.image(png),
                Content.imageBase64("iVBORw0KGgoAAAAN"),
                Content.imageFileId("f"),
                Content.imageUrl("https://e.org/i"),
                Content.containerUpload("f"),
                Content.toolUse("t", "f", input),
                Content.toolResult("t", "ok"),
                Content.toolResult("t", List.of(Content.text("ok"))),
                Content.toolError("t", "no"));
        for (int i = 0; i < plain.size(); i++) {
            assertThat(marked.get(i).json())
                    .isEqualTo(plain.get(i).json().with("cache_control", JsonObject.of("type", "ephemeral")));
        }
    }

    @Test
    void inputSchema_propertyByProperty_keepsTheOthers() {
        ToolInputSchema schema = ToolInputSchema.builder()
                .putProperty("city", JsonObject.of("type", "string"))
                .putProperty("days", JsonObject.of("type", "integer"))
                .putProperty("city", JsonObject.of("type", "string", "minLength", 1))
                .addRequired("city")
                .build();
        assertThat(schema.json().toJson())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"minLength\":1},"
                        + "\"days\":{\"type\":\"integer\"}},\"required\":[\"city\"]}");
    }

    @Test
    void containerUpload_namesTheUpload() {
        assertThat(Content.containerUpload("file_1").fileId()).isEqualTo("file_1");
    }
}
