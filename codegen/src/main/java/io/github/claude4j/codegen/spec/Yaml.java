package io.github.claude4j.codegen.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a YAML file that knows its line, so that every complaint names it. */
final class Yaml {
    private final Node node;
    private final Mark mark;
    private final Problems problems;

    private Yaml(Node node, Mark mark, Problems problems) {
        this.node = node;
        this.mark = mark;
        this.problems = problems;
    }

    /** The value of a whole file; null where it is empty or no YAML. */
    static Yaml parse(String text, String file, Problems problems) {
        LoadSettings settings =
                LoadSettings.builder().setUseMarks(true).setLabel(file).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> new Yaml(node, new Mark(file, 1), problems))
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(at -> at.getLine() + 1).orElse(1);
            problems.add(new Mark(file, line), e.getProblem());
            return null;
        }
    }

    Mark mark() {
        return mark;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    void problem(String message) {
        problems.add(mark, message);
    }

    /** The members by name, each at the line of its name; a name that comes twice is a problem. */
    Map<String, Yaml> map() {
        Map<String, Yaml> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problem("expected a mapping");
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Yaml key = child(tuple.getKeyNode());
            Yaml value = new Yaml(tuple.getValueNode(), key.mark, problems);
            if (members.put(key.text(), value) != null) {
                key.problem("\"" + key.text() + "\" is there twice");
            }
        }
        return members;
    }

    /** The members by name, where these are the only names that have a meaning. */
    Map<String, Yaml> map(Set<String> known) {
        Map<String, Yaml> members = map();
        members.forEach((name, value) -> {
            if (!known.contains(name)) {
                value.problem("unknown key \"" + name + "\"");
            }
        });
        return members;
    }

    List<Yaml> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(this::child).toList();
        }
        problem("expected a list");
        return List.of();
    }

    List<String> texts() {
        return list().stream().map(Yaml::text).toList();
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem("expected text");
        return "";
    }

    boolean flag() {
        String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            problem("expected true or false");
        }
        return text.equals("true");
    }

    private Yaml child(Node child) {
        int line = child.getStartMark().map(start -> start.getLine() + 1).orElse(1);
        return new Yaml(child, new Mark(mark.file(), line), problems);
    }
}
