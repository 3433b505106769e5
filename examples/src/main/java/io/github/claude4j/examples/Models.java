package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.models.ModelInfo;

/** Lists models, and asks what one of them can do. */
public final class Models {
    private Models() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            for (ModelInfo model : claude.models().list(p -> p.limit(20))) {
                System.out.println(model.id() + " - " + model.displayName());
            }
            ModelInfo model = claude.models().catalog().get(Model.CLAUDE_OPUS_5_5); // kept for an hour, or catalog(age)
            System.out.println(model.supportsVision() + ", " + model.maxInputTokens());
        }
    }
}
