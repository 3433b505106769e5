package io.github.claude4j.examples.spring;

import io.github.claude4j.Claude;
import io.github.claude4j.SseWriter;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Model;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Passes an answer on to the browser while it comes. */
@RestController
class ChatController {
    private final Claude claude;

    ChatController(Claude claude) {
        this.claude = claude;
    }

    /** Blocks while the answer comes, which takes a virtual thread and no more. When the browser goes, the model stops. */
    @GetMapping("/answer")
    void answer(@RequestParam String question, HttpServletResponse response) throws IOException {
        try (MessageStream stream = claude.messages().stream(
                m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(1024).addUserMessage(question))) {
            response.setContentType(SseWriter.CONTENT_TYPE);
            new SseWriter(response.getOutputStream()).relay(stream);
        }
    }
}
