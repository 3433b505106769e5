package io.github.claude4j.kotlin

import io.github.claude4j.errors.InvalidParamsException
import io.github.claude4j.json.JsonObject
import io.github.claude4j.types.JsonType
import io.github.claude4j.types.MisfitException
import java.util.Optional
import kotlin.reflect.KType

/** A type that was made from Kotlin's own description of it; what is no object lies in the member `value` of one. */
internal class KotlinType<T : Any>(private val type: KType, private val root: Shape) : JsonType<T> {
    private val wrapped = root !is ObjectShape
    private val schema =
        if (wrapped) objectSchema(JsonObject.of(VALUE, root.schema()), listOf(VALUE)) else root.schema()

    override fun schema(): JsonObject = schema

    override fun strictSchema(): JsonObject {
        if (root.notStrict.isNotEmpty()) {
            throw InvalidParamsException("$type: expected a type that a strict schema can say, found ${root.notStrict}")
        }
        return schema
    }

    override fun read(json: JsonObject): T {
        val reading = Reading(partial = false)
        val value =
            if (!wrapped) {
                root.read(json, reading)
            } else if (json.has(VALUE)) {
                reading.at(VALUE) { root.read(json.get(VALUE), reading) }
            } else {
                reading.at(VALUE) { reading.fail("is missing") }
            }
        if (reading.problems.isNotEmpty()) {
            throw MisfitException(reading.problems)
        }
        @Suppress("UNCHECKED_CAST") // the shape was made for this type
        return value as T
    }

    override fun write(value: T): JsonObject {
        val json = root.write(value)
        return if (wrapped) JsonObject.of(VALUE, json) else json as JsonObject
    }

    override fun soFar(json: JsonObject): Optional<T> {
        val value = root.read(if (wrapped) json.get(VALUE) else json, Reading(partial = true))
        @Suppress("UNCHECKED_CAST") // the shape was made for this type
        return if (value == null || value === FAILED) Optional.empty() else Optional.of(value as T)
    }

    override fun toString(): String = "JsonType<$type>"
}

/** The schema of an object with these properties and nothing else. */
internal fun objectSchema(properties: JsonObject, required: List<String>): JsonObject =
    JsonObject.of("type", "object", "properties", properties, "required", required, "additionalProperties", false)

private const val VALUE = "value"
private const val MOST_PROBLEMS = 5

/** Instead of a value that could not be read. */
internal val FAILED: Any = Any()

/** One reading of a value: where it is, and what did not fit. */
internal class Reading(val partial: Boolean) {
    val problems = mutableListOf<String>()
    private val path = mutableListOf<String>()

    fun <R> at(step: String, read: () -> R): R {
        path.add(step)
        try {
            return read()
        } finally {
            path.removeLast()
        }
    }

    /** As many problems are told as the model can take in at once. */
    fun fail(problem: String): Any {
        if (!partial && problems.size < MOST_PROBLEMS) {
            val where = path.joinToString(".").replace(".[", "[")
            problems.add(if (where.isEmpty()) problem else "$where: $problem")
        }
        return FAILED
    }

    /** What a part of another library did not like, whose own place is `value`. */
    fun fail(misfit: MisfitException): Any {
        misfit.problems().forEach { fail(it.removePrefix(VALUE).removePrefix(": ").removePrefix(".")) }
        return FAILED
    }
}
