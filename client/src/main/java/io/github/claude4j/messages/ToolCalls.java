package io.github.claude4j.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells calls that the model means from those that it did not come to the end of. */
final class ToolCalls {
    private static final Set<StopReason> CUT = Set.of(StopReason.MAX_TOKENS, StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED);

    private ToolCalls() {}

    /** Calls behind the last fallback block, of which the ones are valid and the others are not. */
    static List<ToolUseBlock> of(MessageContentView message, boolean valid) {
        List<ContentBlock> content = message.content();
        List<ToolUseBlock> calls = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            ContentBlock block = content.get(i);
            if (block instanceof FallbackBlock) {
                calls.clear();
            } else if (block instanceof ToolUseBlock use && isCall(use)) {
                boolean last = i == content.size() - 1;
                boolean whole = use.invalidInput().isEmpty() && !(last && isCutBefore(use, message.stopReason()));
                if (whole == valid) {
                    calls.add(use);
                }
            }
        }
        return List.copyOf(calls);
    }

    /** Without an id or a name there is nobody to call and nothing to answer. */
    private static boolean isCall(ToolUseBlock use) {
        return use.json().get("id") != null && use.json().get("name") != null;
    }

    /** Whether the answer was cut before anything of the input was written. */
    private static boolean isCutBefore(ToolUseBlock use, Optional<StopReason> reason) {
        return use.input().isEmpty() && reason.filter(CUT::contains).isPresent();
    }
}
