package io.github.claude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.StopReason;
import io.github.claude4j.messages.TextBlock;
import io.github.claude4j.messages.ToolUseBlock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that keep objects of the API inside their own, and read and write those with Jackson 2 or 3. */
class JacksonUsersTest {
    record Saved(
            String id,
            TextBlock text,
            ContentBlock block,
            List<ContentBlock> blocks,
            StopReason reason,
            JsonObject object,
            JsonArray array,
            Map<String, Message> messages) {}

    /** A bean, with fields as Jackson finds them. */
    public static final class Bean {
        public TextBlock text;
        public ContentBlock block;
        public StopReason reason;
        public JsonObject object;
    }

    /** One of the two Jacksons. */
    interface Mapper {
        String write(Object value) throws Exception;

        <T> T read(String json, Class<T> type) throws Exception;
    }

    static Stream<Mapper> mappers() {
        return Stream.of(
                new Mapper() {
                    private final ObjectMapper mapper = new ObjectMapper();

                    @Override
                    public String write(Object value) throws Exception {
                        return mapper.writeValueAsString(value);
                    }

                    @Override
                    public <T> T read(String json, Class<T> type) throws Exception {
                        return mapper.readValue(json, type);
                    }

                    @Override
                    public String toString() {
                        return "Jackson 2";
                    }
                },
                new Mapper() {
                    private final tools.jackson.databind.ObjectMapper mapper =
                            tools.jackson.databind.json.JsonMapper.builder().build();

                    @Override
                    public String write(Object value) {
                        return mapper.writeValueAsString(value);
                    }

                    @Override
                    public <T> T read(String json, Class<T> type) {
                        return mapper.readValue(json, type);
                    }

                    @Override
                    public String toString() {
                        return "Jackson 3";
                    }
                });
    }

    private static final TextBlock TEXT = TextBlock.builder()
            .text("hi")
            .put("brand_new", JsonObject.of("a", JsonArray.of(1, null)))
            .build();
    private static final ContentBlock TOOL_USE = ContentBlock.of(JsonObject.parse(
            "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"f\",\"input\":{\"x\":[1,2.5,\"é\"]}}"));
    private static final ContentBlock UNKNOWN =
            ContentBlock.of(JsonObject.parse("{\"type\":\"brand_new\",\"a\":{\"b\":null}}"));
    private static final JsonObject OBJECT =
            JsonObject.parse("{\"b\":1,\"a\":[true,null,{}],\"big\":99999999999999999999,\"d\":1.5}");

    @ParameterizedTest
    @MethodSource("mappers")
    void record_writtenAndRead_isEqual(Mapper mapper) throws Exception {
        Message message = Message.of(
                JsonObject.parse("{\"id\":\"msg_1\",\"content\":[" + TEXT.json().toJson() + "]}"));
        Saved saved = new Saved(
                "1",
                TEXT,
                TOOL_USE,
                List.of(TEXT, UNKNOWN),
                StopReason.of("brand_new"),
                OBJECT,
                JsonArray.of(1, "x"),
                Map.of("m", message));

        Saved read = mapper.read(mapper.write(saved), Saved.class);

        assertThat(read).isEqualTo(saved);
        assertThat(read.block()).isInstanceOf(ToolUseBlock.class);
        assertThat(read.blocks().get(1)).isInstanceOf(ContentBlock.Unknown.class);
        assertThat(read.object().names()).containsExactly("b", "a", "big", "d");
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void bean_writtenAndRead_isEqual(Mapper mapper) throws Exception {
        Bean bean = new Bean();
        bean.text = TEXT;
        bean.block = UNKNOWN;
        bean.reason = StopReason.END_TURN;
        bean.object = OBJECT;

        Bean read = mapper.read(mapper.write(bean), Bean.class);

        // By the equality of our own types: a look into their fields would need their packages open.
        assertThat(read).usingRecursiveComparison().usingOverriddenEquals().isEqualTo(bean);
        assertThat(read.reason).isSameAs(StopReason.END_TURN);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void write_alone_isTheJsonOfTheApi(Mapper mapper) throws Exception {
        assertThat(mapper.write(TEXT)).isEqualTo(TEXT.json().toJson());
        assertThat(mapper.write(TOOL_USE)).isEqualTo(TOOL_USE.json().toJson());
        assertThat(mapper.write(OBJECT)).isEqualTo(OBJECT.toJson());
        assertThat(mapper.write(StopReason.END_TURN)).isEqualTo("\"end_turn\"");
        assertThat(mapper.write(JsonObject.of("data", new byte[] {1, 2, 3}))).isEqualTo("{\"data\":\"AQID\"}");
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void read_alone_isTheView(Mapper mapper) throws Exception {
        assertThat(mapper.read(TEXT.json().toJson(), TextBlock.class)).isEqualTo(TEXT);
        assertThat(mapper.read(TOOL_USE.json().toJson(), ContentBlock.class)).isEqualTo(TOOL_USE);
        assertThat(mapper.read(UNKNOWN.json().toJson(), ContentBlock.class)).isEqualTo(UNKNOWN);
        assertThat(mapper.read("\"refusal\"", StopReason.class)).isSameAs(StopReason.REFUSAL);
        assertThat(mapper.read(OBJECT.toJson(), JsonObject.class)).isEqualTo(OBJECT);
        assertThat(mapper.read("[1,[null]]", JsonArray.class)).isEqualTo(JsonArray.of(1, JsonArray.of((Object) null)));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void read_anotherShape_fails(Mapper mapper) {
        assertThatThrownBy(() -> mapper.read("[]", TextBlock.class))
                .isInstanceOfAny(
                        com.fasterxml.jackson.databind.exc.MismatchedInputException.class,
                        tools.jackson.databind.exc.MismatchedInputException.class);
        assertThatThrownBy(() -> mapper.read("{}", StopReason.class))
                .isInstanceOfAny(
                        com.fasterxml.jackson.databind.exc.MismatchedInputException.class,
                        tools.jackson.databind.exc.MismatchedInputException.class);
    }

    @Test
    void read_bigDecimalsAskedFor_numbersKeepTheirDigits() throws Exception {
        ObjectMapper exact = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        assertThat(exact.readValue("{\"n\":1.10}", JsonObject.class).toJson()).isEqualTo("{\"n\":1.10}");
    }
}
