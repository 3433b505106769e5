package io.github.claude4j.tools;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that is a tool: {@link Tools#functions} makes them of an object.
 *
 * <p>Its parameters are the input, with their names and types; {@link io.github.claude4j.types.Description} tells the model
 * more of them. Or it takes one record, which is the input. A {@link ToolCall} may be among the parameters. Names are there
 * only in classes that were compiled with {@code -parameters}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {
    /** What the tool does and when to use it, for the model. */
    String value();

    /** The name that the model calls; the method's own where nothing is said. */
    String name() default "";

    /** Whether it changes nothing: see {@link ToolFunction#readOnly()}. */
    boolean readOnly() default false;

    /** Whether it may run again after a crash: see {@link ToolFunction#repeatable()}. */
    boolean repeatable() default false;
}
