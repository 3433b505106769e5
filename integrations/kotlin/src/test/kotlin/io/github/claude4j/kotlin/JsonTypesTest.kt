package io.github.claude4j.kotlin

import io.github.claude4j.errors.InvalidParamsException
import io.github.claude4j.json.JsonObject
import io.github.claude4j.lint.Lint
import io.github.claude4j.messages.MessageCreateParams
import io.github.claude4j.messages.Model
import io.github.claude4j.testkit.FakeClaude
import io.github.claude4j.types.Description
import io.github.claude4j.types.GrowingJson
import io.github.claude4j.types.JsonType
import io.github.claude4j.types.MisfitException
import java.math.BigDecimal
import java.time.LocalDate
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

class JsonTypesTest {
    enum class Unit { PIECE, KILO }

    data class Line(
        @Description("as on the paper") val text: String,
        val quantity: Int,
        val price: BigDecimal,
        val unit: Unit = Unit.PIECE,
        val note: String? = "none",
    ) {
        init {
            require(quantity > 0) { "quantity must be positive" }
        }
    }

    @Description("An invoice.")
    data class Invoice(val number: String, val date: LocalDate?, val lines: List<Line>, val tags: Set<String> = emptySet())

    sealed interface Shape

    data class Circle(val radius: Double) : Shape

    data class Polygon(val points: List<Point>) : Shape

    data object Nothing : Shape

    data class Point(val x: Double, val y: Double = 0.0)

    data class Page<T>(val items: List<T>, val next: T?)

    data class Drawing(val shapes: List<Shape>, val page: Page<Point?>)

    data class Config(val limits: Map<String, Int>, val levels: Map<Unit, List<String>>)

    data class Tree(val children: List<Tree>)

    data class Start(val path: String, val retries: Int = path.length)

    @Test
    fun schema_dataClass_saysWhatMayBeLeftOut() {
        assertThat(jsonType<Invoice>().strictSchema().toJson()).isEqualTo(
            """{"type":"object","properties":{"number":{"type":"string"},"date":{"type":"string","format":"date"},""" +
                """"lines":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string","description":""" +
                """"as on the paper"},"quantity":{"type":"integer"},"price":{"type":"number"},"unit":{"type":"string","enum":""" +
                """["PIECE","KILO"]},"note":{"type":"string"}},"required":["text","quantity","price"],"additionalProperties":false}},""" +
                """"tags":{"type":"array","items":{"type":"string"}}},"required":["number","lines"],""" +
                """"additionalProperties":false,"description":"An invoice."}""",
        )
    }

    @Test
    fun read_whatIsLeftOut_hasItsDefaultValue() {
        val line = jsonType<Line>().read(JsonObject.parse("""{"text":"Bolt","quantity":2,"price":0.10}"""))
        assertThat(line).isEqualTo(Line("Bolt", 2, BigDecimal("0.10")))
        val told = jsonType<Line>().read(JsonObject.parse("""{"text":"x","quantity":1,"price":1,"unit":"kilo","note":null}"""))
        assertThat(told).isEqualTo(Line("x", 1, BigDecimal.ONE, Unit.KILO, null))
        assertThat(jsonType<Start>().read(JsonObject.of("path", "abc"))).isEqualTo(Start("abc", 3))
        assertThat(jsonType<Start>().read(JsonObject.of("path", "abc", "retries", null))).isEqualTo(Start("abc", 3))
        assertThat(jsonType<Invoice>().read(JsonObject.parse("""{"number":"1","lines":[]}""")))
            .isEqualTo(Invoice("1", null, emptyList()))
    }

