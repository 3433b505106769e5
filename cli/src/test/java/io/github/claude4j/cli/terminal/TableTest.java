package io.github.claude4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @Test
    void table_wideLetters_areCountedAsTwo() {
        Table table = new Table().whole("ID").cut("NAME").right("N");
        table.row(List.of("a", "日本", "1"));
        table.row(List.of("b", "abcd", "22"));
        table.row(List.of("c", "e\u0301", "333"));
        assertThat(table.text(80)).isEqualTo("""
                ID  NAME    N
                a   日本    1
                b   abcd   22
                c   e\u0301     333
                """);
    }

    @Test
    void table_tooNarrow_cutsOnlyWhatMayBeCut() {
        Table table = new Table().whole("ID").cut("NAME").cut("TYPE");
        table.row(List.of("0123456789", "a rather long name", "日本語日本語日本語"));
        assertThat(table.text(30)).isEqualTo("""
                ID          NAME      TYPE
                0123456789  a rathe…  日本語…
                """);
        assertThat(table.fits(30)).isTrue();
    }

    @Test
    void table_muchTooNarrow_leavesOutTheLastColumns() {
        Table table = new Table().whole("ID").cut("NAME").whole("SINCE");
        table.row(List.of("0123456789", "a rather long name", "2026-11-30"));
        assertThat(table.text(30).lines()).last().isEqualTo("0123456789  a rat…  2026-11-30");
        assertThat(table.text(29)).isEqualTo("""
                ID          NAME
                0123456789  a rather long na…
                """);
        assertThat(table.text(5).lines()).last().isEqualTo("0123456789");
        assertThat(table.fits(30)).isTrue();
        assertThat(table.fits(29)).isFalse();
    }

    @Test
    void table_withoutHeadings_hasNoLineForThem() {
        Table table = new Table().whole("").cut("");
        table.row(List.of("a", "b"));
        assertThat(table.text(80)).isEqualTo("a  b\n");
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "1000,1.0 kB", "1500,1.5 kB", "99999,100 kB", "999999,1.0 MB", "5000000000,5.0 GB"
    })
    void size_isReadable(long bytes, String expected) {
        assertThat(Wording.size(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-5,0 s", "59,59 s", "60,1 min 0 s", "3599,59 min 59 s", "7260,2 h 1 min", "90000,25 h 0 min"})
    void duration_isReadable(long seconds, String expected) {
        assertThat(Wording.duration(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }
}
