package io.github.claude4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WordingTest {
    @Test
    void oneLine_joinsLinesOfAnyKindWithoutTheBlanksAround() {
        assertThat(Wording.oneLine("  one \r\n\n\t two\rthree \n")).isEqualTo("one two three");
        assertThat(Wording.oneLine(" \n ")).isEmpty();
    }

    @Test
    @Timeout(60)
    void oneLine_ofAlmostOnlyBlanks_takesItsLength() {
        assertThat(Wording.oneLine("a" + " ".repeat(2_000_000) + "b")).endsWith("b");
    }
}
