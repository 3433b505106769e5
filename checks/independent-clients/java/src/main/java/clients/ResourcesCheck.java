package clients;

import static clients.Check.check;
import static clients.Check.same;
import static clients.Check.that;
import static clients.Check.throwing;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.MultipartField;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.models.files.FileListParams;
import com.anthropic.models.files.FileMetadata;
import com.anthropic.models.files.FileUploadParams;
import com.anthropic.models.models.ModelInfo;
import com.anthropic.models.models.ModelListParams;
import com.anthropic.models.skills.Skill;
import com.anthropic.models.skills.SkillCreateParams;
import com.anthropic.models.skills.versions.SkillVersion;
import com.anthropic.models.skills.versions.VersionCreateParams;
import com.anthropic.models.skills.versions.VersionDeleteParams;
import com.anthropic.models.skills.versions.VersionRetrieveParams;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Models, files and skills. */
final class ResourcesCheck {
    private final AnthropicClient client;

    ResourcesCheck(AnthropicClient client) {
        this.client = client;
    }

    void run() {
        check("models", this::models);
        check("files", this::files);
        check("beta.files", this::betaFiles);
        check("skills", this::skills);
    }

    private void models() {
        List<ModelInfo> models = client
                .models()
                .list(ModelListParams.builder().limit(2).build())
                .autoPager()
                .stream()
                .map(ModelInfo::validate)
                .toList();
        that(models.size() > 3, models);
        same(models.get(0), client.models().retrieve(models.get(0).id()).validate());
    }

    private static MultipartField<InputStream> file(String name, String type, String text) {
        InputStream content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return MultipartField.<InputStream>builder()
                .value(content)
                .filename(name)
                .contentType(type)
                .build();
    }

    private void files() throws Exception {
        FileMetadata file = client.files()
                .upload(FileUploadParams.builder()
                        .file(file("words.txt", "text/plain", "words"))
                        .build())
                .validate();
        same("words.txt", file.filename());
        same(5L, file.sizeBytes());
        same(file, client.files().retrieveMetadata(file.id()).validate());
        that(
                client.files().list(FileListParams.builder().limit(1).build()).autoPager().stream()
                        .map(FileMetadata::validate)
                        .anyMatch(file::equals),
                "no file");
        throwing(BadRequestException.class, () -> client.files().download(file.id()));
        client.files().delete(file.id()).validate();
        throwing(NotFoundException.class, () -> client.files().retrieveMetadata(file.id()));
    }

    private void betaFiles() {
        var file = client.beta()
                .files()
                .upload(com.anthropic.models.beta.files.FileUploadParams.builder()
                        .file(file("words.txt", "text/plain", "words"))
                        .build())
                .validate();
        same(file.id(), client.beta().files().retrieveMetadata(file.id()).validate().id());
        client.beta().files().delete(file.id()).validate();
    }

    private static MultipartField<InputStream> instructions() {
        return file(
                "greeting/SKILL.md",
                "text/markdown",
                "---\nname: greeting\ndescription: Says hello.\n---\nSay hello.\n");
    }

    private void skills() throws Exception {
        Skill skill = client.skills()
                .create(SkillCreateParams.builder()
                        .displayName("Greeting")
                        .addFile(instructions())
                        .build())
                .validate();
        same("Greeting", skill.displayName());
        same(skill.id(), client.skills().retrieve(skill.id()).validate().id());
        that(
                client.skills().list().autoPager().stream()
                        .map(Skill::validate)
                        .anyMatch(item -> item.id().equals(skill.id())),
                "no skill");
        var versions = client.skills().versions();
        SkillVersion version = versions.create(
                        skill.id(),
                        VersionCreateParams.builder().addFile(instructions()).build())
                .validate();
        same("greeting", version.name());
        same("Says hello.", version.description());
        same(
                version,
                versions.retrieve(
                                version.id(),
                                VersionRetrieveParams.builder().skillId(skill.id()).build())
                        .validate());
        for (SkillVersion item : versions.list(skill.id()).autoPager()) {
            versions.delete(
                            item.validate().id(),
                            VersionDeleteParams.builder().skillId(skill.id()).build())
                    .validate();
        }
        client.skills().delete(skill.id()).validate();
        throwing(NotFoundException.class, () -> client.skills().retrieve(skill.id()));
    }
}
