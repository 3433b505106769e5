package io.github.claude4j.checks.artifacts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.checks.RoomsTest;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What is published says what it is: to Maven, to the module system and to OSGi. */
class ArtifactsTest {
    /** What comes between commas that are not in quotes. */
    private static final Pattern CLAUSES = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    static List<Artifact> published() {
        return Artifact.published();
    }

    @Test
    void bom_listsAllThatIsPublished() {
        Element managed = Artifact.child(Artifact.of("bom").pom(), "dependencyManagement");
        Set<String> listed = new TreeSet<>();
        for (Element dependency : Artifact.children(Artifact.child(managed, "dependencies"))) {
            listed.add(Artifact.child(dependency, "artifactId").getTextContent());
            assertThat(Artifact.child(dependency, "version").getTextContent()).isEqualTo("${project.version}");
        }

        assertThat(listed)
                .as(
                        "add a new artifact to bom/pom.xml; a module that is not published says maven.deploy.skip in its pom")
                .isEqualTo(published().stream().map(Artifact::name).collect(toSet()));
    }

    @Test
    void rooms_areLookedAtInAllThatIsPublished() {
        Set<String> left =
                new TreeSet<>(published().stream().map(Artifact::folder).toList());
        left.removeAll(RoomsTest.modules());

        assertThat(left)
                .as(
                        "add a new module to RoomsTest.published(), one of its classes to ApiSignaturesTest, and the module to "
                                + "checks/pom.xml; or here, with the reason why not")
                // Of one package each; Kotlin is no Java, and what the others bring would be on the path of all tests.
                .containsExactly("clouds/aws-sdk", "integrations/jackson", "integrations/kotlin");
    }

    @Test
    void parent_saysWhatMavenCentralWants() {
        assertThat(List.of("name", "description", "url", "licenses", "developers", "scm"))
                .allSatisfy(element ->
                        assertThat(Artifact.root().text(element)).as(element).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("published")
    void pom_saysWhatTheArtifactIs(Artifact artifact) {
        assertThat(List.of("name", "description"))
                .allSatisfy(element ->
                        assertThat(artifact.text(element)).as(element).isNotEmpty());
        assertThat(artifact.name()).startsWith("claude4j");
    }

    @ParameterizedTest
    @MethodSource("published")
    void jar_isAModuleWithAName(Artifact artifact) {
        assertThat(module(artifact).name())
                .as("a module-info, or an Automatic-Module-Name in the manifest")
                .startsWith("io.github.claude4j");
    }

    private static ModuleDescriptor module(Artifact artifact) {
        return ModuleFinder.of(artifact.jar()).findAll().iterator().next().descriptor();
    }

    @ParameterizedTest
    @MethodSource("published")
    void jar_isABundleThatExportsWhatItsModuleExports(Artifact artifact) throws IOException {
        ModuleDescriptor module = module(artifact);
        Attributes manifest = manifest(artifact);
        Set<String> exported = module.isAutomatic()
                ? module.packages().stream()
                        .filter(name -> !name.contains(".internal"))
                        .collect(toSet())
                : module.exports().stream()
                        .filter(each -> !each.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(toSet());

        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo(artifact.name());
        assertThat(clauses(manifest, "Export-Package").stream()
                        .map(ArtifactsTest::name)
                        .collect(toSet()))
                .as("what a module does not export is under internal")
                .isEqualTo(exported);
    }

    /** What users may leave out is not asked for when the bundle starts. */
    @ParameterizedTest
    @MethodSource("published")
    void bundle_needsOnlyWhatComesWithTheArtifact(Artifact artifact) throws IOException {
        Set<String> there = ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getPackages().stream())
                .collect(toSet());
        for (Path jar : Brought.of(artifact).all()) {
            there.addAll(packages(jar));
        }

        assertThat(clauses(manifest(artifact), "Import-Package").stream()
                        .filter(clause -> !clause.contains("resolution:=optional"))
                        .map(ArtifactsTest::name)
                        .filter(name -> !there.contains(name)))
                .as("osgi.optional in its pom names what users may leave out")
                .isEmpty();
    }

    private static Set<String> packages(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && name.indexOf('/') > 0 && !name.startsWith("META-INF/"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .collect(toSet());
        }
    }

    private static Attributes manifest(Artifact artifact) throws IOException {
        try (JarFile jar = new JarFile(artifact.jar().toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    private static List<String> clauses(Attributes manifest, String header) {
        String value = manifest.getValue(header);
        return value == null ? List.of() : List.of(CLAUSES.split(value));
    }

    private static String name(String clause) {
        return clause.split(";")[0];
    }
}
