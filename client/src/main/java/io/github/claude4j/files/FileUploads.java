package io.github.claude4j.files;

import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Short ways to upload a file. */
public interface FileUploads {
    /** Uploads a file. */
    FileMetadata upload(FileUploadParams params);

    /** Uploads a file under its own name; it is read while it is sent. */
    default FileMetadata upload(Path file) {
        return upload(
                FileUploadParams.builder().file(typed(Binary.of(file), file)).build());
    }

    /** Uploads bytes under this file name. */
    default FileMetadata upload(byte[] bytes, String filename) {
        Binary content = typed(Binary.of(bytes).named(filename), Path.of(filename));
        return upload(FileUploadParams.builder().file(content).build());
    }

    private static Binary typed(Binary content, Path file) {
        try {
            String type = Files.probeContentType(file);
            return type == null ? content : content.as(type);
        } catch (IOException e) {
            // Then the API finds the type out by itself.
            return content;
        }
    }
}
