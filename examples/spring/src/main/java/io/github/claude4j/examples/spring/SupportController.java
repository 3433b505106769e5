package io.github.claude4j.examples.spring;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.micrometer.ClaudeObservations;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.spring.ClaudeTools;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers customers, with the tools of this application. */
@RestController
class SupportController {
    private final Runner runner;

    SupportController(Claude claude, ClaudeTools tools, ClaudeObservations observations) {
        runner = claude.runner(r -> r.tools(tools.all())).with(observations.runs("support"));
    }

    @PostMapping("/support")
    String support(@RequestBody String question) {
        return runner.run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(1024).addUserMessage(question))
                .text();
    }
}
