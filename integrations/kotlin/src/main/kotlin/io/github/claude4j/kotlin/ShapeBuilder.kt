package io.github.claude4j.kotlin

import io.github.claude4j.errors.InvalidParamsException
import io.github.claude4j.types.Description
import io.github.claude4j.types.JsonType
import kotlin.reflect.KAnnotatedElement
import kotlin.reflect.KClass
import kotlin.reflect.KProperty1
import kotlin.reflect.KType
import kotlin.reflect.KTypeParameter
import kotlin.reflect.full.findAnnotation
import kotlin.reflect.full.memberProperties
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.jvm.isAccessible

/** Makes the shape of one type, and refuses what JSON cannot say. */
internal class ShapeBuilder {
    /** What is being made: a type that is asked for again by its own parts contains itself. */
    private val unfinished = HashSet<String>()

    fun shape(type: KType, place: String, meaning: Map<KTypeParameter, KType> = emptyMap()): Shape {
        val known = (type.classifier as? KTypeParameter)?.let { meaning[it] }
        if (known != null) {
            return nullable(shape(known, place, meaning), type.isMarkedNullable && !known.isMarkedNullable)
        }
        val kotlin = type.classifier as? KClass<*> ?: throw refused(place, "a type that is known", "$type")
        val arguments = type.arguments.map { it.type ?: throw refused(place, "a type argument", "*") }
        val shape =
            when (kotlin) {
                List::class, Collection::class, Iterable::class -> ListShape(shape(arguments[0], place, meaning), false)
                Set::class -> ListShape(shape(arguments[0], place, meaning), true)
                Map::class -> MapShape(shape(arguments[0], place, meaning), shape(arguments[1], place, meaning))
                else -> own(kotlin, arguments.map { meaning[it.classifier] ?: it }, place)
            }
        return nullable(shape, type.isMarkedNullable)
    }

    private fun nullable(shape: Shape, isNullable: Boolean) = if (isNullable) NullableShape(shape) else shape

    private fun own(type: KClass<*>, arguments: List<KType>, place: String): Shape {
        val meaning = type.typeParameters.zip(arguments).toMap()
        if (!isKotlin(type)) {
            return java(type)
        }
        if (!unfinished.add("$type$arguments")) {
            throw refused(place, "a type that does not contain itself", "${type.simpleName}")
        }
        val shape = if (type.isSealed) choice(type, meaning, place) else instance(type, meaning, "", "", place)
        unfinished.remove("$type$arguments")
        return shape
    }

    /** Only classes that Kotlin has compiled say what is nullable; its own basic types are Java's. */
    private fun isKotlin(type: KClass<*>): Boolean =
        type.java.isAnnotationPresent(Metadata::class.java) && !type.java.isEnum && !type.java.name.startsWith("kotlin.")

    @Suppress("UNCHECKED_CAST") // the type of a class has its values
    private fun java(type: KClass<*>): Shape {
        val absent = if (type == String::class) "" else zero(type.javaPrimitiveType)
        return JavaShape(JsonType.of(type.javaObjectType) as JsonType<Any>, absent)
    }

    /** What an array of a primitive type begins with. */
    private fun zero(type: Class<*>?): Any =
        if (type == null || type == Void.TYPE) FAILED else java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)

    private fun instance(
        type: KClass<*>,
        meaning: Map<KTypeParameter, KType>,
        tagName: String,
        tag: String,
        place: String,
    ): ObjectShape {
        val constructor = type.primaryConstructor
        if (type.objectInstance == null && (constructor == null || type.isAbstract)) {
            throw refused(place, "a class with a constructor that has its properties", "${type.qualifiedName}")
        }
        val slots = constructor.takeIf { type.objectInstance == null }?.parameters.orEmpty().map { parameter ->
            val name = parameter.name.orEmpty()
            @Suppress("UNCHECKED_CAST") // a property of the class, whose values are asked for it
            val property = type.memberProperties.find { each -> each.name == name } as KProperty1<Any, *>?
                ?: throw refused(place, "a property for each parameter of the constructor", "$name without one")
            property.isAccessible = true
            val said = description(parameter).ifEmpty { description(property) }
            Slot(parameter, property, shape(parameter.type, "${type.simpleName}.$name", meaning), said)
        }
        constructor?.isAccessible = true
        return ObjectShape(type, constructor.takeIf { type.objectInstance == null }, description(type), tagName, tag, slots)
    }

    private fun choice(type: KClass<*>, meaning: Map<KTypeParameter, KType>, place: String): Shape {
        val variants = variants(type)
        val taken = variants.flatMap { it.primaryConstructor?.parameters.orEmpty() }.map { it.name }
        val tagName = listOf("type", "kind").find { it !in taken }
            ?: throw refused(place, "no property called type or kind in a variant", "both")
        val shapes = variants.map { variant ->
            val inside = variant.typeParameters.zip(meaning.values).toMap()
            instance(variant, inside, tagName, snakeCase(variant.simpleName.orEmpty()), place)
        }
        return ChoiceShape(tagName, description(type), shapes)
    }

    private fun variants(type: KClass<*>): List<KClass<*>> =
        type.sealedSubclasses.flatMap { if (it.isSealed) variants(it) else listOf(it) }

    private fun description(element: KAnnotatedElement): String = element.findAnnotation<Description>()?.value.orEmpty()

    private fun snakeCase(name: String): String = name.replace(Regex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"), "_").lowercase()

    private fun refused(place: String, expected: String, found: String) =
        InvalidParamsException("$place: expected $expected, found $found; or give its schema and two functions to JsonType.of")
}
