package io.github.claude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.http.Headers;
import io.github.claude4j.http.ResponseInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the bytes of an answer. */
class DownloadTest {
    @TempDir
    private Path folder;

    private boolean closed;

    private Download download() {
        InputStream in = new ByteArrayInputStream(new byte[] {1, 2, 3}) {
            @Override
            public void close() {
                closed = true;
            }
        };
        return Download.of(in, new ResponseInfo(200, Headers.of(), 1, Duration.ZERO));
    }

    @Test
    void save_whereAFolderIs_leavesItThere() {
        assertThatThrownBy(() -> download().saveTo(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("expected a file, found a folder");
        assertThat(folder).isEmptyDirectory();
        assertThat(closed).isTrue();
    }

    @Test
    void save_belowNoFolder_saysSo() {
        assertThatThrownBy(() -> download().saveTo(folder.resolve("none/a.pdf")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("none"));
        assertThat(closed).isTrue();
    }

    @Test
    void secondReading_isRefused() {
        Download download = download();
        assertThat(download.writeTo(new ByteArrayOutputStream())).isEqualTo(3);

        assertThatThrownBy(download::bytes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the download is read already; its bytes come only once");
        assertThatThrownBy(() -> download.saveTo(folder.resolve("a.pdf"))).isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
