package io.github.claude4j.checks.artifacts;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A module of the build as its pom has it: what is published, and where it lies. */
record Artifact(String folder, String name, Element pom) {
    private static final Path ROOT = Path.of("..");

    /** All that is published, but the parent and the list of versions: a module that does not say {@code maven.deploy.skip}. */
    static List<Artifact> published() {
        List<Artifact> all = new ArrayList<>();
        for (Element module : children(child(root().pom(), "modules"))) {
            Artifact artifact = of(module.getTextContent().trim());
            Element skip = child(child(artifact.pom(), "properties"), "maven.deploy.skip");
            if (skip == null && !"pom".equals(artifact.text("packaging"))) {
                all.add(artifact);
            }
        }
        return all;
    }

    static Artifact root() {
        return of("");
    }

    static Artifact of(String folder) {
        try {
            Element pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(folder).resolve("pom.xml").toFile())
                    .getDocumentElement();
            return new Artifact(folder, child(pom, "artifactId").getTextContent(), pom);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException(folder, e);
        }
    }

    /** What an element directly in the pom says; empty where there is none. */
    String text(String element) {
        Element found = child(pom, element);
        return found == null ? "" : found.getTextContent().trim();
    }

    Path output(String file) {
        return ROOT.resolve(folder).resolve("target").resolve(file);
    }

    /** Its jar; who asks before there is one is skipped. */
    Path jar() {
        String version = root().text("version");
        Element build = child(pom, "build");
        Element given = build == null ? null : child(build, "finalName");
        Path jar = output((given == null ? name + "-" + version : given.getTextContent()) + ".jar");
        assumeThat(Files.exists(jar)).as(name + " is packaged").isTrue();
        return jar;
    }

    static Element child(Element parent, String name) {
        return parent == null
                ? null
                : children(parent).stream()
                        .filter(child -> child.getTagName().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    @Override
    public String toString() {
        return name;
    }
}
