package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import io.github.claude4j.codegen.write.Values.Overload;
import java.util.List;

/** Writes the methods of a builder that set the fields of an object. */
final class SetterWriter {
    private final Spec spec;
    private final Values values;

    SetterWriter(Spec spec, JavaFile file) {
        this.spec = spec;
        this.values = new Values(spec, file);
    }

    /**
     * Every way to set this field.
     *
     * @param doc what a caller should know about it
     * @param clearable whether null tells the API to clear it
     */
    String setters(Field field, String doc, boolean clearable) {
        StringBuilder code = new StringBuilder();
        String wire = JavaFile.quote(field.wire());
        methods(code, field, doc, field.java(), "", "set(" + wire + ", %s)", values.overloads(field.type()));
        String one = Names.singular(field.java());
        TypeExpr expr = spec.plain(field.type());
        Type block = Forms.blocks(spec, expr);
        if (block != null) {
            methods(
                    code,
                    field,
                    doc,
                    "add" + Names.upperFirst(one),
                    "",
                    "addBlock(" + wire + ", %s)",
                    values.overloads(block.ref()));
        } else if (expr instanceof TypeExpr.ListOf list) {
            methods(
                    code,
                    field,
                    doc,
                    "add" + Names.upperFirst(one),
                    "",
                    "add(" + wire + ", %s)",
                    values.overloads(list.of()));
        } else if (expr instanceof TypeExpr.MapOf map && !map.free()) {
            methods(
                    code,
                    field,
                    doc,
                    "put" + Names.upperFirst(one),
                    "String key, ",
                    "entry(" + wire + ", key, %s)",
                    values.overloads(map.of()).subList(0, 1));
            if (map.nullable()) {
                code.append("\n/** Tells the API to take this entry out. */\n")
                        .append(method(
                                "remove" + Names.upperFirst(one), "String key", "clearEntry(" + wire + ", key)"));
            }
        }
        if (clearable) {
            code.append("\n/** Tells the API to clear this field. */\n")
                    .append(method("clear" + Names.upperFirst(field.java()), "", "clear(" + wire + ")"));
        }
        return code.toString();
    }

    private void methods(
            StringBuilder code,
            Field field,
            String doc,
            String name,
            String key,
            String write,
            List<Overload> overloads) {
        String parameter = name.equals(field.java()) ? name : parameter(field);
        String before = "\n" + doc + (field.is(Field.Flag.DEPRECATED) ? "@Deprecated\n" : "");
        for (Overload overload : overloads) {
            code.append(before);
            String declared = key + overload.type() + " " + parameter;
            String value = overload.expression().formatted(parameter);
            code.append(
                    overload.built() == null
                            ? method(name, declared, write.formatted(value))
                            : building(name, declared, parameter, overload.built()));
        }
    }

    /** What one element is called: the field in the singular, unless that is a word of Java. */
    private static String parameter(Field field) {
        String one = Names.singular(field.java());
        return Names.memberProblem(one) == null && !one.equals("key") ? one : "value";
    }

    private static String method(String name, String parameters, String expression) {
        return """
                public Builder %s(%s) {
                    return %s;
                }
                """.formatted(name, parameters, expression);
    }

    private static String building(String name, String declared, String parameter, String built) {
        String local = parameter.equals("builder") ? "built" : "builder";
        return """
                public Builder %1$s(%2$s) {
                    %4$s.Builder %5$s = %4$s.builder();
                    %3$s.accept(%5$s);
                    return %1$s(%5$s.build());
                }
                """.formatted(name, declared, parameter, built, local);
    }
}
