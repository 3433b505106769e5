package io.github.claude4j.kotlin

import io.github.claude4j.errors.InvalidParamsException
import io.github.claude4j.json.Json
import io.github.claude4j.json.JsonArray
import io.github.claude4j.json.JsonObject
import io.github.claude4j.types.JsonType
import io.github.claude4j.types.MisfitException
import java.lang.reflect.InvocationTargetException
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KProperty1

/** A Kotlin type at one place: its schema, and the way from JSON to its values and back. */
internal sealed interface Shape {
    /** Why a strict schema cannot say it; empty where one can. */
    val notStrict: String get() = ""

    fun schema(): JsonObject

    /** The value; [FAILED] after telling the reading what is wrong. */
    fun read(json: Any?, reading: Reading): Any?

    fun write(value: Any?): Any?

    /** What is shown while the value has not come; [FAILED] where there is nothing to show. */
    fun absent(): Any? = FAILED
}

/** What Java's own types say: text, numbers, enums, dates, records. */
internal class JavaShape(private val type: JsonType<Any>, private val absent: Any?) : Shape {
    private val isObject = !type.schema().has("properties") || type.schema().`object`("properties").size() != 1 ||
        !type.schema().`object`("properties").has("value")

    override val notStrict =
        try {
            type.strictSchema().let { "" }
        } catch (e: InvalidParamsException) {
            e.message.orEmpty()
        }

    override fun schema(): JsonObject =
        if (isObject) type.schema() else type.schema().`object`("properties").`object`("value")

    override fun read(json: Any?, reading: Reading): Any? {
        val given = if (!isObject) JsonObject.of("value", json) else json as? JsonObject
        if (given == null) {
            return reading.fail("expected an object, found " + Json.kind(json))
        }
        if (reading.partial) {
            return type.soFar(given).orElse(FAILED)
        }
        return try {
            type.read(given)
        } catch (e: MisfitException) {
            reading.fail(e)
        }
    }

    override fun write(value: Any?): Any? =
        value?.let { type.write(it).let { json -> if (isObject) json else json.get("value") } }

    override fun absent(): Any? = absent
}

/** A type that may be null. */
internal class NullableShape(val present: Shape) : Shape {
    override val notStrict = present.notStrict

    override fun schema(): JsonObject =
        JsonObject.of("anyOf", JsonArray.of(present.schema(), JsonObject.of("type", "null")))

    override fun read(json: Any?, reading: Reading): Any? = if (json == null) null else present.read(json, reading)

    override fun write(value: Any?): Any? = value?.let { present.write(it) }

    override fun absent(): Any? = null
}

internal class ListShape(private val element: Shape, private val set: Boolean) : Shape {
    override val notStrict = element.notStrict

    override fun schema(): JsonObject = JsonObject.of("type", "array", "items", element.schema())

    override fun read(json: Any?, reading: Reading): Any? {
        val array = json as? JsonArray ?: return reading.fail("expected an array, found " + Json.kind(json))
        val read = array.mapIndexed { i, value -> reading.at("[$i]") { element.read(value, reading) } }
        val values = read.filter { it !== FAILED }
        return if (values.size < read.size && !reading.partial) FAILED else if (set) values.toSet() else values
    }

    override fun write(value: Any?): Any? = JsonArray.of((value as Iterable<*>).map { element.write(it) })

    override fun absent(): Any? = if (set) emptySet<Any>() else emptyList<Any>()
}

internal class MapShape(private val key: Shape, private val value: Shape) : Shape {
    override val notStrict = "a map: use a list of a class with a property for the key and one for the value"

    override fun schema(): JsonObject = JsonObject.of("type", "object", "additionalProperties", value.schema())

    override fun read(json: Any?, reading: Reading): Any? {
        val members = json as? JsonObject ?: return reading.fail("expected an object, found " + Json.kind(json))
        val map = linkedMapOf<Any?, Any?>()
        var good = true
        for (name in members.names()) {
            reading.at(name) {
                val read = key.read(name, reading) to value.read(members.get(name), reading)
                if (read.first !== FAILED && read.second !== FAILED) map[read.first] = read.second else good = false
            }
        }
        return if (good || reading.partial) map else FAILED
    }

    override fun write(value: Any?): Any? =
        JsonObject.of((value as Map<*, *>).entries.associate { key.write(it.key).toString() to this.value.write(it.value) })

    override fun absent(): Any? = emptyMap<Any, Any>()
}

/** A parameter of a constructor, which is a property of the same name. */
internal class Slot(
    val parameter: KParameter,
    val property: KProperty1<Any, *>,
    val shape: Shape,
    val description: String,
) {
    val name: String = parameter.name.orEmpty()
    val mayBeAbsent = parameter.isOptional || parameter.type.isMarkedNullable
}

