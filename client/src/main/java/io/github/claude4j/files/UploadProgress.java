package io.github.claude4j.files;

/** Told how far an upload is. */
@FunctionalInterface
public interface UploadProgress {
    /**
     * Some more of the file was sent. It runs on the thread that sends, so it should be quick. When the upload is repeated
     * after a failure, it begins again.
     *
     * @param bytes how many bytes of the file were sent so far
     * @param total how many there are
     */
    void sent(long bytes, long total);
}
