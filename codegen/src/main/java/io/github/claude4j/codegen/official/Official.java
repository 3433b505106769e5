package io.github.claude4j.codegen.official;

import io.github.claude4j.codegen.official.TsType.Member;
import io.github.claude4j.codegen.official.TsType.Named;
import io.github.claude4j.codegen.spec.TypeExpr.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two official clients of one release: what they say of the API. */
public final class Official {
    private static final Pattern DEPRECATED = Pattern.compile("'([\\w.-]+)': '([^']+)'");

    private final TsSources sources;
    private final JavaKinds kinds;
    private final OperationFinder finder;

    private Official(TsSources sources, JavaKinds kinds) {
        this.sources = sources;
        this.kinds = kinds;
        this.finder = new OperationFinder(sources);
    }

    /**
     * Reads both clients.
     *
     * @param typescript the unpacked package
     * @param java the jar of sources
     */
    public static Official read(Path typescript, Path java) throws IOException {
        return new Official(new TsSources(typescript.resolve("src")), JavaKinds.of(java));
    }

    /** Every call; one that there is with and without beta comes twice. */
    public List<OfficialOperation> operations() {
        return finder.find();
    }

    /** The codes of errors that have a class of their own. */
    public Set<String> errorCodes() {
        return finder.errorCodes();
    }

    /** The names of beta headers that are listed. */
    public List<String> betas() {
        return sources.named("AnthropicBeta").stream()
                .flatMap(found -> forms(found.type()).stream())
                .filter(TsType.Literal.class::isInstance)
                .map(form -> ((TsType.Literal) form).value())
                .distinct()
                .toList();
    }

    /** Models that go, each with its last day in words. */
    public Map<String, String> deprecatedModels() {
        Map<String, String> models = new LinkedHashMap<>();
        for (String file : List.of("internal/data/deprecated-models", "internal/data")) {
            Matcher entries = DEPRECATED.matcher(sources.text(file));
            while (entries.find()) {
                models.put(entries.group(1), entries.group(2));
            }
        }
        return models;
    }

    /** Types of that name, without regard to the prefixes that the clients put before it. */
    public List<Named> named(String simpleName) {
        List<Named> found = new ArrayList<>();
        for (String prefix : List.of("", "Beta", "BetaManagedAgents")) {
            sources.named(prefix + simpleName).stream()
                    .filter(each -> !each.name().contains("."))
                    .forEach(each -> found.add(new Named(each.name(), List.of(), new TsType.Scope(each.file(), ""))));
        }
        return found;
    }

    /**
     * A type as it was declared.
     *
     * @param name the name that it has, or the one that it is inside of
     */
    public record Declared(String name, TsType type) {}

    /** What a type is: names are followed to something that is no name; unknown where that is no type of the API. */
    public Declared resolve(TsType type, String inside) {
        TsType at = type;
        String name = inside;
        for (int steps = 0; at instanceof Named named && steps < 20; steps++) {
            TsSources.Declaration found = sources.find(named);
            at = found == null ? TsType.UNKNOWN : found.type();
            name = found == null ? named.name() : found.name();
        }
        return new Declared(name, at);
    }

    /** The name of a type where it is declared, whatever it is called elsewhere; null for a type without a name. */
    public Named declared(TsType type) {
        Named name = null;
        TsType at = type;
        for (int steps = 0; at instanceof Named named && steps < 20; steps++) {
            TsSources.Declaration found = sources.find(named);
            if (found == null) {
                return name;
            }
            name = new Named(found.name(), List.of(), new TsType.Scope(found.file(), ""));
            at = found.type();
        }
        return name;
    }

    /** The members of an object with those that it has from others, by name. */
    public Map<String, Member> members(TsType.ObjectOf object) {
        Map<String, Member> members = new LinkedHashMap<>();
        object.parents().forEach(parent -> {
            if (resolve(parent, "").type() instanceof TsType.ObjectOf above) {
                members.putAll(members(above));
            }
        });
        object.members().forEach(member -> members.put(member.name(), member));
        return members;
    }

    /** The forms of a union, with unions inside it taken apart and names that stand for unions or words followed. */
    public List<TsType> forms(TsType type) {
        TsType resolved = type instanceof Named named ? resolve(named, "").type() : type;
        if (resolved instanceof TsType.Union union) {
            return union.of().stream()
                    .flatMap(form -> forms(form).stream())
                    .distinct()
                    .toList();
        }
        boolean named = resolved instanceof TsType.ObjectOf || resolved.equals(TsType.UNKNOWN);
        return List.of(named ? type : resolved);
    }

    /** What kind of number or text a field is, as the Java client says; null where it says nothing. */
    public Scalar kind(String type, String wire) {
        return kinds.of(type, wire);
    }
}
