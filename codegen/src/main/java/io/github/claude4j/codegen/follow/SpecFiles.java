package io.github.claude4j.codegen.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a spec as lines, which are added to where a person would. */
final class SpecFiles {
    private static final int WIDTH = 120;
    private static final String ENTRY = "  [\\w.\"\\[\\]?]+:.*";

    private final Map<String, List<String>> files = new TreeMap<>();

    private SpecFiles() {}

    static SpecFiles read(Path folder) throws IOException {
        SpecFiles spec = new SpecFiles();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                spec.files.put(name.substring(0, name.length() - 5), new ArrayList<>(Files.readAllLines(path)));
            }
        }
        return spec;
    }

    void write(Path folder) throws IOException {
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey() + ".yaml");
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(path, file.getValue());
        }
    }

    /** Adds an operation or a type where it comes by its name; a file or a section that is missing is begun. */
    void entry(String area, String section, String name, List<String> body) {
        List<String> lines = files.computeIfAbsent(area, key -> new ArrayList<>(List.of("documented: all")));
        int head = lines.indexOf(section + ":");
        if (head < 0) {
            int before = section.equals("operations") ? lines.indexOf("types:") : -1;
            head = before < 0 ? lines.size() : before;
            lines.add(head, section + ":");
        }
        int last = head + 1;
        for (int at = last;
                at < lines.size() && (lines.get(at).isEmpty() || lines.get(at).startsWith(" "));
                at++) {
            String line = lines.get(at);
            if (line.matches(ENTRY) && line.strip().compareTo(name + ":") > 0) {
                last = at;
                break;
            }
            last = line.isEmpty() ? last : at + 1;
        }
        List<String> block = new ArrayList<>(List.of("  " + name + ":"));
        body.forEach(line -> block.addAll(folded("    " + line)));
        lines.addAll(last, block);
    }

    /** Adds a line for a field at the end of a type; returns whether there is a place for it. */
    boolean field(String area, String type, String line) {
        List<String> lines = files.get(area);
        int head = line(lines, type);
        int at = head + 1;
        while (at < end(lines, head) && !lines.get(at).equals("    fields:")) {
            at++;
        }
        if (at == end(lines, head)) {
            return false;
        }
        lines.addAll(end(lines, head), folded("      " + line));
        return true;
    }

    /** Adds to a list in brackets below an operation or a type, or begins one; returns whether there is a place for it. */
    boolean item(String area, String entry, String key, String value) {
        List<String> lines = files.get(area);
        int head = line(lines, entry);
        int end = end(lines, head);
        for (int at = head; at < end; at++) {
            int bracket = lines.get(at).indexOf(key + ": [");
            if (bracket >= 0) {
                int close = at;
                while (close < end && lines.get(close).indexOf(']', close == at ? bracket : 0) < 0) {
                    close++;
                }
                if (close == end) {
                    return false;
                }
                String line = lines.get(close);
                int cut = line.indexOf(']', close == at ? bracket : 0);
                lines.remove(close);
                lines.addAll(close, folded(line.substring(0, cut) + ", " + value + line.substring(cut)));
                return true;
            }
        }
        if (lines.get(head).strip().equals(entry + ":") && key.equals("error_codes")) {
            lines.add(end, "    " + key + ": [" + value + "]");
            return true;
        }
        return false;
    }

    private static int line(List<String> lines, String entry) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("  " + entry + ":")) {
                return at;
            }
        }
        throw new IllegalStateException("no entry " + entry);
    }

    /** The line after the last of an entry. */
    private static int end(List<String> lines, int head) {
        int at = head + 1;
        while (at < lines.size() && lines.get(at).startsWith("   ")) {
            at++;
        }
        return at;
    }

    /** A line that is too long goes on in others, which begin two columns further in. */
    private static List<String> folded(String line) {
        List<String> folded = new ArrayList<>();
        String rest = line;
        int indent = line.length() - line.stripLeading().length() + (line.contains(": ") ? 2 : 0);
        while (rest.length() > WIDTH && rest.lastIndexOf(", ", WIDTH) > indent) {
            int cut = rest.lastIndexOf(", ", WIDTH) + 1;
            folded.add(rest.substring(0, cut));
            rest = " ".repeat(indent) + rest.substring(cut).strip();
        }
        folded.add(rest);
        return folded;
    }
}
