package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.model.Services;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the Java of one module. */
public final class Generator {
    private final Spec spec;
    private final boolean admin;
    private final Interfaces interfaces;
    private final BetaNotes betas;
    private final Services services;
    private final Map<String, Set<String>> names = new HashMap<>();

    public Generator(Spec spec, boolean admin) {
        this.spec = spec;
        this.admin = admin;
        this.interfaces = new Interfaces(spec);
        this.betas = new BetaNotes(spec);
        this.services = new Services(spec.areas(admin));
    }

    /** Brings this folder up to date; returns how many of its files changed. */
    public int write(Path folder) throws IOException {
        OutputFolder out = new OutputFolder(folder);
        for (Area area : spec.areas(admin)) {
            area(area, out);
        }
        IndexWriter index = new IndexWriter(spec, services);
        if (admin) {
            String root = Area.ROOT + ".admin";
            out.write(
                    root.replace('.', '/') + "/package-info.java",
                    IndexWriter.packageInfo(
                            "spec/",
                            root,
                            "The endpoints of an organization: {@link io.github.claude4j.admin.ClaudeAdmin}."));
            out.write(index.claudeAdmin());
            out.write(index.operations(root, "AdminOperations"));
        } else {
            out.write(index.claudeServices());
            out.write(index.operations(Area.ROOT, "Operations"));
            out.write(index.secretNames());
            out.write(index.knownModels());
        }
        return out.finish();
    }

    private void area(Area area, OutputFolder out) throws IOException {
        Set<String> declared = names(area);
        for (Type type : area.types()) {
            JavaFile file = write(type, file(area, type.name(), declared));
            if (file != null) {
                out.write(file);
            }
        }
        if (!HiddenVariantWriter.unions(spec, area).isEmpty()) {
            String name = HiddenVariantWriter.NAME;
            out.write(HiddenVariantWriter.write(spec, area, file(area, name, declared)));
        }
        for (Services.Service service : services.of(area)) {
            out.write(new ServiceWriter(spec, services, service, file(area, service.name(), declared)).write());
        }
        String name = area.id().substring(area.id().lastIndexOf('/') + 1);
        String doc = area.doc() == null ? "The API's " + name + "." : Javadoc.escape(area.doc());
        out.write(
                area.javaPackage().replace('.', '/') + "/package-info.java",
                IndexWriter.packageInfo(area.file(), area.javaPackage(), doc));
    }

    /** The class of a type of this module; null where it needs none. */
    public JavaFile write(Area area, Type type) {
        return write(type, file(area, type.name(), names(area)));
    }

    /** The methods that call an operation of this module. */
    public String methods(Area area, Operation operation) {
        JavaFile file = file(area, Names.service(operation.service()), names(area));
        return new CallWriter(spec, file, operation).methods();
    }

    private static JavaFile file(Area area, String name, Set<String> declared) {
        return new JavaFile(area.file(), area.javaPackage(), name, declared);
    }

    /** The simple names that the package of an area declares. */
    private Set<String> names(Area area) {
        return names.computeIfAbsent(area.id(), id -> declared(area));
    }

    private Set<String> declared(Area area) {
        return Stream.concat(
                        area.types().stream()
                                .filter(type -> !(type instanceof Type.Alias))
                                .map(Type::name),
                        services.of(area).stream().map(Services.Service::name))
                .collect(Collectors.toSet());
    }

    private JavaFile write(Type type, JavaFile file) {
        if (type instanceof Type.ObjectType object) {
            return new ObjectWriter(spec, interfaces, betas, object, file).write();
        }
        if (type instanceof Type.EnumType words) {
            return EnumWriter.words(words, betas, file);
        }
        if (type instanceof Type.ConstantsType constants) {
            return EnumWriter.constants(constants, betas, file);
        }
        if (type instanceof Type.TaggedUnion union) {
            return new UnionWriter(spec, interfaces, betas, union, file).write();
        }
        boolean view = type instanceof Type.ShapeUnion && Forms.blocks(spec, type.ref()) == null;
        return view ? new ShapeWriter(spec, interfaces, betas, (Type.ShapeUnion) type, file).write() : null;
    }

    /** The packages of the module that users may see. */
    public static List<String> packages(Spec spec, boolean admin) {
        return spec.areas(admin).stream().map(Area::javaPackage).toList();
    }
}
