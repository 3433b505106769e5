package io.github.claude4j.kotlin

import io.github.claude4j.messages.MessageCalls
import io.github.claude4j.messages.MessageCreateParams
import io.github.claude4j.messages.Parsed
import io.github.claude4j.messages.ParsedStream
import io.github.claude4j.types.JsonType
import kotlin.reflect.KType
import kotlin.reflect.typeOf

/**
 * The type of a Kotlin type as JSON: `jsonType<Invoice>()`, `jsonType<List<Invoice>>()`.
 *
 * Made from data classes and other classes whose constructor has their properties, sealed interfaces and classes of them,
 * objects, enums, lists, sets, maps, and all that [JsonType.of] takes. What is nullable or has a default value may be
 * left out; what was left out has its default value. `@Description` on a class or a parameter tells the model more, and what an
 * `init` block throws is told to the model.
 *
 * @throws io.github.claude4j.errors.InvalidParamsException when JSON cannot say it; the message has the place
 */
public inline fun <reified T : Any> jsonType(): JsonType<T> = jsonType(typeOf<T>())

/** The type of a Kotlin type that is known at run time only. */
public fun <T : Any> jsonType(type: KType): JsonType<T> = KotlinType(type, ShapeBuilder().shape(type, type.toString()))

/** Creates a message that is a value of a Kotlin type: `claude.messages().create<Invoice> { model(…).maxTokens(4096) }`. */
public inline fun <reified T : Any> MessageCalls.create(
    noinline params: MessageCreateParams.Builder.() -> Unit,
): Parsed<T> = create(MessageCreateParams.builder().apply(params).build(), jsonType<T>())

/** Creates a message that is a value of a Kotlin type. */
public inline fun <reified T : Any> MessageCalls.create(params: MessageCreateParams): Parsed<T> =
    create(params, jsonType<T>())

/** Creates a message that is a value of a Kotlin type, which can be looked at while the model writes it. */
public inline fun <reified T : Any> MessageCalls.stream(params: MessageCreateParams): ParsedStream<T> =
    stream(params, jsonType<T>())
