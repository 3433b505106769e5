package io.github.claude4j.codegen.diff;

import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.write.Generator;
import io.github.claude4j.codegen.write.JavaFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The public Java of each type and operation of a spec. */
final class Surface {
    private final Generator client;
    private final Generator admin;
    private final Map<String, Area> areas = new HashMap<>();

    Surface(Spec spec) {
        this.client = new Generator(spec, false);
        this.admin = new Generator(spec, true);
        spec.areas().forEach(area -> areas.put(area.id(), area));
    }

    /** Empty where the type has no class. */
    Set<String> of(Type type) {
        Area area = areas.get(type.ref().area());
        JavaFile file = generator(area).write(area, type);
        return file == null ? Set.of() : Signatures.of(file.toString());
    }

    Set<String> of(Operation operation, Area area) {
        return Signatures.of(generator(area).methods(area, operation));
    }

    private Generator generator(Area area) {
        return area.organization() ? admin : client;
    }
}
