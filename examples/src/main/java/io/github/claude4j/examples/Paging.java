package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.Page;
import io.github.claude4j.batches.MessageBatch;
import io.github.claude4j.models.ModelInfo;
import java.util.List;

/** Reads a list over all of its pages, or page by page. */
public final class Paging {
    private Paging() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            List<MessageBatch> all =
                    claude.messages().batches().list(p -> p.limit(20)).stream().toList();
            System.out.println(all.size() + " batches");

            Page<ModelInfo> page = claude.models().list(p -> p.limit(5));
            page.items().forEach(model -> System.out.println(model.id()));
            while (page.hasNextPage()) {
                page = page.nextPage();
                System.out.println("… and " + page.items().size() + " more");
            }
        }
    }
}
