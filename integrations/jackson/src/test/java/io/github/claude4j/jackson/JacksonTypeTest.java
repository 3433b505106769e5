package io.github.claude4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.Description;
import io.github.claude4j.types.JsonType;
import io.github.claude4j.types.MisfitException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class JacksonTypeTest {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    enum Level {
        LOW,
        HIGH
    }

    public static class Line {
        @JsonPropertyDescription("what was delivered")
        public String text;

        public int quantity;

        @Nullable
        public BigDecimal price;
    }

    @Description("An order of a customer.")
    public static class Order {
        @JsonProperty("no")
        public UUID number;

        public List<Line> lines;
        public Level level;
        private boolean paid;

        public boolean isPaid() {
            return paid;
        }

        public void setPaid(boolean paid) {
            this.paid = paid;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(value = Square.class, name = "quad")})
    public abstract static class Shape {}

    @JsonTypeName("circle")
    public static class Circle extends Shape {
        public double radius;
    }

    public static class Square extends Shape {
        public double side;
    }

    public static class Node {
        public String name;
        public List<Node> children;
    }

    public static class WithMap {
        public Map<String, Integer> counts;
    }

    private static final String ORDER = "{\"no\":\"00000000-0000-4000-8000-000000000001\",\"lines\":[{\"text\":\"a\","
            + "\"quantity\":2,\"price\":null}],\"level\":\"HIGH\",\"paid\":true}";

    @Test
    void schema_class_saysWhatTheMapperWrites() {
        JsonObject schema = JacksonType.of(MAPPER, Order.class).strictSchema();

        assertThat(schema).isEqualTo(JsonObject.parse("""
            {"type":"object","description":"An order of a customer.","additionalProperties":false,\
            "required":%s,"properties":{"no":{"type":"string","format":"uuid"},\
            "level":{"type":"string","enum":["LOW","HIGH"]},"paid":{"type":"boolean"},\
            "lines":{"type":"array","items":{"type":"object","additionalProperties":false,\
            "required":%s,"properties":{\
            "text":{"type":"string","description":"what was delivered"},"quantity":{"type":"integer"},\
            "price":{"type":"number"}}}}}}\
            """.formatted(
                schema.array("required").toJson(),
                ((JsonObject) schema.object("properties").object("lines").get("items"))
                        .array("required")
                        .toJson())));
        assertThat(schema.array("required").asList()).containsExactlyInAnyOrder("no", "lines", "level", "paid");
        assertThat(schema.object("properties")
                        .object("lines")
                        .object("items")
                        .array("required")
                        .asList())
                .containsExactlyInAnyOrder("text", "quantity");
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        JsonType<Order> type = JacksonType.of(MAPPER, Order.class);

        Order order = type.read(JsonObject.parse(ORDER));
        assertThat(order.lines.get(0).quantity).isEqualTo(2);
        assertThat(order.isPaid()).isTrue();
        assertThat(type.write(order)).isEqualTo(JsonObject.parse(ORDER));
    }

    @Test
    void of_mapperWithOwnNames_usesThem() {
        ObjectMapper snake = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build();

        assertThat(JacksonType.of(snake, Line.class)
                        .schema()
                        .object("properties")
                        .names())
                .containsExactlyInAnyOrder("Text", "Quantity", "Price");
    }

    @Test
    void of_subtypes_areAChoiceByTheirProperty() {
        JsonType<Shape> type = JacksonType.of(MAPPER, Shape.class);

        JsonObject value = type.strictSchema().object("properties").object("value");
        assertThat(value.array("anyOf").size()).isEqualTo(2);
        assertThat(value.toJson())
                .contains("\"kind\":{\"type\":\"string\",\"const\":\"circle\"}")
                .contains("\"kind\":{\"type\":\"string\",\"const\":\"quad\"}");
        JsonObject json = JsonObject.parse("{\"value\":{\"kind\":\"quad\",\"side\":2.5}}");
        assertThat(type.read(json)).isInstanceOf(Square.class);
        assertThat(type.write(type.read(json))).isEqualTo(json);
    }

    @Test
    void of_genericType_keepsItsArguments() {
        JsonType<List<Line>> type = JacksonType.of(MAPPER, new TypeReference<List<Line>>() {});

        List<Line> lines = type.read(JsonObject.parse("{\"value\":[{\"text\":\"a\",\"quantity\":1}]}"));
        assertThat(lines.get(0).text).isEqualTo("a");
        assertThat(type.strictSchema().object("properties").object("value").string("type"))
                .isEqualTo("array");
    }

    @Test
    void schema_typeThatContainsItself_isDefinedOnce() {
        JsonType<Node> type = JacksonType.of(MAPPER, Node.class);

        assertThat(type.schema().object("$defs").object("Node"))
                .isEqualTo(type.schema().without("$defs"));
        assertThat(type.schema().object("properties").object("children").toJson())
                .isEqualTo("{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Node\"}}");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(type::strictSchema)
                .withMessageContaining("Node, which contains itself: bound its depth");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JacksonType.of(MAPPER, WithMap.class).strictSchema())
                .withMessageContaining("a map: use a list of a class");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lines\":[{\"text\":\"a\",\"quantity\":\"secret\"}]} | lines[0].quantity: expected a value of int",
                "{\"lines\":{}} | lines: expected an array",
                "{\"lines\":[{\"town\":\"secret\"}]} | lines[0].town: is unknown; there are ",
                "{\"level\":\"secret\"} | level: expected one of LOW, HIGH",
                "{\"no\":\"secret\"} | no: expected a value of UUID"
            })
    void read_misfit_saysWhereAndQuotesNoValue(String json, String message) {
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JacksonType.of(MAPPER, Order.class).read(JsonObject.parse(json)))
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void soFar_halfAnObject_hasWhatHasCome() {
        JsonType<Order> type = JacksonType.of(MAPPER, Order.class);

        assertThat(type.soFar(JsonObject.of()).orElseThrow().lines).isNull();
        assertThat(type.soFar(JsonObject.parse("{\"lines\":[{\"text\":\"a\"}]}"))
                        .orElseThrow()
                        .lines)
                .hasSize(1);
        assertThat(type.soFar(JsonObject.parse("{\"no\":\"0000\"}"))).isEmpty();
    }
}
