package io.github.claude4j.checks.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** The bundles in a framework of OSGi, Apache Felix: they are resolved, and a call goes through. */
class OsgiTest {
    @TempDir
    Path cache;

    @Test
    void bundles_withJacksonAlone_areResolved_andCall() throws Exception {
        Path jackson = Path.of(URI.create(JsonFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        Framework framework =
                new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.start();
        try {
            List<Bundle> bundles = new ArrayList<>();
            bundles.add(install(framework, jackson));
            for (Artifact artifact : Artifact.published()) {
                // What needs nothing but what is here.
                List<Path> others = Brought.of(artifact).all().stream()
                        .filter(jar -> !jar.getFileName().toString().startsWith("claude4j") && !jar.equals(jackson))
                        .toList();
                if (others.isEmpty()) {
                    bundles.add(install(framework, artifact.jar()));
                }
            }
            for (Bundle bundle : bundles) {
                bundle.start();
            }

            assertThat(bundles)
                    .extracting(Bundle::getSymbolicName)
                    .contains("claude4j", "claude4j-admin", "claude4j-testkit", "claude4j-bedrock");
            assertThat(bundles)
                    .allSatisfy(bundle -> assertThat(bundle.getState())
                            .as(bundle.getSymbolicName())
                            .isEqualTo(Bundle.ACTIVE));
            Bundle testkit = bundles.stream()
                    .filter(bundle -> "claude4j-testkit".equals(bundle.getSymbolicName()))
                    .findFirst()
                    .orElseThrow();
            Class<?> fake = testkit.loadClass("io.github.claude4j.testkit.FakeClaude");
            try (AutoCloseable started = (AutoCloseable) fake.getMethod("start").invoke(null);
                    AutoCloseable client =
                            (AutoCloseable) fake.getMethod("client").invoke(started)) {
                Object models = client.getClass().getMethod("models").invoke(client);
                assertThat(models.getClass().getMethod("list").invoke(models))
                        .asString()
                        .contains("claude-");
                assertThat(client.getClass().getClassLoader()).isNotSameAs(OsgiTest.class.getClassLoader());
            }
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static Bundle install(Framework framework, Path jar) throws Exception {
        assertThat(Files.exists(jar)).isTrue();
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }
}
