package io.github.claude4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where profiles are looked for. */
class ConfigDirectoryTest {
    private static Path config(boolean windows, Map<String, String> variables) {
        return ConfigDirectory.find(variables::get, windows).config("p");
    }

    @Test
    void directory_isTheFirstThatIsSet() {
        Map<String, String> all = Map.of(
                "ANTHROPIC_CONFIG_DIR", "/given",
                "APPDATA", "/appdata",
                "XDG_CONFIG_HOME", "/xdg",
                "HOME", "/home/me");
        Map<String, String> unset = Map.of("APPDATA", "/appdata", "XDG_CONFIG_HOME", "/xdg", "HOME", "/home/me");

        assertThat(config(true, all)).isEqualTo(Path.of("/given/configs/p.json"));
        assertThat(config(true, unset)).isEqualTo(Path.of("/appdata/Anthropic/configs/p.json"));
        assertThat(config(false, unset)).isEqualTo(Path.of("/xdg/anthropic/configs/p.json"));
        assertThat(config(
                        false, Map.of("XDG_CONFIG_HOME", "relative", "ANTHROPIC_CONFIG_DIR", " ", "HOME", "/home/me")))
                .isEqualTo(Path.of("/home/me/.config/anthropic/configs/p.json"));
        assertThat(config(false, Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".config/anthropic/configs/p.json"));
    }

    @Test
    void credentials_areWhereTheProfileSays_relativeToTheDirectory() {
        ConfigDirectory directory = ConfigDirectory.find(Map.of("ANTHROPIC_CONFIG_DIR", "/d")::get, false);

        assertThat(directory.credentials("p", Optional.empty())).isEqualTo(Path.of("/d/credentials/p.json"));
        assertThat(directory.credentials("p", Optional.of("x/y.json"))).isEqualTo(Path.of("/d/x/y.json"));
        assertThat(directory.credentials("p", Optional.of("/z.json"))).isEqualTo(Path.of("/z.json"));
    }

    @ParameterizedTest
    @CsvSource({"a,true", "A-b_c.9,true", "..,false", ".,false", "a/b,false", "a b,false", "'',false", "ä,false"})
    void name_isOfLettersDigitsAndAFewMarks(String name, boolean good) {
        assertThat(ConfigDirectory.isName(name)).isEqualTo(good);
    }
}
