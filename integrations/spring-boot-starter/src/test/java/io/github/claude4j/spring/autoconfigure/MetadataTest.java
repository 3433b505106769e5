package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What editors offer for {@code application.yaml}, and what the guide says. */
class MetadataTest {
    private static final Pattern ROW = Pattern.compile("^\\| `((?:claude|management)\\.[a-z.-]+)`", Pattern.MULTILINE);

    @Test
    void properties_allOfThem_areDescribed() throws IOException {
        for (Object each : metadata().array("properties")) {
            JsonObject property = (JsonObject) each;
            assertThat(property.string("description"))
                    .as(property.string("name"))
                    .endsWith(".");
        }
    }

    @Test
    void guide_listsThePropertiesThatThereAre() throws IOException {
        TreeSet<String> told = new TreeSet<>();
        ROW.matcher(Files.readString(Path.of("..", "..", "docs", "spring.md")))
                .results()
                .map(MatchResult::group)
                .forEach(row -> told.add(row.replaceAll("[|` ]", "")));
        TreeSet<String> there = new TreeSet<>();
        metadata().array("properties").forEach(property -> there.add(((JsonObject) property).string("name")));

        assertThat(told).isEqualTo(there);
    }

    private static JsonObject metadata() throws IOException {
        try (InputStream in = MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonObject.parse(in.readAllBytes());
        }
    }
}