/** A class as an object, the properties in the order of its constructor; as a variant with a tag before them. */
internal class ObjectShape(
    val type: KClass<*>,
    private val constructor: KFunction<Any>?,
    private val description: String,
    private val tagName: String,
    val tag: String,
    private val slots: List<Slot>,
) : Shape {
    override val notStrict = slots.firstNotNullOfOrNull { slot -> slot.shape.notStrict.ifEmpty { null } }.orEmpty()

    override fun schema(): JsonObject {
        val properties = JsonObject.builder()
        val required = mutableListOf<String>()
        if (tag.isNotEmpty()) {
            properties.put(tagName, JsonObject.of("type", "string", "const", tag))
            required.add(tagName)
        }
        for (slot in slots) {
            // What is absent is said by leaving it out: one way is enough, and the API counts the others.
            val shape = if (slot.shape is NullableShape) slot.shape.present else slot.shape
            val schema = shape.schema()
            properties.put(slot.name, if (slot.description.isEmpty()) schema else schema.with("description", slot.description))
            if (!slot.mayBeAbsent) {
                required.add(slot.name)
            }
        }
        val schema = objectSchema(properties.build(), required)
        return if (description.isEmpty()) schema else schema.with("description", description)
    }

    override fun read(json: Any?, reading: Reading): Any? {
        val members = json as? JsonObject ?: return reading.fail("expected an object, found " + Json.kind(json))
        val before = reading.problems.size
        val arguments = linkedMapOf<KParameter, Any?>()
        for (slot in slots) {
            val value = part(slot, members, reading)
            if (value !== FAILED) arguments[slot.parameter] = value
        }
        val known = slots.map { it.name }
        for (name in members.names().filter { it !in known && (tag.isEmpty() || it != tagName) }) {
            reading.at(name) { reading.fail("is unknown; there are " + known.joinToString()) }
        }
        if (reading.problems.size > before) return FAILED
        return if (constructor == null) type.objectInstance else made(constructor, arguments, reading)
    }

    /** The argument; [FAILED] where there is none, and the default value counts. */
    private fun part(slot: Slot, members: JsonObject, reading: Reading): Any? {
        val given = members.get(slot.name)
        if (given != null) {
            val value = reading.at(slot.name) { slot.shape.read(given, reading) }
            if (value !== FAILED || !reading.partial) return value
        }
        return when {
            // Null is said, or nothing is, which has the default value.
            slot.parameter.isOptional -> if (members.has(slot.name) && slot.shape is NullableShape) null else FAILED
            slot.mayBeAbsent -> null
            reading.partial -> slot.shape.absent()
            else -> reading.at(slot.name) { reading.fail(if (members.has(slot.name)) "must not be null" else "is missing") }
        }
    }

    private fun made(constructor: KFunction<Any>, arguments: Map<KParameter, Any?>, reading: Reading): Any? =
        try {
            if (slots.all { it.parameter in arguments || it.parameter.isOptional }) constructor.callBy(arguments) else FAILED
        } catch (e: InvocationTargetException) {
            if (e.targetException is Error) throw e.targetException
            reading.fail(e.targetException.message ?: "is not accepted")
        }

    override fun write(value: Any?): Any? {
        val json = JsonObject.builder()
        if (tag.isNotEmpty()) json.put(tagName, tag)
        for (slot in slots) {
            val part = slot.shape.write(slot.property.get(value!!))
            // Left out, it would have its default value.
            if (part != null || slot.parameter.isOptional) json.put(slot.name, part)
        }
        return json.build()
    }
}

/** A sealed interface or class as the choice of its classes, told apart by a tag. */
internal class ChoiceShape(
    private val tagName: String,
    private val description: String,
    private val variants: List<ObjectShape>,
) : Shape {
    override val notStrict = variants.firstNotNullOfOrNull { it.notStrict.ifEmpty { null } }.orEmpty()

    override fun schema(): JsonObject {
        val choice = JsonObject.of("anyOf", JsonArray.of(variants.map { it.schema() }))
        return if (description.isEmpty()) choice else choice.with("description", description)
    }

    override fun read(json: Any?, reading: Reading): Any? {
        val members = json as? JsonObject ?: return reading.fail("expected an object, found " + Json.kind(json))
        val variant = variants.find { it.tag == members.get(tagName) }
        return variant?.read(members, reading)
            ?: reading.at(tagName) { reading.fail("expected one of " + variants.joinToString { it.tag }) }
    }

    override fun write(value: Any?): Any? = variants.first { it.type.isInstance(value) }.write(value)
}
