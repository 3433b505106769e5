package io.github.claude4j.checks.artifacts;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an artifact brings along, as Maven has resolved it in this build. */
record Brought(JsonObject tree, Map<String, Path> jars) {
    /** What the build wrote when it packaged the artifact. */
    static Brought of(Artifact artifact) throws IOException {
        artifact.jar();
        Map<String, Path> jars = new HashMap<>();
        String classPath = Files.readString(artifact.output("runtime-class-path.txt"));
        for (String jar : classPath.split(File.pathSeparator)) {
            Path path = Path.of(jar);
            jars.put(path.getFileName().toString(), path);
        }
        return new Brought(JsonObject.parse(Files.readAllBytes(artifact.output("dependency-tree.json"))), jars);
    }

    /** What comes along by itself, below what it comes by. */
    static List<JsonObject> brought(JsonObject node) {
        return children(node, false);
    }

    /** What users may bring themselves. */
    static List<JsonObject> optional(JsonObject node) {
        return children(node, true);
    }

    private static List<JsonObject> children(JsonObject node, boolean optional) {
        return node.optArray("children").orElse(JsonArray.of()).objects().stream()
                .filter(child -> child.string("optional").equals(String.valueOf(optional)))
                .toList();
    }

    /** All jars that come along by themselves. */
    List<Path> all() {
        List<Path> all = new ArrayList<>();
        collect(tree, all);
        return all;
    }

    private void collect(JsonObject node, List<Path> all) {
        for (JsonObject child : brought(node)) {
            all.add(jar(child));
            collect(child, all);
        }
    }

    Path jar(JsonObject node) {
        String name = node.string("artifactId") + "-" + node.string("version") + ".jar";
        Path jar = jars.get(name);
        if (jar == null) {
            throw new IllegalStateException(name + " is not among " + jars.keySet());
        }
        return jar;
    }
}
