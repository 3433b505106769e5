package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Multipart;
import io.github.claude4j.testkit.internal.spec.Ids;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.Spec;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps files. As in the API, what was uploaded cannot be downloaded again; what a tool made can. */
public final class FileStore {
    /** A file and its content. */
    private record StoredFile(JsonObject metadata, ByteBuffer content) {}

    private final Spec spec;
    private final Ids ids;
    private final Samples samples;
    private final Clock clock;
    private final boolean strict;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();

    public FileStore(Spec spec, Ids ids, Samples samples, Clock clock, boolean strict) {
        this.spec = spec;
        this.ids = ids;
        this.samples = samples;
        this.clock = clock;
        this.strict = strict;
    }

    public Answer answer(Understood call) {
        String id = call.id().orElse("");
        return switch (call.operation().name()) {
            case "files.upload" -> Answer.json(upload(call));
            case "files.list" ->
                Answer.json(Pages.of(call.operation(), list(call.query()), call.query(), samples.now()));
            case "files.delete" -> Answer.json(delete(call, id));
            case "files.download" -> download(id);
            default -> Answer.json(stored(id).metadata());
        };
    }

    private JsonObject upload(Understood call) {
        Multipart.Part part = call.file().orElseThrow(() -> Refusal.invalid("file: Field required"));
        String name = part.filename() == null ? "" : part.filename();
        if (!(call.body().get("expires_in_seconds") instanceof Number seconds)) {
            return add(name, part.contentType(), part.content(), false);
        }
        Instant end = samples.later("expires_in_seconds", seconds.longValue());
        JsonObject expiring =
                add(name, part.contentType(), part.content(), false).with("expires_at", Samples.time(end));
        put(expiring, part.content());
        return expiring;
    }

    /** Keeps a file and tells its metadata. */
    public JsonObject add(String filename, String mimeType, ByteBuffer content, boolean downloadable) {
        JsonObject metadata = samples.answer(spec.operation("files.upload")).toBuilder()
                .put("id", ids.next("file"))
                .put("filename", filename)
                .put("mime_type", mimeType)
                .put("size_bytes", content.remaining())
                .put("created_at", samples.now())
                .put("downloadable", downloadable)
                .build();
        put(metadata, content);
        return metadata;
    }

    private synchronized void put(JsonObject metadata, ByteBuffer content) {
        files.put(metadata.string("id"), new StoredFile(metadata, content));
    }

    /** The newest first; only some when the query names them. */
    private synchronized List<JsonObject> list(JsonObject query) {
        List<JsonObject> list = new ArrayList<>();
        List<Object> wanted = new ArrayList<>();
        query.optArray("ids").orElse(JsonArray.of()).forEach(wanted::add);
        files.forEach((id, file) -> {
            if (!expired(file) && (wanted.isEmpty() || wanted.contains(id))) {
                list.add(0, file.metadata());
            }
        });
        return list;
    }

    private boolean expired(StoredFile file) {
        return file.metadata().get("expires_at") instanceof String end
                && !Instant.parse(end).isAfter(clock.instant());
    }

    /** Refuses an id that was never given to a file, or whose file is gone. */
    void mustExist(String id) {
        stored(id);
    }

    private synchronized StoredFile stored(String id) {
        StoredFile file = files.get(id);
        if (file == null && strict) {
            throw Refusal.notFound("File not found: " + id);
        }
        if (file != null && expired(file)) {
            throw Refusal.notFound("File has expired: " + id).code("file_expired");
        }
        JsonObject sample = samples.answer(spec.operation("files.retrieve_metadata"));
        return file != null ? file : new StoredFile(sample.with("id", id), ByteBuffer.allocate(0));
    }

    private synchronized JsonObject delete(Understood call, String id) {
        stored(id);
        files.remove(id);
        return samples.answer(call.operation()).with("id", id);
    }

    private Answer download(String id) {
        StoredFile file = stored(id);
        if (strict && !Boolean.TRUE.equals(file.metadata().get("downloadable"))) {
            throw Refusal.invalid("File '" + id + "' is not downloadable").code("file_not_downloadable");
        }
        byte[] content = new byte[file.content().remaining()];
        file.content().duplicate().get(content);
        return Answer.of(200, file.metadata().string("mime_type"), content);
    }
}
