package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Betas;
import io.github.claude4j.codegen.spec.Beta;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.util.ArrayList;
import java.util.List;

/** What doc comments say of beta headers: who sends them depends on where a type is used. */
final class BetaNotes {
    private final Betas betas;

    BetaNotes(Spec spec) {
        this.betas = new Betas(spec);
    }

    /** A paragraph for each header that this type, or something in it, needs. */
    List<String> notes(Type type, Beta beta) {
        List<String> notes = new ArrayList<>();
        beta.headers().forEach(header -> notes.add(note(type, header)));
        if (beta.unknown()) {
            notes.add("Beta.");
        }
        return notes;
    }

    private String note(Type type, String header) {
        if (betas.isRequested(type)) {
            return "Beta: a request that carries it needs the header {@code %s}, which the client sends by itself."
                    .formatted(header);
        }
        return betas.isSent(type, header)
                ? "Beta: it comes with the header {@code %s}, which the client sends by itself.".formatted(header)
                : "Beta: it comes only when the header {@code %1$s} was sent; {@code o.beta(\"%1$s\")} asks for it."
                        .formatted(header);
    }
}
