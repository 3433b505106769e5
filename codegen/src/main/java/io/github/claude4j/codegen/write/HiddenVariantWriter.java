package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Writes the one class of a package that every union of it permits and no one can name. */
final class HiddenVariantWriter {
    static final String NAME = "HiddenVariant";

    private HiddenVariantWriter() {}

    /** The unions of an area that are interfaces in Java. */
    static List<Type> unions(Spec spec, Area area) {
        return area.types().stream()
                .filter(type -> type instanceof Type.TaggedUnion
                        || (type instanceof Type.ShapeUnion && Forms.blocks(spec, type.ref()) == null))
                .toList();
    }

    static JavaFile write(Spec spec, Area area, JavaFile file) {
        List<String> names = new ArrayList<>();
        TreeSet<String> tags = new TreeSet<>();
        for (Type type : unions(spec, area)) {
            names.add(type.name());
            if (type instanceof Type.TaggedUnion union) {
                tags.addAll(UnionWriter.readableTags(spec, union));
            }
        }
        file.add("""
                /**
                 * Never made. Every union of this package permits it, so that a switch over one outside of it can't name all
                 * variants and has to have a default: a variant that is added later breaks no code.
                 */
                """);
        String head = "final class %s extends %s".formatted(NAME, file.use("io.github.claude4j.ApiObject"));
        file.add(JavaFile.clause(head, "implements", names)).add(" {\n");
        file.add(1, """
                private %s(%s json) {
                    super(json);
                }
                """.formatted(NAME, file.use("io.github.claude4j.json.JsonObject")));
        for (String tag : tags) {
            file.add("\n").add(1, """
                    @Override
                    public String %s() {
                        return string(%s);
                    }
                    """.formatted(Names.camel(tag), JavaFile.quote(tag)));
        }
        return file.add("}\n");
    }
}