    @Test
    fun read_whatWasWritten_isTheSame() {
        val invoice = Invoice("7", LocalDate.of(2026, 1, 31), listOf(Line("a", 1, BigDecimal("2.50"), Unit.KILO, null)), setOf("x"))
        // A null that is not the default value has to be said.
        assertThat(same(jsonType<Invoice>(), invoice)).isEqualTo(invoice)
        val drawing = Drawing(listOf(Circle(1.5), Nothing, Polygon(listOf(Point(1.0, 2.0)))), Page(listOf(Point(1.0), null), null))
        assertThat(same(jsonType<Drawing>(), drawing)).isEqualTo(drawing)
        val config = Config(mapOf("a" to 1), mapOf(Unit.KILO to listOf("b")))
        assertThat(same(jsonType<Config>(), config)).isEqualTo(config)
        assertThat(same(jsonType<List<Point>>(), listOf(Point(1.0)))).containsExactly(Point(1.0))
        assertThat(same(jsonType<Shape>(), Circle(2.0))).isEqualTo(Circle(2.0))
        assertThat(same(jsonType<Page<LocalDate>>(), Page(listOf(LocalDate.EPOCH), null))).isEqualTo(Page(listOf(LocalDate.EPOCH), null))
        assertThat(same(jsonType<Int>(), 5)).isEqualTo(5)
    }

    private fun <T : Any> same(type: JsonType<T>, value: T): T = type.read(JsonObject.parse(type.write(value).toJson()))

    @Test
    fun read_misfit_saysEachPath() {
        val json = JsonObject.parse("""{"number":5,"lines":[{"text":"a","quantity":0,"price":1},{"quantity":1,"price":1,"size":2}],"tags":{}}""")
        assertThatThrownBy { jsonType<Invoice>().read(json) }
            .isInstanceOf(MisfitException::class.java)
            .hasMessage(
                "number: expected a string, found a number; lines[0]: quantity must be positive; lines[1].text: is missing;" +
                    " lines[1].size: is unknown; there are text, quantity, price, unit, note; tags: expected an array, found an object",
            )
        assertThatThrownBy { jsonType<Line>().read(JsonObject.parse("""{"text":null,"quantity":1,"price":1}""")) }
            .hasMessage("text: must not be null")
        assertThatThrownBy { jsonType<Shape>().read(JsonObject.parse("""{"value":{"type":"square"}}""")) }
            .hasMessageStartingWith("value.type: expected one of ").hasMessageContaining("polygon")
    }

    @Test
    fun soFar_everyBeginning_isAPartialValue() {
        val invoice = Invoice("7", LocalDate.of(2026, 1, 31), listOf(Line("a", 1, BigDecimal("2.50")), Line("b", 2, BigDecimal.TEN)))
        val type = jsonType<Invoice>()
        val growing = GrowingJson()
        val text = type.write(invoice).toJson()
        val seen = text.map { growing.add(it.toString()); growing.soFar(type) }
        assertThat(seen.last()).contains(invoice)
        assertThat(seen.first()).contains(Invoice("", null, emptyList()))
    }

    @Test
    fun strictSchema_passesTheLinter() {
        for (type in listOf(jsonType<Invoice>(), jsonType<Drawing>(), jsonType<Shape>(), jsonType<List<Line>>())) {
            val params = MessageCreateParams.builder().model("m").maxTokens(1).addUserMessage("x").outputSchema(type).build()
            assertThat(Lint.of(params)).isEmpty()
        }
    }

    @Test
    fun type_thatJsonCannotSay_isRefused() {
        assertThatThrownBy { jsonType<Tree>() }
            .isInstanceOf(InvalidParamsException::class.java)
            .hasMessageStartingWith("Tree.children: expected a type that does not contain itself, found Tree")
        assertThatThrownBy { jsonType<Page<*>>() }.hasMessageContaining("expected a type argument, found *")
        assertThatThrownBy { jsonType<Config>().strictSchema() }.hasMessageContaining("found a map: use a list")
    }

    @Test
    fun create_ofAKotlinType_isAValue() {
        FakeClaude.start().use { fake ->
            fake.reply("""{"text":"Bolt","quantity":2,"price":0.10}""")
            val line = fake.client().messages().create<Line> {
                model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("A line, please.")
            }.value()
            assertThat(line).isEqualTo(Line("Bolt", 2, BigDecimal("0.10")))
        }
    }
}
