package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.claude4j.Claude;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a user of the client takes on. */
class FootprintTest {
    @Test
    void jars_ofTheClientAndItsDependency_staySmall() throws Exception {
        Path client = location(Claude.class);
        assumeThat(client).as("packaged").isRegularFile();

        // The official SDK 3.14.0 and all that it depends on are 57,263,472 bytes, nearly sixteen times as much.
        assertThat(Files.size(client) + Files.size(location(JsonFactory.class))).isLessThanOrEqualTo(3_660_000);
    }

    @Test
    void module_ofTheClient_needsOnlyJacksonCoreAndTheJdk() throws Exception {
        ModuleDescriptor module = ModuleFinder.of(location(Claude.class))
                .findAll()
                .iterator()
                .next()
                .descriptor();

        assertThat(module.requires().stream()
                        .filter(needed -> !needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("java.base", "java.net.http", "com.fasterxml.jackson.core");
    }

    private static Path location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
